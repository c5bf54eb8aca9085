// Takes a list of routes apart into what travels with each route and what stands between, and puts it together again.
import type { YAMLSeq } from 'yaml'
import { contentEnd } from '../route-edits.ts'
import { lineEnd, lineStart } from '../text-edit.ts'
import { type ConfigText, columnOf, isPlaced, tokensBefore, Uneditable } from './config-text.ts'

/** A route with its comments, or a comment that stands for itself. In a flow list the comma stands between the two. */
export interface Unit {
  readonly isRoute: boolean
  readonly before: string
  readonly after: string
}

export interface Layout {
  /** `lines`: a flow list with lines of its own for each route; `inline`: any other flow list. */
  readonly kind: 'block' | 'lines' | 'inline'
  readonly head: string
  readonly units: readonly Unit[]
  /** Blank lines, or in a flow list that is inline the commas, one fewer than units. */
  readonly separators: readonly string[]
  readonly tail: string
  readonly hasTrailingComma: boolean
}

/** @throws Uneditable for a list that is empty or stands in a way of its own */
export function layoutOf({ text, list }: ConfigText): Layout {
  if (list === null || list.items.length === 0) throw new Uneditable()
  const spans = list.items.map((_, index) => spanOf(text, list, index))
  if (!list.flow) return lineLayout(text, spans, 'block')
  return standInLines(text, spans) ? lineLayout(text, spans, 'lines') : inlineLayout(text, spans)
}

export function compose(layout: Layout): string {
  const last = layout.units.findLastIndex(({ isRoute }) => isRoute)
  const body = layout.units.map((unit, at) => {
    const hasComma = layout.kind === 'lines' && unit.isRoute && (at < last || layout.hasTrailingComma)
    return `${unit.before}${hasComma ? ',' : ''}${unit.after}${layout.separators[at] ?? ''}`
  })
  return layout.head + body.join('') + layout.tail
}

/** Where the route stands among the units. */
export function unitAt(layout: Layout, index: number): number {
  let routes = -1
  return layout.units.findIndex(({ isRoute }) => isRoute && ++routes === index)
}

/** Where each unit begins in the text that was taken apart. */
export function offsetsOf(layout: Layout): number[] {
  let offset = layout.head.length
  return layout.units.map(({ isRoute, before, after }, at) => {
    const start = offset
    const comma = layout.kind === 'lines' && isRoute ? 1 : 0
    offset += before.length + comma + after.length + (layout.separators[at] ?? '').length
    return start
  })
}

/** The others keep their order, and the comments between them their place. */
export function withMoved(layout: Layout, from: number, to: number): Layout {
  const position = unitAt(layout, from)
  const target = unitAt(layout, to)
  const units = [...layout.units]
  // Behind the one that stands there where it moves down, before it where it moves up: both at the same position.
  units.splice(target, 0, ...units.splice(position, 1))
  return { ...layout, units }
}

/** The same with what stands behind each: a block scalar may keep the empty lines behind it. */
export function withMovedAlong(layout: Layout, from: number, to: number): Layout {
  const pairs = layout.units.map((unit, at) => ({ unit, separator: layout.separators[at] }))
  const moved = pairs.splice(unitAt(layout, from), 1)
  pairs.splice(unitAt(layout, to), 0, ...moved)
  const spare = pairs.at(-1)?.separator ?? ''
  return {
    ...layout,
    units: pairs.map(({ unit }) => unit),
    separators: pairs.slice(0, -1).map(({ separator }) => separator ?? spare),
  }
}

export function without(layout: Layout, index: number): Layout {
  const position = unitAt(layout, index)
  const above = layout.separators[position - 1]
  const below = layout.separators[position]
  const gone = below === undefined || (above !== undefined && above.length < below.length) ? position - 1 : position
  return { ...layout, units: layout.units.toSpliced(position, 1), separators: layout.separators.toSpliced(gone, 1) }
}

/**
 * @param at before which route; null: behind the last one
 * @param between what is to stand between it and its neighbour; absent: what stands between the others
 */
export function withInserted(layout: Layout, unit: Unit, at: number | null, between?: string): Layout {
  const { units, separators } = layout
  const found = at === null ? -1 : unitAt(layout, at)
  const position = found === -1 ? units.length : found
  const separator = between ?? separators[Math.max(position - 1, 0)] ?? separators.at(-1) ?? defaultSeparator(layout)
  return {
    ...layout,
    units: units.toSpliced(position, 0, unit),
    separators: separators.toSpliced(position === units.length ? position - 1 : position, 0, separator),
  }
}

/** Directly behind the route; `between` as above. */
export function withInsertedBehind(layout: Layout, unit: Unit, index: number, between?: string): Layout {
  const { units, separators } = layout
  const position = unitAt(layout, index)
  const separator = between ?? separators[position] ?? separators[position - 1] ?? defaultSeparator(layout)
  return {
    ...layout,
    units: units.toSpliced(position + 1, 0, unit),
    separators: separators.toSpliced(position, 0, separator),
  }
}

