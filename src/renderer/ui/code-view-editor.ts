// CodeMirror as the app uses it; a module of its own, so that it is loaded when the first body is shown.
import { html } from '@codemirror/lang-html'
import { json } from '@codemirror/lang-json'
import { xml } from '@codemirror/lang-xml'
import { bracketMatching, codeFolding, foldGutter, foldKeymap, syntaxHighlighting } from '@codemirror/language'
import { highlightSelectionMatches, search } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import type { CodeLanguage } from './code-view.tsx'
import { editing, endKeys, searchKeys, searchPhrases, selectAllKey } from './code-view-keys.ts'
import { codeColours, codeViewTheme } from './code-view-theme.ts'
import { yamlLanguage } from './code-view-yaml.ts'

const languages: Record<CodeLanguage, () => Extension> = {
  json,
  yaml: () => yamlLanguage,
  html: () => html(),
  xml: () => xml(),
  text: () => [],
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
        syntaxHighlighting(codeColours),
        EditorState.phrases.of(searchPhrases),
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
        keymap.of([...searchKeys, selectAllKey, ...endKeys, ...foldKeymap]),
        codeViewTheme,
      ],
    }),
  })
}
