// Writes keys and values as YAML lines, as a flow map, or as JSON.
import { formatNumber, formatString, type Quote } from './scalar-text.ts'

type Single = string | number | boolean | null

export type Value = Single | readonly Value[] | { readonly [key: string]: Value }

export interface BlockStyle {
  /** Of the keys. */
  readonly column: number
  /** Columns that a map's keys stand further right than the key above them. */
  readonly step: number
  /** Columns from a key to the dashes below it; null: lists in brackets. */
  readonly dash: number | null
  /** The same for a list of maps, and the columns from a dash to its map. */
  readonly list: { readonly dash: number; readonly item: number }
  readonly keyQuote: Quote
  readonly eol: string
}

export interface FlowStyle {
  readonly isJson: boolean
  /** `{ a: b }`, not `{a: b}`. */
  readonly isSpaced: boolean
  /** `{"a":1}`; JSON only. */
  readonly isDense: boolean
  /** Columns of a level where each entry has a line of its own; null where it has not. JSON only. */
  readonly lines: { readonly column: number; readonly step: number; readonly eol: string } | null
}

const yamlFlow: FlowStyle = { isJson: false, isSpaced: false, isDense: false, lines: null }

/** Lines of a map, each with its indentation but the first; without the last line break. */
export function blockEntries(entries: Iterable<readonly [string, Value]>, style: BlockStyle): string {
  const lines = Array.from(entries, ([key, value]) => blockEntry(key, value, style))
  return lines.join(style.eol + ' '.repeat(style.column))
}

export function blockEntry(key: string, value: Value, style: BlockStyle): string {
  return `${formatString(key, { quote: style.keyQuote, isInFlow: false })}:${blockValue(value, style)}`
}

/** What follows the colon, such as ` [GET]`. */
export function blockValue(value: Value, style: BlockStyle): string {
  const { column, step, dash, list, eol } = style
  if (Array.isArray(value)) {
    if (value.some(isMap)) {
      const inner = { ...style, column: column + list.dash + list.item }
      return value.map((item) => `${eol}${' '.repeat(column + list.dash)}${blockItem(item, inner, list.item)}`).join('')
    }
    if (dash === null || value.length === 0) return ` ${flowValue(value, yamlFlow)}`
    return value.map((item) => `${eol}${' '.repeat(column + dash)}- ${flowValue(item, yamlFlow)}`).join('')
  }
  if (isMap(value)) {
    const entries = Object.entries(value)
    if (entries.length === 0) return ' {}'
    const inner = { ...style, column: column + step }
    return `${eol}${' '.repeat(inner.column)}${blockEntries(entries, inner)}`
  }
  return ` ${single(value as Single, false)}`
}

/** A list's item from its dash on, without the last line break. */
export function blockItem(value: Value, style: BlockStyle, gap: number): string {
  const dash = `-${' '.repeat(gap - 1)}`
  return dash + (isMap(value) ? blockEntries(Object.entries(value), style) : flowValue(value, yamlFlow))
}

export function flowValue(value: Value, style: FlowStyle): string {
  if (style.isJson && style.lines !== null) return jsonLines(value, style.lines)
  const comma = style.isDense ? ',' : ', '
  if (Array.isArray(value)) return `[${value.map((item) => flowValue(item, style)).join(comma)}]`
  if (!isMap(value)) return flowSingle(value as Single, style)
  const entries = Object.entries(value).map(([key, inner]) => flowEntry(key, inner, style))
  if (entries.length === 0) return '{}'
  const space = style.isSpaced ? ' ' : ''
  return `{${space}${entries.join(comma)}${space}}`
}

function jsonLines(value: Value, { column, step, eol }: NonNullable<FlowStyle['lines']>): string {
  const lines = { column: column + step, step, eol }
  const [open, entries, close] = Array.isArray(value)
    ? ['[', value.map((item) => jsonLines(item, lines)), ']']
    : isMap(value)
      ? ['{', Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${jsonLines(inner, lines)}`), '}']
      : ['', [], '']
  if (open === '') return typeof value === 'string' ? JSON.stringify(value) : single(value as Single, true)
  if (entries.length === 0) return open + close
  const indent = eol + ' '.repeat(lines.column)
  return `${open}${indent}${entries.join(`,${indent}`)}${eol}${' '.repeat(column)}${close}`
}

export function flowEntry(key: string, value: Value, style: FlowStyle): string {
  const name = formatString(key, { quote: style.isJson ? '"' : '', isInFlow: true })
  return `${name}:${style.isDense ? '' : ' '}${flowValue(value, style)}`
}

function flowSingle(value: Single, { isJson }: FlowStyle): string {
  return typeof value === 'string'
    ? formatString(value, { quote: isJson ? '"' : '', isInFlow: true })
    : single(value, true)
}

function single(value: Single, isInFlow: boolean): string {
  if (typeof value === 'string') return formatString(value, { quote: '', isInFlow })
  return typeof value === 'number' ? formatNumber(value) : String(value)
}

function isMap(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
