// Places a problem in the file: line, column, the source line with a caret, the key's path.
import { LineCounter } from 'yaml'
import type { Problem } from '../../shared/route.ts'
import { mask, type Place } from './credential-places.ts'
import { firstIndex } from './first-index.ts'

export interface ProblemInput {
  severity: Problem['severity']
  key: string
  message: string
  /** What lies past the line's end is cut. */
  place: Place
}

/** @param hidden what no source line must show; dots stand in its place */
export function createProblemPlacer(text: string, hidden: readonly Place[] = []): (input: ProblemInput) => Problem {
  const lines = new LineCounter()
  for (let at = 0; at !== -1; at = nextLine(text, at)) lines.addNewLine(at)
  const hiddenBetween = createOverlaps(hidden)

  return ({ severity, key, message, place }) => {
    const start = Math.min(place.start, text.length)
    const { line, col } = lines.linePos(start)
    const lineStart = start - (col - 1)
    const newline = text.indexOf('\n', lineStart)
    const lineEnd = newline === -1 ? text.length : newline - (text[newline - 1] === '\r' ? 1 : 0)
    const end = Math.max(start, Math.min(place.end, lineEnd))
    const inLine = hiddenBetween(lineStart, Math.max(end, lineEnd))
    // Dots before the caret keep their number, so that it stays under its column.
    const before = show(text, { start: lineStart, end: start }, inLine, '•')
    const marked = show(text, { start, end }, inLine, mask)
    const after = show(text, { start: end, end: Math.max(end, lineEnd) }, inLine, mask)
    return {
      severity,
      key,
      message,
      line,
      column: col,
      length: Math.max(1, marked.length),
      sourceLine: before + marked + after,
    }
  }
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline === -1 ? -1 : newline + 1
}

/** Finds those that reach into a part of the text, in their order, without looking at each of thousands. */
function createOverlaps(places: readonly Place[]): (start: number, end: number) => Place[] {
  const sorted = [...places].sort((a, b) => a.start - b.start)
  let reach = 0
  const reaches = sorted.map((place) => {
    reach = Math.max(reach, place.end)
    return reach
  })
  return (start, end) => {
    const first = firstIndex(reaches, (end) => end > start)
    const behind = firstIndex(sorted, (place) => place.start >= end)
    return sorted.slice(first, behind).filter((place) => place.end > start)
  }
}

/** A part of the text; what is hidden in it becomes the dots, or as many dots where it is one dot. */
function show(text: string, part: Place, hidden: readonly Place[], dots: string): string {
  let shown = ''
  let at = part.start
  for (const { start, end } of hidden) {
    const from = Math.max(at, start)
    const to = Math.min(part.end, end)
    if (to <= from) continue
    shown += text.slice(at, from) + (dots.length === 1 ? dots.repeat(to - from) : dots)
    at = to
  }
  return shown + text.slice(at, part.end)
}

/** `config.yaml:12:15  key: message`, then the source line and a caret below it. */
export function formatProblem(fileName: string, problem: Problem): string {
  const subject = problem.key === '' ? '' : `${problem.key}: `
  const warning = problem.severity === 'warning' ? 'warning: ' : ''
  const headline = `${fileName}:${problem.line}:${problem.column}  ${warning}${subject}${problem.message}`
  if (problem.sourceLine === '') return printable(headline)
  const number = String(problem.line)
  const margin = ' '.repeat(number.length)
  // A tab keeps its place, so that the caret stands below whatever width the terminal gives it.
  const indent = problem.sourceLine.slice(0, problem.column - 1).replace(/[^\t]/g, ' ')
  return [
    printable(headline),
    `  ${number} | ${printable(problem.sourceLine)}`,
    `  ${margin} | ${indent}${'^'.repeat(problem.length)}`,
  ].join('\n')
}

/** No control character of the file acts on the terminal. */
function printable(text: string): string {
  return text.replace(/[^\t\P{Cc}]/gu, '\ufffd')
}
