// The lines that two texts have in common and those that only one of them has: the shortest edit (Myers, 1986).

export interface DiffLine {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** More differences than this are told as one block each: nobody reads them, and finding the best takes long. */
const mostEdits = 1500

export function lineDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let tail = 0
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1
  const same = (lines: readonly string[]) => lines.map((text): DiffLine => ({ kind: 'same', text }))
  return [
    ...same(before.slice(0, start)),
    ...middle(before.slice(start, before.length - tail), after.slice(start, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ]
}

function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  const trace = shortestEdit(before, after)
  if (trace === null)
    return [
      ...before.map((text): DiffLine => ({ kind: 'removed', text })),
      ...after.map((text): DiffLine => ({ kind: 'added', text })),
    ]
  const lines: DiffLine[] = []
  let x = before.length
  let y = after.length
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reached = trace[edits] as Map<number, number>
    const diagonal = x - y
    const isAdded = comesFromAbove(reached, diagonal, edits)
    const previous = isAdded ? diagonal + 1 : diagonal - 1
    const fromX = edits === 0 ? 0 : (reached.get(previous) ?? 0)
    const fromY = edits === 0 ? 0 : fromX - previous
    while (x > fromX && y > fromY) {
      lines.push({ kind: 'same', text: before[x - 1] ?? '' })
      x -= 1
      y -= 1
    }
    if (edits === 0) break
    lines.push(isAdded ? { kind: 'added', text: after[y - 1] ?? '' } : { kind: 'removed', text: before[x - 1] ?? '' })
    x = fromX
    y = fromY
  }
  return lines.reverse()
}

/** Whether the best way to this diagonal is an added line, rather than a removed one. */
function comesFromAbove(reached: Map<number, number>, diagonal: number, edits: number): boolean {
  const left = reached.get(diagonal - 1) ?? -1
  const above = reached.get(diagonal + 1) ?? -1
  return diagonal === -edits || (diagonal !== edits && left < above)
}

/** For each number of edits, how far each diagonal was reached before it; null where it takes too many. */
function shortestEdit(before: readonly string[], after: readonly string[]): Map<number, number>[] | null {
  const reached = new Map<number, number>([[1, 0]])
  const trace: Map<number, number>[] = []
  for (let edits = 0; edits <= Math.min(before.length + after.length, mostEdits); edits += 1) {
    trace.push(new Map(reached))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = comesFromAbove(reached, diagonal, edits)
        ? (reached.get(diagonal + 1) ?? 0)
        : (reached.get(diagonal - 1) ?? 0) + 1
      let y = x - diagonal
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x += 1
        y += 1
      }
      reached.set(diagonal, x)
      if (x >= before.length && y >= after.length) return trace
    }
  }
  return null
}

/** A stretch of equal lines that is long enough to fold, or lines to show. */
export type DiffPart = { kind: 'fold'; count: number; key: number } | { kind: 'line'; line: DiffLine; key: number }

/** Folds equal lines but for `context` of them around each difference. */
export function foldSame(lines: readonly DiffLine[], context = 3): DiffPart[] {
  const isNear = new Uint8Array(lines.length)
  lines.forEach((line, index) => {
    if (line.kind !== 'same') isNear.fill(1, Math.max(0, index - context), index + context + 1)
  })
  const parts: DiffPart[] = []
  for (let index = 0; index < lines.length; ) {
    let end = index
    while (end < lines.length && isNear[end] === 0) end += 1
    if (end - index > 1) {
      parts.push({ kind: 'fold', count: end - index, key: index })
      index = end
    } else {
      const line = lines[index]
      if (line) parts.push({ kind: 'line', line, key: index })
      index += 1
    }
  }
  return parts
}
