// The code view's looks. They live in its shadow root, where the page's style sheets do not reach.
import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

export const codeColours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.tagName], color: 'var(--code-key)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null, tags.keyword, tags.attributeName], color: 'var(--code-literal)' },
  { tag: [tags.punctuation, tags.bracket, tags.separator, tags.angleBracket], color: 'var(--code-punct)' },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: 'var(--code-comment)' },
])

const button = {
  height: 'var(--h-control-sm)',
  margin: '0',
  padding: '0 8px',
  border: '1px solid var(--line-control)',
  borderRadius: 'var(--r-2)',
  background: 'var(--bg-control)',
  color: 'var(--text)',
  font: 'var(--fw-medium) var(--fs-12) / 1 var(--font-ui)',
}

const focusRing = { outline: '2px solid var(--focus)', outlineOffset: '-1px' }

export const codeViewTheme = EditorView.theme({
  '&': {
    maxHeight: 'var(--code-max-height, none)',
    minHeight: 'var(--code-min-height, 0)',
    backgroundColor: 'var(--bg-inset)',
    color: 'var(--text)',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': {
    overflow: 'auto',
    font: 'var(--fw-regular) var(--fs-12) / 18px var(--font-mono)',
    fontVariantLigatures: 'none',
    scrollbarWidth: 'thin',
    scrollbarColor: 'var(--line-control) transparent',
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)', cursor: 'text' },
  '.cm-line': { padding: '0 8px 0 2px', overflowWrap: 'anywhere' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--bg-inset)', color: 'var(--text-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '26px', padding: '0 2px 0 6px' },
  '.cm-foldGutter .cm-gutterElement': { width: '16px', padding: '0', textAlign: 'center', cursor: 'default' },
  '.cm-foldPlaceholder': {
    margin: '0 2px',
    padding: '0 4px',
    border: '1px solid var(--line)',
    borderRadius: 'var(--r-1)',
    backgroundColor: 'var(--bg-surface)',
    color: 'var(--text-2)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-line)',
  },
  '&.cm-focused .cm-matchingBracket': { outline: '1px solid var(--line-strong)', backgroundColor: 'transparent' },
  '& .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--danger-soft)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--bg-press)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn-line)' },
  '.cm-searchMatch.cm-searchMatch-selected': {
    backgroundColor: 'var(--warn-line)',
    outline: '1px solid var(--warn-mark)',
  },
  '.cm-panels': { backgroundColor: 'var(--bg-subtle)', color: 'var(--text)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 6px',
    padding: '5px 32px 5px 8px',
    fontFamily: 'var(--font-ui)',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search input.cm-textfield': {
    flex: '1 1 120px',
    minWidth: '80px',
    height: 'var(--h-control-sm)',
    margin: '0',
    padding: '0 8px',
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--r-2)',
    backgroundColor: 'var(--bg-control)',
    color: 'var(--text)',
    font: 'var(--fs-12) / 1 var(--font-ui)',
  },
  '.cm-panel.cm-search input.cm-textfield:focus': focusRing,
  '.cm-panel.cm-search .cm-button': { ...button, backgroundImage: 'none' },
  '.cm-panel.cm-search .cm-button:hover': { background: 'var(--bg-hover)' },
  '.cm-panel.cm-search button:focus-visible': focusRing,
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '24px',
    margin: '0',
    color: 'var(--text-2)',
    fontSize: 'var(--fs-11)',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--accent-solid)' },
  '.cm-panel.cm-search [name=close]': {
    top: '5px',
    right: '6px',
    width: '24px',
    height: '24px',
    borderRadius: 'var(--r-2)',
    color: 'var(--text-2)',
    fontSize: '16px',
  },
})
