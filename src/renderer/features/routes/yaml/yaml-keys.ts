// The keys that write in the YAML editor. Tab goes on to the next control until Ctrl M gives it to the text.
import { type ChangeSpec, EditorSelection, StateEffect, StateField } from '@codemirror/state'
import { EditorView, type KeyBinding } from '@codemirror/view'
import { indentBehind, spacesBack, spacesToNext, toggledComments } from './yaml-typing.ts'

const setTabIndents = StateEffect.define<boolean>()

export const tabIndents = StateField.define<boolean>({
  create: () => false,
  update: (value, { effects }) =>
    effects.reduce((now, effect) => (effect.is(setTabIndents) ? effect.value : now), value),
})

function toggleTab(view: EditorView): boolean {
  const next = !view.state.field(tabIndents)
  const words = next ? 'Tab indents now. Ctrl M gives it back.' : 'Tab moves the focus now.'
  view.dispatch({ effects: [setTabIndents.of(next), EditorView.announce.of(words)] })
  return true
}

function newLine({ state, dispatch }: EditorView): boolean {
  if (state.readOnly) return false
  const change = state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from)
    const insert = `\n${' '.repeat(indentBehind(line.text.slice(0, from - line.from)))}`
    const rest = state.doc.lineAt(to)
    const spaces = /^ */.exec(rest.text.slice(to - rest.from))?.[0].length ?? 0
    return {
      changes: { from, to: to + spaces, insert },
      range: EditorSelection.cursor(from + insert.length),
    }
  })
  dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }))
  return true
}

/** The lines that the selection touches; a last one of which nothing is selected is left out. */
function selectedLines({ state }: EditorView) {
  const { from, to } = state.selection.main
  const first = state.doc.lineAt(from).number
  const end = state.doc.lineAt(to)
  const last = to > from && end.from === to ? end.number - 1 : end.number
  return Array.from({ length: last - first + 1 }, (_, at) => state.doc.line(first + at))
}

function write(view: EditorView, changes: ChangeSpec): boolean {
  view.dispatch({ changes, scrollIntoView: true, userEvent: 'input.indent' })
  return true
}

function indent(view: EditorView): boolean {
  if (!view.state.field(tabIndents)) return false
  const { from, to } = view.state.selection.main
  if (from === to) {
    const insert = ' '.repeat(spacesToNext(from - view.state.doc.lineAt(from).from))
    view.dispatch(view.state.replaceSelection(insert), { scrollIntoView: true, userEvent: 'input' })
    return true
  }
  const lines = selectedLines(view).filter(({ text }) => text.trim() !== '')
  return write(
    view,
    lines.map((line) => ({ from: line.from, insert: '  ' })),
  )
}

function outdent(view: EditorView): boolean {
  if (!view.state.field(tabIndents)) return false
  return write(
    view,
    selectedLines(view).map((line) => ({ from: line.from, to: line.from + spacesBack(line.text) })),
  )
}

/** Between the line's beginning and its first word, Backspace takes a step of the indentation. */
function stepBack(view: EditorView): boolean {
  const { from, to } = view.state.selection.main
  const line = view.state.doc.lineAt(from)
  const before = line.text.slice(0, from - line.from)
  if (from !== to || before === '' || before.trim() !== '' || before.includes('\t')) return false
  return write(view, { from: from - spacesBack(before), to: from })
}

function toggleComment(view: EditorView): boolean {
  const lines = selectedLines(view)
  const toggled = toggledComments(lines.map(({ text }) => text))
  return write(
    view,
    lines.flatMap((line, at) => {
      const { column = 0, remove = 0, insert = '' } = toggled[at] ?? {}
      const from = line.from + column
      return remove === 0 && insert === '' ? [] : [{ from, to: from + remove, insert }]
    }),
  )
}

export const writingKeys: KeyBinding[] = [
  { key: 'Enter', run: newLine },
  { key: 'Tab', run: indent, shift: outdent },
  { key: 'Backspace', run: stepBack },
  { key: 'Mod-/', run: toggleComment },
  { key: 'Ctrl-m', run: toggleTab },
  { mac: 'Shift-Alt-m', run: toggleTab },
]
