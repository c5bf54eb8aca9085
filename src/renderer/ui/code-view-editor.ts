// CodeMirror as the app uses it; a module of its own, so that it is loaded when the first body is shown.
import { html } from '@codemirror/lang-html'
import { json } from '@codemirror/lang-json'
import { xml } from '@codemirror/lang-xml'
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language'
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, type KeyBinding, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { CodeLanguage } from './code-view.tsx'
import { editing, endKeys, selectAllKey } from './code-view-keys.ts'
import { codeViewTheme } from './code-view-theme.ts'

const languages: Record<CodeLanguage, () => Extension> = {
  json,
  html: () => html(),
  xml: () => xml(),
  text: () => [],
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.tagName], color: 'var(--code-key)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null, tags.keyword, tags.attributeName], color: 'var(--code-literal)' },
  { tag: [tags.punctuation, tags.bracket, tags.separator, tags.angleBracket], color: 'var(--code-punct)' },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: 'var(--code-comment)' },
])

// The page has a search of its own on the same key; within a body it is the body that is searched.
const find: KeyBinding = { key: 'Mod-f', run: openSearchPanel, scope: 'editor search-panel', stopPropagation: true }
const closingKeys = searchKeymap.filter(({ key }) => key !== 'Mod-f')

const phrases = {
  next: 'Next',
  previous: 'Previous',
  all: 'All',
  'match case': 'Match case',
  regexp: 'Regular expression',
  'by word': 'Whole word',
  replace: 'Replace',
  'replace all': 'Replace all',
}

export interface EditorOptions {
  /** A shadow root: CodeMirror's styles go into it as a constructed sheet, which the page's policy allows. */
  root: ShadowRoot
  text: string
  language: CodeLanguage
  label: string
  /** null: the text cannot be changed. */
  onChange: ((text: string) => void) | null
}

export function createEditor({ root, text, language, label, onChange }: EditorOptions): EditorView {
  const changes = onChange
    ? EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString())
      })
    : EditorState.readOnly.of(true)
  return new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        changes,
        languages[language](),
        syntaxHighlighting(colours),
        EditorState.phrases.of(phrases),
        lineNumbers(),
        codeFolding(),
        foldGutter(),
        drawSelection(),
        bracketMatching(),
        search({ top: true }),
        highlightSelectionMatches(),
        EditorView.lineWrapping,
        // A tab stop by name, whether or not it can be edited.
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        onChange ? editing : [],
        keymap.of([find, selectAllKey, ...endKeys, ...closingKeys, ...foldKeymap]),
        codeViewTheme,
      ],
    }),
  })
}
