// Where a place in a YAML text is: the keys that lead to it, whether a key or a value stands there, and its siblings.

/** The lines of a text, from 0; a view of the editor's own, so that nothing is copied. */
export interface Lines {
  readonly count: number
  line(number: number): string
}

export interface YamlPlace {
  /** Keys from the outermost; `*` for an item of a list. For a value its own key is the last one. */
  path: string[]
  kind: 'key' | 'value'
  /** What is typed of it before the cursor, and the column where that begins, from 0. */
  typed: string
  column: number
  /** Keys beside this one in the same map. */
  siblings: string[]
}

/** A line taken apart: its dashes, and the key behind them where one stands there. */
interface Parts {
  /** Columns of the dashes. */
  dashes: number[]
  /** Where what follows the dashes begins. */
  start: number
  key: string | null
  /** Where the value begins; the line's end where there is none. */
  value: number
}

const keyPattern =
  /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#&*!|>'"%@`[\]{},-][^#:]*?|-[^\s#:][^#:]*?))\s*:(?=\s|$)/

/** null for a line without anything of its own: empty, or a comment. */
function partsOf(line: string): Parts | null {
  const dashes: number[] = []
  let start = line.length - line.trimStart().length
  while (/^-(\s|$)/.test(line.slice(start))) {
    dashes.push(start)
    const rest = line.slice(start + 1)
    start += 1 + (rest.length - rest.trimStart().length)
  }
  const rest = line.slice(start)
  if ((rest === '' && dashes.length === 0) || rest.startsWith('#')) return null
  const match = keyPattern.exec(rest)
  if (!match) return { dashes, start, key: null, value: start }
  const end = start + match[0].length
  const space = line.slice(end)
  const key = (match[1] ?? match[2]?.replaceAll("''", "'") ?? match[3]) as string
  return { dashes, start, key, value: end + (space.length - space.trimStart().length) }
}

/** null in a comment, and where nothing can be said, as in a text over several lines. */
export function placeAt(lines: Lines, number: number, column: number): YamlPlace | null {
  const line = lines.line(number)
  const before = line.slice(0, column)
  if (isInComment(before)) return null
  const parts = partsOf(line) ?? { dashes: [], start: column, key: null, value: column }
  // An empty line belongs to the map that its column says.
  const indent = Math.min(parts.start, column)
  const dashes = parts.dashes.filter((dash) => dash < column)
  const path = pathOf(lines, number, indent, dashes)
  if (path === null) return null
  const isKey = parts.key === null ? !isFlow(before, indent) : column <= parts.start + keyLength(line, parts)
  if (isKey) {
    const siblings = siblingsOf(lines, number, indent, dashes.length > 0)
    return { path, kind: 'key', typed: line.slice(indent, column), column: indent, siblings }
  }
  const start = valueStart(before, parts.key === null ? indent : parts.value)
  const key = parts.key === null ? [] : [parts.key]
  return { path: [...path, ...key], kind: 'value', typed: line.slice(start, column), column: start, siblings: [] }
}

const keyLength = (line: string, { start }: Parts) =>
  keyPattern.exec(line.slice(start))?.[0].replace(/\s*:$/, '').length ?? 0

const isFlow = (before: string, indent: number) => /^[[{]/.test(before.slice(indent))

/** In a list between brackets each item is a value of its own. */
function valueStart(before: string, start: number): number {
  const from = Math.min(start, before.length)
  const value = before.slice(from)
  if (!value.startsWith('[')) return from
  const at = Math.max(value.lastIndexOf('['), value.lastIndexOf(',')) + 1
  return from + at + (value.slice(at).length - value.slice(at).trimStart().length)
}

/** Whether a `#` before here begins a comment: at the line's start or behind a space, and not between quotes. */
export function isInComment(before: string): boolean {
  let quote = ''
  for (let at = 0; at < before.length; at += 1) {
    const character = before[at] as string
    const opens = at === 0 || /[\s:[{,-]/.test(before[at - 1] as string)
    if (quote !== '') {
      if (quote === '"' && character === '\\') at += 1
      else if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && opens) quote = character
    else if (character === '#' && (at === 0 || /\s/.test(before[at - 1] as string))) return true
  }
  return false
}

/** The keys above a place, found upwards by their indentation. */
function pathOf(lines: Lines, number: number, indent: number, ownDashes: readonly number[]): string[] | null {
  const path: string[] = []
  let limit = indent
  /** An item's key may stand at the same column as its dash. */
  let isItem = false
  const enter = (dash: number) => {
    path.unshift('*')
    limit = dash
    isItem = true
  }
  for (const dash of [...ownDashes].reverse()) enter(dash)
  for (let above = number - 1; above >= 0 && (limit > 0 || isItem); above -= 1) {
    const line = lines.line(above)
    const column = line.length - line.trimStart().length
    // Most lines are further in than what is looked for.
    if (line.length === column || column > limit || (column === limit && !isItem)) continue
    const parts = partsOf(line)
    if (parts === null) continue
    if (parts.key !== null && (isItem ? parts.start <= limit : parts.start < limit)) {
      // Lines of a text are no keys.
      if (/^[|>]/.test(line.slice(parts.value))) return null
      path.unshift(parts.key)
      limit = parts.start
      isItem = false
    }
    for (const dash of [...parts.dashes].reverse()) if (dash < limit) enter(dash)
  }
  return path
}

/** Keys of the same map, above and below. */
function siblingsOf(lines: Lines, number: number, indent: number, isFirst: boolean): string[] {
  const found: string[] = []
  const look = (from: number, step: 1 | -1) => {
    for (let at = from; at >= 0 && at < lines.count; at += step) {
      const parts = partsOf(lines.line(at))
      if (parts === null || parts.start > indent) continue
      if (parts.start < indent) return
      const isItem = parts.dashes.length > 0
      if (isItem && step === 1) return
      if (parts.key !== null) found.push(parts.key)
      if (isItem) return
    }
  }
  if (!isFirst) look(number - 1, -1)
  look(number + 1, 1)
  return found
}
