// Finds what the parser's tokens tell and its nodes do not.
import type { Pair } from 'yaml'
import { Uneditable } from './config-text.ts'

/** Behind the pair's colon, or behind the anchor and the tag that follow it. */
export function endOfProperties(pair: Pair): number {
  const item = pair.srcToken
  const tokens = item && 'sep' in item && Array.isArray(item.sep) ? item.sep : []
  const last = tokens.findLast(({ type }) => type === 'map-value-ind' || type === 'anchor' || type === 'tag')
  if (last === undefined) throw new Uneditable()
  return last.offset + ('source' in last ? String(last.source).length : 1)
}
