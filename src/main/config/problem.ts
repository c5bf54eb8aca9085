// Places a problem in the file: line, column, the source line with a caret, the key's path.
import type { LineCounter } from 'yaml'
import type { Problem } from '../../shared/route.ts'

/** From offset `start` to `end` of the text; what lies past the line's end is cut. */
export interface Place {
  start: number
  end: number
}

export interface ProblemInput {
  severity: Problem['severity']
  key: string
  message: string
  place: Place
  /** The value may be a credential: the source line shows its place as dots. */
  masked?: boolean
}

export function placeProblem(text: string, lines: LineCounter, input: ProblemInput): Problem {
  const start = Math.min(input.place.start, text.length)
  const { line, col } = lines.linePos(start)
  const lineStart = start - (col - 1)
  const newline = text.indexOf('\n', lineStart)
  const lineEnd = newline === -1 ? text.length : newline
  let sourceLine = text.slice(lineStart, lineEnd).replace(/\r$/, '')
  const length = Math.max(1, Math.min(input.place.end, lineStart + sourceLine.length) - start)
  if (input.masked) {
    sourceLine = sourceLine.slice(0, col - 1) + '•'.repeat(Math.min(8, length)) + sourceLine.slice(col - 1 + length)
  }
  return {
    severity: input.severity,
    key: input.key,
    message: input.message,
    line,
    column: col,
    length: input.masked ? Math.min(8, length) : length,
    sourceLine,
  }
}

/** `config.yaml:12:15  key: message`, then the source line and a caret below it. */
export function formatProblem(fileName: string, problem: Problem): string {
  const number = String(problem.line)
  const margin = ' '.repeat(number.length)
  // A tab keeps its place, so that the caret stands below whatever width the terminal gives it.
  const indent = problem.sourceLine.slice(0, problem.column - 1).replace(/[^\t]/g, ' ')
  const subject = problem.key === '' ? '' : `${problem.key}: `
  const warning = problem.severity === 'warning' ? 'warning: ' : ''
  return [
    `${fileName}:${problem.line}:${problem.column}  ${warning}${subject}${problem.message}`,
    `  ${number} | ${problem.sourceLine}`,
    `  ${margin} | ${indent}${'^'.repeat(problem.length)}`,
  ].join('\n')
}
