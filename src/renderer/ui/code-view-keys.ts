// The keys of the code view: search, select all, to either end, and undo and redo where the text can be changed.
import { history, redo, undo } from '@codemirror/commands'
import { openSearchPanel, searchKeymap } from '@codemirror/search'
import type { Extension } from '@codemirror/state'
import { type EditorView, type KeyBinding, keymap } from '@codemirror/view'

/** Takes the editor's last step back, or again; false where there is none. What came from outside stays. */
export const travelHistory = (view: EditorView, direction: 'undo' | 'redo'): boolean =>
  (direction === 'undo' ? undo : redo)(view)

const go = (direction: 'undo' | 'redo') => (view: EditorView) => {
  travelHistory(view, direction)
  return true
}

// The page has a search of its own on the same key; within the editor it is the text that is searched.
const find: KeyBinding = { key: 'Mod-f', run: openSearchPanel, scope: 'editor search-panel', stopPropagation: true }

export const searchKeys: KeyBinding[] = [find, ...searchKeymap.filter(({ key }) => key !== 'Mod-f')]

export const searchPhrases = {
  next: 'Next',
  previous: 'Previous',
  all: 'All',
  'match case': 'Match case',
  regexp: 'Regular expression',
  'by word': 'Whole word',
  replace: 'Replace',
  'replace all': 'Replace all',
}

/** Only what is drawn is in the page, so the browser's own select-all would take a part. */
export const selectAllKey: KeyBinding = {
  key: 'Mod-a',
  run: (view) => {
    view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } })
    return true
  },
}

const toEnd = (isStart: boolean, isExtending: boolean) => (view: EditorView) => {
  const head = isStart ? 0 : view.state.doc.length
  const anchor = isExtending ? view.state.selection.main.anchor : head
  view.dispatch({ selection: { anchor, head }, scrollIntoView: true })
  return true
}

/** Of the whole text: the browser's own keys know only of what is drawn. */
export const endKeys: KeyBinding[] = [
  { key: 'Mod-Home', mac: 'Cmd-ArrowUp', run: toEnd(true, false), shift: toEnd(true, true) },
  { key: 'Mod-End', mac: 'Cmd-ArrowDown', run: toEnd(false, false), shift: toEnd(false, true) },
]

export const editing: Extension = [
  history(),
  keymap.of([
    { key: 'Mod-z', run: go('undo'), shift: go('redo') },
    { key: 'Mod-y', run: go('redo') },
  ]),
]
