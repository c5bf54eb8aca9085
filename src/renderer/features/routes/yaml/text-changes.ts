// How one text becomes another with few changes, and whether two people's changes can stand side by side.
import { lineDiff } from '../../../line-diff.ts'

/** Lines `from` up to `to` give way to others. */
interface Hunk {
  from: number
  to: number
  lines: string[]
}

export interface TextChange {
  from: number
  to: number
  insert: string
}

function hunksBetween(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = []
  let at = 0
  let open: Hunk | null = null
  for (const { kind, text } of lineDiff(before, after)) {
    if (kind === 'same') {
      open = null
      at += 1
      continue
    }
    if (open === null) {
      open = { from: at, to: at, lines: [] }
      hunks.push(open)
    }
    if (kind === 'added') open.lines.push(text)
    else {
      at += 1
      open.to = at
    }
  }
  return hunks
}

/** In the text's order, with places in `before`; each is as short as it can be. */
export function changesBetween(before: string, after: string): TextChange[] {
  if (before === after) return []
  const lines = before.split('\n')
  const starts = [0]
  for (const line of lines) starts.push((starts.at(-1) as number) + line.length + 1)
  return hunksBetween(lines, after.split('\n')).map((hunk) => {
    const isAtEnd = hunk.to === lines.length
    const added = hunk.lines.join('\n')
    // Behind the last line there is no line break to take along: the one before it is.
    if (isAtEnd && (hunk.from === hunk.to || hunk.lines.length === 0) && hunk.from > 0) {
      const from = (starts[hunk.from] as number) - 1
      return { from, to: before.length, insert: hunk.lines.length === 0 ? '' : `\n${added}` }
    }
    const from = starts[hunk.from] as number
    const to = Math.min(before.length, starts[hunk.to] as number)
    return trimmed(before, { from, to, insert: hunk.lines.length === 0 || isAtEnd ? added : `${added}\n` })
  })
}

/** Without what stands there already at either end. */
function trimmed(before: string, { from, to, insert }: TextChange): TextChange {
  let start = 0
  const most = Math.min(to - from, insert.length)
  while (start < most && before[from + start] === insert[start]) start += 1
  let tail = 0
  while (tail < most - start && before[to - 1 - tail] === insert[insert.length - 1 - tail]) tail += 1
  return { from: from + start, to: to - tail, insert: insert.slice(start, insert.length - tail) }
}

/** Both changes of `base` together; null where they are about the same lines. */
export function mergeTexts(base: string, mine: string, theirs: string): string | null {
  if (mine === base || mine === theirs) return theirs
  if (theirs === base) return mine
  const lines = base.split('\n')
  const own = hunksBetween(lines, mine.split('\n'))
  const others = hunksBetween(lines, theirs.split('\n')).filter((other) => !own.some((hunk) => isSame(hunk, other)))
  if (own.some((hunk) => others.some((other) => collide(hunk, other)))) return null
  const merged: string[] = []
  let at = 0
  for (const { from, to, lines: added } of [...own, ...others].sort((a, b) => a.from - b.from || a.to - b.to)) {
    merged.push(...lines.slice(at, from), ...added)
    at = to
  }
  return [...merged, ...lines.slice(at)].join('\n')
}

const isSame = (one: Hunk, other: Hunk) =>
  one.from === other.from && one.to === other.to && one.lines.join('\n') === other.lines.join('\n')

function collide(one: Hunk, other: Hunk): boolean {
  if (one.from < other.to && other.from < one.to) return true
  const isTouching = one.from === other.to || other.from === one.to
  if (!isTouching) return false
  // Two lines put in at one place have no order, and what was put beside a line that is gone may have belonged to it.
  const isInsertion = (hunk: Hunk) => hunk.from === hunk.to
  const isRemoval = (hunk: Hunk) => hunk.lines.length === 0
  return (isInsertion(one) && isInsertion(other)) || isRemoval(one) || isRemoval(other)
}
