// Takes a key with its value, and the comment behind it, out of a map in the text.
import type { Pair, YAMLMap } from 'yaml'
import { contentEnd } from '../route-edits.ts'
import { lineEnd, lineStart, type TextEdit } from '../text-edit.ts'
import { isPlaced, placeOfValue, rangeOf, Uneditable } from './config-text.ts'

export function removePair(text: string, map: YAMLMap, pair: Pair): TextEdit[] {
  const [start] = rangeOf(pair.key)
  if (map.flow) return removeFlowPair(text, map, pair, start)
  const end = Math.max(placeOfValue(pair).colon + 1, isPlaced(pair.value) ? contentEnd(text, pair.value) : 0)
  const first = lineStart(text, start)
  const last = lineEnd(text, end)
  if (!/^[ \t]*(#.*)?\r?$/.test(text.slice(end, last))) throw new Uneditable()
  if (text.slice(first, start).trim() === '') return [{ start: first, end: Math.min(last + 1, text.length), text: '' }]
  // On the dash's line: the next key moves up, unless comments stand before it.
  const next = map.items[map.items.indexOf(pair) + 1]
  if (next === undefined) throw new Uneditable()
  const [nextStart] = rangeOf(next.key)
  const isNextLine = text.slice(last, nextStart).trim() === ''
  if (isNextLine) return [{ start, end: nextStart, text: '' }]
  return [{ start: text.slice(0, start).trimEnd().length, end: text[last - 1] === '\r' ? last - 1 : last, text: '' }]
}

function removeFlowPair(text: string, map: YAMLMap, pair: Pair, start: number): TextEdit[] {
  const { end } = placeOfValue(pair)
  const at = map.items.indexOf(pair)
  const next = map.items[at + 1]
  const previous = map.items[at - 1]
  if (next !== undefined) {
    const [nextStart] = rangeOf(next.key)
    const between = text.slice(end, nextStart)
    if (!between.includes('#')) return [{ start, end: nextStart, text: '' }]
    // The comment behind it goes, those on lines of their own stay.
    const first = lineStart(text, start)
    const last = lineEnd(text, end)
    if (text.slice(first, start).trim() !== '' || last > nextStart) throw new Uneditable()
    return [{ start: first, end: last + 1, text: '' }]
  }
  if (previous === undefined) return [{ start, end, text: '' }]
  const before = placeOfValue(previous).end
  if (!text.slice(before, start).includes('#')) return [{ start: before, end, text: '' }]
  const comma = text.indexOf(',', before)
  return [
    { start: comma, end: comma + 1, text: '' },
    { start: text.slice(0, start).trimEnd().length, end, text: '' },
  ]
}
