// Reads off a config.yaml how its author indents, so that what is added looks the same.
import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml'
import { lineBreak, lineStart } from '../text-edit.ts'
import { type ConfigText, columnOf, ownPair, placeOfValue, rangeOf } from './config-text.ts'
import { spanOf } from './list-layout.ts'
import { type Quote, quoteOf } from './scalar-text.ts'
import type { BlockStyle, FlowStyle } from './value-text.ts'

/** For the keys of a block map. */
export function blockStyleOf(config: ConfigText, map: YAMLMap): BlockStyle {
  const { text } = config
  return {
    column: columnOfKeys(text, map),
    step: stepOf(config),
    dash: dashOfLists(config),
    list: listStyleOf(config),
    keyQuote: keyQuoteOf(text, map),
    eol: lineBreak(text),
  }
}

/** Not of a key behind a question mark, or behind an anchor on the dash's line. */
function columnOfKeys(text: string, map: YAMLMap): number {
  const starts = map.items.map(({ key }) => rangeOf(key)[0])
  const own = starts.findLast((start) => /^[ -]*$/.test(text.slice(lineStart(text, start), start)))
  return columnOf(text, own ?? starts.at(-1) ?? 0)
}

/** The quotes that stand around every key of the map. */
export function keyQuoteOf(text: string, map: YAMLMap): Quote {
  const quotes = map.items.map(({ key }) => (isScalar(key) ? quoteOf(text.slice(...rangeOf(key))) : ''))
  return quotes.every((quote) => quote === quotes[0]) ? (quotes[0] ?? '') : ''
}

export function flowStyleOf({ text }: ConfigText, map: YAMLMap): FlowStyle {
  const [start] = rangeOf(map)
  const first = map.items[0]
  const last = map.items.at(-1)
  const isJson = keyQuoteOf(text, map) === '"'
  const isSpaced = text[start + 1] === ' '
  if (first === undefined || last === undefined || !isJson) return { isJson, isSpaced, isDense: false, lines: null }
  const isDense = isScalar(first.key) && text[placeOfValue(first).colon + 1] !== ' '
  const key = rangeOf(last.key)[0]
  const column = columnOf(text, key)
  if (text.slice(lineStart(text, key), key).trim() !== '') return { isJson, isSpaced, isDense, lines: null }
  const outer = /^ */.exec(text.slice(lineStart(text, start)))?.[0].length ?? 0
  return { isJson, isSpaced, isDense, lines: { column, step: Math.max(column - outer, 1), eol: lineBreak(text) } }
}

/** From a route's key to the keys below it; else from general_settings to its keys. */
export function stepOf(config: ConfigText): number {
  const pairs = config.routes.length > 0 ? routePairs(config, 'headers') : []
  const settings = isMap(config.document.contents) ? ownPair(config.document.contents, 'general_settings') : undefined
  for (const pair of settings ? [...pairs, settings] : pairs) {
    const inner = isMap(pair.value) && !pair.value.flow ? pair.value.items[0]?.key : undefined
    if (!inner) continue
    const step = columnOf(config.text, rangeOf(inner)[0]) - columnOf(config.text, rangeOf(pair.key)[0])
    if (step > 0) return step
  }
  return 2
}

/** Of lists inside a route. */
function dashOfLists(config: ConfigText): number | null {
  for (const pair of routePairs(config, 'methods')) {
    if (!isSeq(pair.value) || pair.value.items.length === 0) continue
    if (pair.value.flow) return null
    return columnOf(config.text, spanOf(config.text, pair.value, 0).start) - columnOf(config.text, rangeOf(pair.key)[0])
  }
  return null
}

function routePairs({ list }: ConfigText, key: string): Pair[] {
  return (list?.items ?? []).slice(0, 100).flatMap((route) => {
    const pair = isMap(route) && !route.flow ? ownPair(route, key) : undefined
    return pair ? [pair] : []
  })
}

/** Of the first block list that stands directly under a key of the file's top, such as model_list. */
export function listStyleOf(config: ConfigText): BlockStyle['list'] {
  const { contents } = config.document
  const step = stepOf(config)
  for (const pair of isMap(contents) ? contents.items : []) {
    if (!isSeq(pair.value) || pair.value.flow || pair.value.items.length === 0) continue
    const { start } = spanOf(config.text, pair.value, 0)
    const item = rangeOf(pair.value.items[0])[0]
    const dash = columnOf(config.text, start)
    const key = columnOf(config.text, rangeOf(pair.key)[0])
    return { dash: dash - key, item: Math.max(columnOf(config.text, item) - dash, 2) }
  }
  return { dash: step, item: 2 }
}
