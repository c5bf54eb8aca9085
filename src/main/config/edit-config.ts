// Edits the text of a config.yaml in place, so that every line that is not meant stays byte for byte.
import { isDeepStrictEqual } from 'node:util'
import { type Document, isMap, isScalar, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { CallError } from '../../shared/errors.ts'
import { routeKeyPath } from './config.ts'
import { parseYaml } from './parse-config.ts'
import { findNode } from './yaml-node.ts'

/**
 * Switches a route on or off. Off writes `enabled: false`; on takes a plain line of that out again, so
 * that off and on gives the first text back.
 * @throws CallError conflict when no route stands at the index
 */
export function setEnabled(text: string, index: number, enabled: boolean): string {
  const document = parseYaml(text)
  const found = findNode(document, routeKeyPath(index))
  if (!found?.complete || !isMap(found.node)) throw new CallError('conflict', 'The route is no longer in the file.')
  const route = found.node as YAMLMap.Parsed
  const pair = route.items.find((item) => isScalar(item.key) && item.key.value === 'enabled')
  const edited = pair ? changeEnabled(text, pair, enabled) : enabled ? text : insertDisabled(text, route)
  return isAsMeant(document, edited, index, enabled) ? edited : printed(text, index, enabled)
}

function changeEnabled(text: string, pair: Pair, enabled: boolean): string {
  const value = (pair.value as Scalar | null)?.range
  const key = (pair.key as Scalar).range
  if (!value || !key) return text
  const lineStart = text.lastIndexOf('\n', key[0] - 1) + 1
  const newline = text.indexOf('\n', value[1])
  const lineEnd = newline === -1 ? text.length : newline + 1
  const isWholeLine = /^ *enabled: *(false|off|no)\r?\n?$/i.test(text.slice(lineStart, lineEnd))
  if (enabled && isWholeLine) return text.slice(0, lineStart) + text.slice(lineEnd)
  return text.slice(0, value[0]) + String(enabled) + text.slice(value[1])
}

/** Behind the route's last value: a line of its own in a block, one more entry in a flow map. */
function insertDisabled(text: string, route: YAMLMap.Parsed): string {
  const firstKey = route.items[0]?.key?.range
  if (!firstKey || !route.range) return text
  if (route.flow) {
    const close = text.lastIndexOf('}', route.range[1])
    const before = text.slice(0, close).trimEnd()
    const comma = before.endsWith(',') ? '' : ','
    return `${before}${comma} enabled: false${text.slice(before.length, close)}${text.slice(close)}`
  }
  const indent = ' '.repeat(firstKey[0] - (text.lastIndexOf('\n', firstKey[0] - 1) + 1))
  const last = route.items.at(-1)
  const lastEnd = (last?.value?.range ?? last?.key?.range ?? firstKey)[1]
  // A block value's range may reach over the line's end: step back to the value's own last character.
  const contentEnd = text.slice(0, lastEnd).trimEnd().length
  const newline = text.indexOf('\n', contentEnd)
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  if (newline === -1) return `${text}${eol}${indent}enabled: false${eol}`
  return `${text.slice(0, newline + 1)}${indent}enabled: false${eol}${text.slice(newline + 1)}`
}

/** The edit is right when the file reads as before in everything but this one key. */
function isAsMeant(before: Document, edited: string, index: number, enabled: boolean): boolean {
  const after = parseYaml(edited)
  if (after.errors.length > 0) return false
  return (
    isDeepStrictEqual(withEnabled(after.toJS(), index, null), withEnabled(before.toJS(), index, null)) &&
    isDeepStrictEqual(after.toJS(), withEnabled(after.toJS(), index, enabled))
  )
}

interface RawRoute {
  enabled?: unknown
}

/** The tree with the key set; null and true take it out, since on is what a missing key means. */
function withEnabled(tree: unknown, index: number, enabled: boolean | null): unknown {
  const copy = structuredClone(tree) as { general_settings: { pass_through_endpoints: RawRoute[] } }
  const route = copy.general_settings.pass_through_endpoints[index] as RawRoute
  if (enabled === false) route.enabled = false
  else if (enabled === null || route.enabled !== true) delete route.enabled
  return copy
}

/** The way that always works: change the tree and print it. Comments and order stay, spacing may not. */
function printed(text: string, index: number, enabled: boolean): string {
  const document = parseYaml(text)
  document.setIn([...routeKeyPath(index), 'enabled'], enabled)
  return document.toString({ lineWidth: 0 })
}
