// Sets, renames and removes a key of a map in the text, in the map's own style.
import { isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { wordFor } from '../edit-config.ts'
import { contentEnd } from '../route-edits.ts'
import { applyEdits, lineBreak, lineEnd, lineStart, type TextEdit } from '../text-edit.ts'
import {
  type ConfigText,
  columnOf,
  isBlockCollection,
  isPlaced,
  ownPair,
  placeOfValue,
  rangeOf,
  Uneditable,
} from './config-text.ts'
import { blockStyleOf, flowStyleOf, keyQuoteOf } from './file-style.ts'
import { spanOf } from './list-layout.ts'
import { removePair } from './remove-pair.ts'
import { formatNumber, formatString, quoteOf } from './scalar-text.ts'
import { blockEntry, blockValue, flowEntry, flowValue, type Value } from './value-text.ts'

/** @returns the text with the key set, behind the others where it is new; undefined removes it */
export function setKey(config: ConfigText, map: YAMLMap, key: string, value: Value | undefined): string {
  return applyEdits(config.text, editsOfKey(config, map, key, value))
}

/** What `setKey` does. */
export function editsOfKey(config: ConfigText, map: YAMLMap, key: string, value: Value | undefined): TextEdit[] {
  const pair = ownPair(map, key)
  if (value === undefined) return pair ? removePair(config.text, map, pair) : []
  return pair ? setValue(config, map, pair, value) : [appended(config, map, key, value)]
}

/** The value stays as it is written. */
export function renameKey(config: ConfigText, map: YAMLMap, from: string, to: string): string {
  return applyEdits(config.text, [editOfName(config, map, from, to)])
}

/** What `renameKey` does. */
export function editOfName(config: ConfigText, map: YAMLMap, from: string, to: string): TextEdit {
  const key = ownPair(map, from)?.key
  if (!key) throw new Uneditable()
  const [start, end] = rangeOf(key)
  const text = formatString(to, { quote: quoteOf(config.text.slice(start, end)), isInFlow: map.flow === true })
  return { start, end, text }
}

function appended(config: ConfigText, map: YAMLMap, key: string, value: Value): TextEdit {
  const { text } = config
  const last = map.items.at(-1)
  if (last === undefined) return inEmpty(config, map, key, value)
  if (!map.flow) {
    const style = blockStyleOf(config, map)
    const at = Math.min(lineEnd(text, contentEnd(text, map)) + 1, text.length)
    return { start: at, end: at, text: `${' '.repeat(style.column)}${blockEntry(key, value, style)}${style.eol}` }
  }
  const style = flowStyleOf(config, map)
  const end = placeOfValue(last).end
  const first = rangeOf(last.key)[0]
  const isOnOwnLine = text.slice(lineStart(text, first), first).trim() === ''
  const gap = isOnOwnLine ? lineBreak(text) + text.slice(lineStart(text, first), first) : style.isDense ? '' : ' '
  return { start: end, end, text: `,${gap}${flowEntry(key, value, style)}` }
}

function inEmpty({ text }: ConfigText, map: YAMLMap, key: string, value: Value): TextEdit {
  if (!map.flow) throw new Uneditable()
  const [start, end] = rangeOf(map)
  const isJson = /^\s*\{\s*"/.test(text)
  return {
    start,
    end,
    text: flowValue({ [key]: value } as Value, { isJson, isSpaced: !isJson, isDense: false, lines: null }),
  }
}

function setValue(config: ConfigText, map: YAMLMap, pair: Pair, value: Value): TextEdit[] {
  const { text } = config
  const isInFlow = map.flow === true
  if (isScalar(pair.value) && isPlaced(pair.value) && (typeof value !== 'object' || value === null)) {
    const [start, end] = pair.value.range
    return [{ start, end, text: scalarLike(text.slice(start, end), value, isInFlow) }]
  }
  const isList = isSeq(pair.value) && pair.value.items.length > 0 && pair.value.items.every(isScalar)
  if (isList && Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object')) {
    return setList(text, pair.value as YAMLSeq, value, isInFlow)
  }
  const { colon, end } = placeOfValue(pair)
  if (isInFlow) {
    return [{ start: colon + 1, end, text: ` ${flowValue(value, flowStyleOf(config, map))}` }]
  }
  const written = blockValue(value, { ...blockStyleOf(config, map), keyQuote: keyQuoteForInner(text, pair, map) })
  return replaceBlockValue(text, pair, { colon, end }, written)
}

function keyQuoteForInner(text: string, pair: Pair, map: YAMLMap) {
  return keyQuoteOf(text, isMap(pair.value) && pair.value.items.length > 0 ? pair.value : map)
}

/** A comment behind the key stays there. */
function replaceBlockValue(
  text: string,
  pair: Pair,
  { colon, end }: { colon: number; end: number },
  written: string,
): TextEdit[] {
  const isInline = written.startsWith(' ')
  if (isBlockCollection(pair.value) && isPlaced(pair.value)) {
    const first = Math.min(lineEnd(text, colon) + 1, text.length)
    const last = Math.min(lineEnd(text, contentEnd(text, pair.value)) + 1, text.length)
    return isInline
      ? [
          { start: colon + 1, end: colon + 1, text: written },
          { start: first, end: last, text: '' },
        ]
      : [{ start: first, end: last, text: written.replace(/^\r?\n/, '') + lineBreak(text) }]
  }
  // A block scalar's range takes its last line break along.
  const stop = text.slice(0, end).replace(/\r?\n$/, '').length
  if (isInline) return [{ start: colon + 1, end: stop, text: written }]
  const at = lineEnd(text, stop) - (text[lineEnd(text, stop) - 1] === '\r' ? 1 : 0)
  return [
    { start: colon + 1, end: stop, text: '' },
    { start: at, end: at, text: written },
  ]
}

/** In the quotes, or with the word for yes and no, that stand there. */
export function scalarLike(source: string, value: string | number | boolean | null, isInFlow: boolean): string {
  const ending = /\r?\n$/.exec(source)?.[0] ?? ''
  if (typeof value === 'boolean') return wordFor(value, source.trim()) + ending
  if (typeof value === 'number') return formatNumber(value) + ending
  return (value === null ? 'null' : formatString(value, { quote: quoteOf(source), isInFlow })) + ending
}

/** What stays of a list stays as it is written. */
function setList(text: string, list: YAMLSeq, values: readonly unknown[], isInFlow: boolean): TextEdit[] {
  const old = list.items.map((item) => (isScalar(item) ? String(item.value) : ''))
  const first = text.slice(...rangeOf(list.items[0] ?? list))
  const style = {
    quote: list.items.length > 0 ? quoteOf(first) : ('' as const),
    isInFlow: isInFlow || list.flow === true,
  }
  const sources = list.flow
    ? list.items.map((item) => text.slice(...rangeOf(item)))
    : list.items.map((_, index) => linesOfItem(text, list, index))
  const [dash] = list.flow ? [0] : [spanOf(text, list, 0).start]
  const written = values.map((value) => {
    const known = old.indexOf(String(value))
    if (known !== -1) {
      old[known] = '\0'
      return sources[known] as string
    }
    const source = typeof value === 'string' ? formatString(value, style) : String(value)
    return list.flow ? source : `${' '.repeat(columnOf(text, dash))}- ${source}${lineBreak(text)}`
  })
  if (list.flow) {
    const [start, end] = rangeOf(list)
    const space = text[start + 1] === ' ' ? ' ' : ''
    const comma = /^\[[^,]*,\S/.test(text.slice(start, end)) ? ',' : ', '
    return [{ start, end, text: `[${space}${written.join(comma)}${space}]` }]
  }
  const last = spanOf(text, list, list.items.length - 1).end
  const end = Math.min(lineEnd(text, last) + 1, text.length)
  return [{ start: lineStart(text, dash), end, text: written.join('') }]
}

/** With the comments down to the next one. */
function linesOfItem(text: string, list: YAMLSeq, index: number): string {
  const span = spanOf(text, list, index)
  const isLast = index === list.items.length - 1
  const end = isLast
    ? Math.min(lineEnd(text, span.end) + 1, text.length)
    : lineStart(text, spanOf(text, list, index + 1).start)
  return text.slice(lineStart(text, span.start), end)
}

/** `- *base` becomes a map that merges it, so that keys can be set. */
export function expandAlias(config: ConfigText, index: number): string {
  const route: unknown = config.list?.items[index]
  if (!isAlias(route)) return config.text
  const [start, end] = rangeOf(route)
  return applyEdits(config.text, [
    { start, end, text: `${config.list?.flow ? '{ ' : ''}<<: *${route.source}${config.list?.flow ? ' }' : ''}` },
  ])
}
