// What differs between the file as it was saved and the document, line by line, with the lines' numbers.
import { type DiffLine, foldSame, lineDiff } from '../../../line-diff.ts'

export interface NumberedLine {
  kind: DiffLine['kind']
  text: string
  /** In the document; in the file for a line that is gone. From 1. */
  number: number
  /** Lines between this one and the one above it are left out. */
  isBehindGap: boolean
}

export interface UnsavedDiff {
  added: number
  removed: number
  /** The first ones, with a line of context around; null where too much differs to be compared. */
  lines: NumberedLine[] | null
  /** There are more than `lines`. */
  isCut: boolean
}

/** Lines that are compared at most, common beginnings and ends apart: beyond it takes too long and nobody reads it. */
const mostCompared = 1000
const mostShown = 60

export function unsavedDiff(saved: string, text: string): UnsavedDiff {
  const [before, after] = [linesOf(saved), linesOf(text)]
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  let tail = 0
  const most = Math.min(before.length, after.length) - start
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const [removed, added] = [before.length - start - tail, after.length - start - tail]
  if (removed + added === 0) return { added, removed, lines: [], isCut: false }
  if (removed + added > mostCompared) return { added, removed, lines: null, isCut: true }
  // The lines around give the context.
  const from = Math.max(0, start - 1)
  const end = Math.max(0, tail - 1)
  const lines = lineDiff(before.slice(from, before.length - end), after.slice(from, after.length - end))
  const numbered = withNumbers(lines, from)
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length
  return {
    added: count('added'),
    removed: count('removed'),
    lines: numbered.slice(0, mostShown),
    isCut: numbered.length > mostShown,
  }
}

function withNumbers(lines: readonly DiffLine[], from: number): NumberedLine[] {
  let inFile = from
  let inDocument = from
  const numbers = lines.map(({ kind }) => {
    if (kind !== 'added') inFile += 1
    if (kind !== 'removed') inDocument += 1
    return kind === 'removed' ? inFile : inDocument
  })
  let isBehindGap = false
  return foldSame(lines, 1).flatMap((part): NumberedLine[] => {
    if (part.kind === 'fold') {
      isBehindGap = part.key > 0
      return []
    }
    const line = { ...part.line, number: numbers[part.key] as number, isBehindGap }
    isBehindGap = false
    return [line]
  })
}

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/** `+1 line`, `−2 lines`, `+3 −1 lines`. */
export function diffWords({ added, removed }: Pick<UnsavedDiff, 'added' | 'removed'>): string {
  const counts = [added > 0 ? `+${added}` : '', removed > 0 ? `−${removed}` : ''].filter((words) => words !== '')
  return counts.length === 0 ? '' : `${counts.join(' ')} ${added + removed === 1 ? 'line' : 'lines'}`
}
