// The word that a misspelt one was probably meant to be.

/** The nearest of `words`, one edit away for short words and two for longer ones; null where none is so near. */
export function closestWord(word: string, words: readonly string[]): string | null {
  const typed = word.toLowerCase()
  const limit = typed.length <= 3 ? 1 : 2
  let closest: string | null = null
  let least = limit + 1
  for (const candidate of words) {
    if (Math.abs(candidate.length - typed.length) >= least) continue
    const edits = countEdits(typed, candidate)
    if (edits >= least) continue
    closest = candidate
    least = edits
  }
  return closest
}

/** Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other. */
function countEdits(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      let edits = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (isSwap) edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1)
      current.push(edits)
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}
