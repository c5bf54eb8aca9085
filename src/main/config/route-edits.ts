// The edits that make a route explicit for LiteLLM, and those that turn a route into a comment.
import { isCollection, isPair, isScalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { lineBreak, lineEnd, lineStart, type TextEdit } from './text-edit.ts'

/** Throughline's own defaults, where LiteLLM's differ or changed. */
export const explicitDefaults = { auth: false, forward_headers: true } as const

/**
 * `enabled` goes, the defaults come.
 * @param values the route as it reads, with what it merges from elsewhere
 */
export function explicitRoute(text: string, route: YAMLMap, values: Readonly<Record<string, unknown>>): TextEdit[] {
  const edits: TextEdit[] = []
  const missing: string[] = []
  for (const [key, value] of Object.entries(explicitDefaults)) {
    if (typeof values[key] === 'boolean') continue
    const pair = ownPair(route, key)
    if (pair) edits.push(fillValue(text, pair, String(value)))
    else missing.push(`${key}: ${value}`)
  }
  const enabled = ownPair(route, 'enabled')
  if (enabled) edits.push(removePair(text, route, enabled))
  if (missing.length > 0) edits.push(appendEntries(text, route, missing))
  return edits
}

function ownPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
}

/** Where a key's text begins, and where its value's text ends. */
function extentOf(text: string, pair: Pair): { start: number; end: number } {
  const [start, keyEnd] = (pair.key as Node).range ?? [0, 0]
  const colon = text.indexOf(':', keyEnd) + 1
  return { start, end: Math.max(colon, isPlaced(pair.value) ? pair.value.range[1] : 0) }
}

interface Placed {
  range: [number, number, number]
}

/** Not so an empty value: its place may lie behind a comment. */
function isPlaced(value: unknown): value is Node & Placed {
  if (typeof value !== 'object' || value === null || !('range' in value)) return false
  const { range } = value as Partial<Placed>
  return Array.isArray(range) && range[1] > range[0]
}

/** `auth:`, `auth: null` and `auth: ~` alike. */
function fillValue(text: string, pair: Pair, value: string): TextEdit {
  const { start, end } = extentOf(text, pair)
  const colon = text.indexOf(':', ((pair.key as Node).range ?? [start, start])[1])
  return { start: colon + 1, end, text: ` ${value}` }
}

function removePair(text: string, map: YAMLMap, pair: Pair): TextEdit {
  const { start, end } = extentOf(text, pair)
  if (map.flow) {
    const comma = /^\s*,[ \t]*/.exec(text.slice(end))
    if (comma) return { start, end: end + comma[0].length, text: '' }
    // The last one: a comma that stays behind would do no harm, but none is nicer.
    const before = /,\s*$/.exec(text.slice(0, start))
    return { start: before ? before.index : start, end, text: '' }
  }
  const first = lineStart(text, start)
  const last = lineEnd(text, end)
  const isAlone = /^[ \t]*\r?$/.test(text.slice(end, last))
  if (text.slice(first, start).trim() === '') {
    if (isAlone) return { start: first, end: Math.min(last + 1, text.length), text: '' }
  } else if (isAlone) {
    // On the dash's line: the next key moves up.
    const next = (map.items[1]?.key as Node | undefined)?.range?.[0]
    if (next !== undefined && text.slice(end, next).trim() === '') return { start, end: next, text: '' }
  }
  // A comment behind it stays.
  const space = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0
  return { start, end: end + space, text: '' }
}