function defaultSeparator({ kind, units }: Layout): string {
  if (kind !== 'inline') return ''
  return /^\{"[^"]*":\S/.test(units[0]?.before ?? '') ? ',' : ', '
}

export function withReplaced(layout: Layout, unit: Unit, index: number): Layout {
  return { ...layout, units: layout.units.with(unitAt(layout, index), unit) }
}

/** From its dash, or its anchor in a flow list, to its last character. */
export interface Span {
  readonly start: number
  readonly end: number
}

export function spanOf(text: string, list: YAMLSeq, index: number): Span {
  const node: unknown = list.items[index]
  const tokens = tokensBefore(list, index)
  if (list.flow) {
    const property = tokens.find(({ type }) => type === 'anchor' || type === 'tag')
    if (!isPlaced(node)) throw new Uneditable()
    return { start: property?.offset ?? node.range[0], end: node.range[1] }
  }
  const dash = tokens.find(({ type }) => type === 'seq-item-ind')
  if (dash === undefined) throw new Uneditable()
  const last = tokens.findLast(({ type }) => type === 'anchor' || type === 'tag') ?? dash
  const end = isPlaced(node) ? contentEnd(text, node) : last.offset + last.source.length
  return { start: dash.offset, end }
}

function standInLines(text: string, spans: readonly Span[]): boolean {
  return spans.every(({ start, end }, index) => {
    const behind = text.slice(end, lineEnd(text, end))
    const form = index === spans.length - 1 ? /^[ \t]*,?[ \t]*(#.*)?\r?$/ : /^[ \t]*,[ \t]*(#.*)?\r?$/
    return text.slice(lineStart(text, start), start).trim() === '' && form.test(behind)
  })
}

function inlineLayout(text: string, spans: readonly Span[]): Layout {
  return {
    kind: 'inline',
    head: text.slice(0, spans[0]?.start),
    units: spans.map(({ start, end }) => ({ isRoute: true, before: text.slice(start, end), after: '' })),
    separators: spans.slice(1).map(({ start }, index) => text.slice(spans[index]?.end, start)),
    tail: text.slice(spans.at(-1)?.end),
    hasTrailingComma: false,
  }
}

function lineLayout(text: string, spans: readonly Span[], kind: 'block' | 'lines'): Layout {
  const column = columnOf(text, (spans[0] as Span).start)
  const units: Unit[] = []
  const separators: string[] = []
  let head = 0
  let hasTrailingComma = false
  let at = 0
  for (const [index, { start, end }] of spans.entries()) {
    const first = lineStart(text, start)
    if (text.slice(first, start).trim() !== '') throw new Uneditable()
    const gap = linesOf(text.slice(index === 0 ? commentsAbove(text, first) : at, first))
    const own = gap.findLastIndex((line) => !isComment(line)) + 1
    if (index === 0) head = first - gap.join('').length
    else addGap(gap.slice(0, own), units, separators)

    const stop = endOfUnit(text, end, column, spans[index + 1]?.start ?? text.length)
    const comma = kind === 'lines' ? /^[ \t]*,/.exec(text.slice(end, stop))?.[0].length : undefined
    const middle = end + (comma ?? 1) - 1
    units.push({
      isRoute: true,
      before: gap.slice(own).join('') + text.slice(first, middle),
      after: text.slice(middle + (comma === undefined ? 0 : 1), stop),
    })
    hasTrailingComma = comma !== undefined
    at = stop
  }
  return { kind, head: text.slice(0, head), units, separators, tail: text.slice(at), hasTrailingComma }
}

/** Its last line, and behind that the comments that are indented deeper than the list. */
function endOfUnit(text: string, end: number, column: number, limit: number): number {
  let stop = Math.min(lineEnd(text, end) + 1, text.length)
  for (let at = stop; at < limit; ) {
    const next = Math.min(lineEnd(text, at) + 1, text.length)
    const line = text.slice(at, next)
    const isDeeper = isComment(line) && line.search(/\S/) > column
    if (next > limit || !(isDeeper || line.trim() === '')) break
    if (isDeeper) stop = next
    at = next
  }
  return stop
}

/** Blank lines become separators, comments between them units. */
function addGap(lines: readonly string[], units: Unit[], separators: string[]): void {
  let separator = ''
  let comment = ''
  for (const line of lines) {
    if (isComment(line)) {
      if (comment === '') {
        separators.push(separator)
        separator = ''
      }
      comment += line
    } else {
      if (line.trim() !== '') throw new Uneditable()
      if (comment !== '') units.push({ isRoute: false, before: comment, after: '' })
      comment = ''
      separator += line
    }
  }
  if (comment !== '') units.push({ isRoute: false, before: comment, after: '' })
  separators.push(separator)
}

/** Where the comments begin that stand directly above the line. */
export function commentsAbove(text: string, line: number): number {
  let first = line
  while (first > 0) {
    const above = lineStart(text, first - 1)
    if (!isComment(text.slice(above, first))) break
    first = above
  }
  return first
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function isComment(line: string): boolean {
  return /^[ \t]*#/.test(line)
}
