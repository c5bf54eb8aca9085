// Shows problems in the text: a wavy line under the place, a mark beside its line, and keys that go from one to the next.
import { type Diagnostic, forEachDiagnostic, setDiagnostics, setDiagnosticsEffect } from '@codemirror/lint'
import { type EditorState, type Range, RangeSet, StateField } from '@codemirror/state'
import { EditorView, GutterMarker, gutter, type KeyBinding } from '@codemirror/view'
import { plainWords, type YamlProblem } from './yaml-problems.ts'

type Severity = YamlProblem['severity']

/** The same pictures as beside the problems in the pane, drawn in a grid of 24 by 24. */
const pictures: Record<Severity, string[]> = {
  error: ['M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20', 'M12 8v4', 'M12 16h.01'],
  warning: ['m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3', 'M12 9v4', 'M12 17h.01'],
}

const svg = 'http://www.w3.org/2000/svg'

class Mark extends GutterMarker {
  readonly severity: Severity
  readonly message: string

  constructor(severity: Severity, message: string) {
    super()
    this.severity = severity
    this.message = message
  }

  override eq(other: Mark): boolean {
    return other.severity === this.severity && other.message === this.message
  }

  override toDOM(): Node {
    const picture = document.createElementNS(svg, 'svg')
    const look = { viewBox: '0 0 24 24', width: '12', height: '12', fill: 'none', stroke: 'currentColor' }
    for (const [name, value] of Object.entries({ ...look, 'stroke-width': '2.1' })) picture.setAttribute(name, value)
    picture.setAttribute('stroke-linecap', 'round')
    picture.setAttribute('stroke-linejoin', 'round')
    picture.setAttribute('class', `cm-mark-${this.severity}`)
    const title = document.createElementNS(svg, 'title')
    title.textContent = this.message
    const paths = pictures[this.severity].map((d) => {
      const path = document.createElementNS(svg, 'path')
      path.setAttribute('d', d)
      return path
    })
    picture.append(title, ...paths)
    return picture
  }
}

/** One mark a line: the gravest. */
function marksOf(state: EditorState): RangeSet<GutterMarker> {
  const byLine = new Map<number, { severity: Severity; messages: string[] }>()
  forEachDiagnostic(state, (diagnostic, from) => {
    const { from: line } = state.doc.lineAt(from)
    const mark = byLine.get(line) ?? { severity: 'warning', messages: [] }
    if (diagnostic.severity === 'error') mark.severity = 'error'
    mark.messages.push(diagnostic.message)
    byLine.set(line, mark)
  })
  const ranges = [...byLine].map(
    ([line, { severity, messages }]): Range<GutterMarker> => new Mark(severity, messages.join('\n')).range(line),
  )
  return RangeSet.of(ranges, true)
}

const marks = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    if (transaction.effects.some((effect) => effect.is(setDiagnosticsEffect))) return marksOf(transaction.state)
    return transaction.docChanged ? value.map(transaction.changes) : value
  },
})

export const yamlMarks = [marks, gutter({ class: 'cm-marks', markers: (view) => view.state.field(marks) })]

/** @param problems with places in the text as it is now */
export function showProblems(view: EditorView, problems: readonly YamlProblem[]): void {
  const { length } = view.state.doc
  const diagnostics = problems.flatMap(({ severity, words, places }) =>
    places
      .filter(({ to }) => to <= length)
      .map(({ from, to }): Diagnostic => ({ from, to, severity, message: plainWords(words) })),
  )
  view.dispatch(setDiagnostics(view.state, diagnostics))
}

/** Selects the next problem after the cursor, or the last one before it; round and round. */
export function goToProblem(view: EditorView, step: 1 | -1): boolean {
  const { state } = view
  const found: { from: number; to: number; message: string }[] = []
  forEachDiagnostic(state, ({ message }, from, to) => found.push({ from, to, message }))
  found.sort((one, other) => (one.from - other.from) * step)
  const { from: at } = state.selection.main
  const next = found.find(({ from }) => (from - at) * step > 0) ?? found[0]
  if (!next) return false
  const { number } = state.doc.lineAt(next.from)
  view.dispatch({
    selection: { anchor: next.from, head: next.to },
    effects: [
      EditorView.scrollIntoView(next.from, { y: 'nearest', yMargin: 60 }),
      EditorView.announce.of(`Line ${number}: ${next.message}`),
    ],
  })
  view.focus()
  return true
}

export const problemKeys: KeyBinding[] = [
  { key: 'F8', run: (view) => goToProblem(view, 1), shift: (view) => goToProblem(view, -1), preventDefault: true },
]