/** Behind the map's last entry: lines of their own in a block, more entries in a flow map. */
function appendEntries(text: string, map: YAMLMap, entries: readonly string[]): TextEdit {
  const firstKey = (map.items[0]?.key as Node).range?.[0] ?? 0
  if (map.flow) {
    const last = map.items.at(-1) as Pair
    const end = isPlaced(last.value) ? last.value.range[1] : ((last.key as Node).range?.[1] ?? 0)
    // A file that is JSON stays JSON.
    const isQuoted = text[firstKey] === '"'
    const written = entries.map((entry) => (isQuoted ? entry.replace(/^\w+/, '"$&"') : entry))
    return { start: end, end, text: `, ${written.join(', ')}` }
  }
  const indent = ' '.repeat(firstKey - lineStart(text, firstKey))
  const at = Math.min(lineEnd(text, contentEnd(text, map)) + 1, text.length)
  const eol = lineBreak(text)
  return { start: at, end: at, text: entries.map((entry) => `${indent}${entry}${eol}`).join('') }
}

/** Where the last character of the node stands; the ranges of block collections reach further. */
export function contentEnd(text: string, node: Node): number {
  let leaf: Node = node
  while (isCollection(leaf) && !leaf.flow && leaf.items.length > 0) {
    const last: unknown = leaf.items.at(-1)
    const next = isPair(last) ? (isPlaced(last.value) ? last.value : last.key) : last
    if (!isPlaced(next)) break
    leaf = next
  }
  const [start, end] = leaf.range ?? [0, 0]
  // A block scalar with a + keeps the blank lines behind it.
  if (/^[|>]\d?\+/.test(text.slice(start, start + 3))) return end - 1
  return text.slice(0, end).trimEnd().length
}

/**
 * The route's own lines become comments; its comments and blank lines stay.
 * @param why a line above, or null
 * @returns null where the text gives no way to do it line by line
 */
export function commentOut(text: string, routes: YAMLSeq, index: number, why: string | null): TextEdit[] | null {
  const node = routes.items[index]
  if (!isPlaced(node)) return null
  const tokens = routes.srcToken && 'items' in routes.srcToken ? routes.srcToken.items[index]?.start : undefined
  const dash = tokens?.find(({ type }) => type === 'seq-item-ind')
  const start = dash && !routes.flow ? dash.offset : (tokens?.find(isProperty)?.offset ?? node.range[0])
  const first = lineStart(text, start)
  const end = contentEnd(text, node)
  const indent = /^[ \t]*/.exec(text.slice(first))?.[0] ?? ''
  const reason = why === null ? '' : `${indent}# ${why}${lineBreak(text)}`
  const behind = text.slice(end, lineEnd(text, end))
  const hasOwnLines = text.slice(first, start).trim() === '' && (!routes.flow || /^\s*,?\s*(#.*)?$/.test(behind))
  if (hasOwnLines) {
    const edits = linesOf(text, first, end).flatMap((line): TextEdit[] => {
      if (/^[ \t]*(#|\r?$)/.test(text.slice(line, lineEnd(text, line)))) return []
      const own = /^ */.exec(text.slice(line))?.[0].length ?? 0
      const at = line + Math.min(indent.length, own)
      return [{ start: at, end: at, text: '# ' }]
    })
    return reason === '' ? edits : [{ start: first, end: first, text: reason }, ...edits]
  }
  if (!routes.flow) return null
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0
  const gap = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0
  const lines = text.slice(start, end).split(/\r?\n/)
  const comment = lines.map((line) => `${indent}# ${line.trim()}${lineBreak(text)}`).join('')
  return [
    { start: first, end: first, text: reason + comment },
    {
      start: start - (comma > 0 ? 0 : gap),
      end: end + comma + (comma > 0 ? gapAfter(text, end + comma) : 0),
      text: '',
    },
  ]
}

function gapAfter(text: string, offset: number): number {
  return /^[ \t]*/.exec(text.slice(offset))?.[0].length ?? 0
}

function isProperty({ type }: { type: string }): boolean {
  return type === 'anchor' || type === 'tag'
}

function linesOf(text: string, first: number, end: number): number[] {
  const starts: number[] = []
  for (let at = first; at < end; at = lineEnd(text, at) + 1) starts.push(at)
  return starts
}
