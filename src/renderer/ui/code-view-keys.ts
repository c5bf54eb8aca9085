// The keys of the code view: select all, to either end, and undo and redo where the text can be changed.
import { Annotation, type ChangeSet, type Extension } from '@codemirror/state'
import { type EditorView, type KeyBinding, keymap, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** Marks a change as one that goes back or forth, with the direction. */
const travel = Annotation.define<'undo' | 'redo'>()

/** Changes that follow each other within this are taken back together. */
const groupMs = 400
const mostKept = 500

class History {
  private readonly undos: ChangeSet[] = []
  private redos: ChangeSet[] = []
  private lastAt = 0

  update(update: ViewUpdate): void {
    for (const transaction of update.transactions) {
      if (!transaction.docChanged) continue
      const inverted = transaction.changes.invert(transaction.startState.doc)
      const direction = transaction.annotation(travel)
      if (direction === 'undo') this.redos.push(inverted)
      else if (direction === 'redo') this.undos.push(inverted)
      else this.add(inverted)
    }
  }

  private add(inverted: ChangeSet): void {
    const now = Date.now()
    const last = now - this.lastAt < groupMs ? this.undos.pop() : undefined
    this.lastAt = now
    this.undos.push(last ? inverted.compose(last) : inverted)
    if (this.undos.length > mostKept) this.undos.shift()
    this.redos = []
  }

  move(view: EditorView, direction: 'undo' | 'redo'): boolean {
    const changes = (direction === 'undo' ? this.undos : this.redos).pop()
    this.lastAt = 0
    if (changes) view.dispatch({ changes, annotations: travel.of(direction), scrollIntoView: true })
    return true
  }
}

const history = ViewPlugin.fromClass(History)

const go = (direction: 'undo' | 'redo') => (view: EditorView) => view.plugin(history)?.move(view, direction) ?? false

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
  history,
  keymap.of([
    { key: 'Mod-z', run: go('undo'), shift: go('redo') },
    { key: 'Mod-y', run: go('redo') },
  ]),
]
