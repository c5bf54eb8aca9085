// Counts the lines in which two texts differ.

/** More differences than this are not told apart: finding the fewest takes long. */
const mostEdits = 1500

/** A changed line counts once; lines that only one text has count each. */
export function countChangedLines(before: string, after: string): number {
  if (before === after) return 0
  const [a, b] = trimmed(before.split('\n'), after.split('\n'))
  const edits = countEdits(a, b)
  if (edits === null) return Math.max(countMissing(a, b), countMissing(b, a))
  // Of the shortest edit (Myers, 1986), as many lines are added more than removed as the one text is longer.
  return (edits + Math.abs(a.length - b.length)) / 2
}

/** Counts as `countChangedLines` does, and remembers the last answer. */
export function createLineCounter(): typeof countChangedLines {
  let last = { before: '', after: '', count: 0 }
  return (before, after) => {
    if (last.before !== before || last.after !== after) {
      last = { before, after, count: countChangedLines(before, after) }
    }
    return last.count
  }
}

function trimmed(a: readonly string[], b: readonly string[]): [readonly string[], readonly string[]] {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start++
  let tail = 0
  while (tail < most - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return [a.slice(start, a.length - tail), b.slice(start, b.length - tail)]
}

/** How many of the lines the others lack, wherever they stand. */
function countMissing(lines: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1)
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0
    counts.set(line, left - 1)
    return left <= 0
  }).length
}

/** Lines removed plus lines added at the least; null where there are too many. */
function countEdits(a: readonly string[], b: readonly string[]): number | null {
  const reached = new Map<number, number>([[1, 0]])
  for (let edits = 0; edits <= Math.min(a.length + b.length, mostEdits); edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = reached.get(diagonal - 1) ?? -1
      const above = reached.get(diagonal + 1) ?? -1
      let x = diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      if (x >= a.length && x - diagonal >= b.length) return edits
      reached.set(diagonal, x)
    }
  }
  return null
}
