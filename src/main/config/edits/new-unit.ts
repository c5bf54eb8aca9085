// Writes a route in the style of one that stands in the list.
import { isMap, type YAMLMap } from 'yaml'
import { lineBreak, lineStart } from '../text-edit.ts'
import { type ConfigText, columnOf, rangeOf, Uneditable } from './config-text.ts'
import { blockStyleOf, flowStyleOf, listStyleOf, stepOf } from './file-style.ts'
import { type Layout, spanOf, type Unit } from './list-layout.ts'
import { type BlockStyle, blockItem, type FlowStyle, flowValue, type Value } from './value-text.ts'

/** @param like the index of the one that stands there */
export function newUnit(config: ConfigText, layout: Layout, value: Value, like: number): Unit {
  const { text, list } = config
  if (list === null) throw new Uneditable()
  const { start } = spanOf(text, list, like)
  const route: unknown = list.items[like]
  const isFlow = isMap(route) && route.flow === true
  const eol = lineBreak(text)
  const indent = ' '.repeat(columnOf(text, start))
  if (layout.kind === 'block') {
    const columns = columnsOf(config, like)
    const written = isFlow
      ? `-${' '.repeat(columns.key - columns.dash - 1)}${flowValue(value, { ...flowStyleOf(config, route), lines: null })}`
      : blockItem(value, styleLike(config, route, columns.key), columns.key - columns.dash)
    return { isRoute: true, before: `${indent}${written}`, after: eol }
  }
  const written = flowValue(
    value,
    isFlow ? itemStyle(config, route) : { ...plainFlow, isJson: /^\s*[[{]\s*"/.test(text) },
  )
  return layout.kind === 'lines'
    ? { isRoute: true, before: indent + written, after: eol }
    : { isRoute: true, before: written, after: '' }
}

const plainFlow: FlowStyle = { isJson: false, isSpaced: true, isDense: false, lines: null }

/** Of the dash and of the keys of a route in a block list. */
export function columnsOf({ text, list }: ConfigText, like: number): { dash: number; key: number } {
  if (list === null) throw new Uneditable()
  const dash = columnOf(text, spanOf(text, list, like).start)
  const route: unknown = list.items[like]
  if (!isMap(route) || route.items.length === 0) return { dash, key: dash + 2 }
  const key = columnOf(text, rangeOf(route.flow ? route : route.items.at(-1)?.key)[0])
  return { dash, key: Math.max(key, dash + 2) }
}

function styleLike(config: ConfigText, route: unknown, column: number): BlockStyle {
  if (isMap(route) && route.items.length > 0) return { ...blockStyleOf(config, route as YAMLMap), column }
  const eol = lineBreak(config.text)
  return { column, step: stepOf(config), dash: null, list: listStyleOf(config), keyQuote: '', eol }
}

/** For a whole map instead of a value in it. */
function itemStyle(config: ConfigText, route: YAMLMap): FlowStyle {
  const style = flowStyleOf(config, route)
  if (style.lines === null) return style
  const line = lineStart(config.text, rangeOf(route)[0])
  const column = /^ */.exec(config.text.slice(line))?.[0].length ?? 0
  return { ...style, lines: { ...style.lines, column } }
}
