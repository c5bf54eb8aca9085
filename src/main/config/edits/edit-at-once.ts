// Writes all that changes of a route's keys after one reading of the text: to read a long one takes its time.
import { isDeepStrictEqual } from 'node:util'
import { isMap, type YAMLMap } from 'yaml'
import { asMap } from '../raw-config.ts'
import { applyEdits, type TextEdit } from '../text-edit.ts'
import { type ConfigText, ownPair, Uneditable } from './config-text.ts'
import { isInherited } from './inherited-key.ts'
import { editOfName, editsOfKey } from './map-edit.ts'
import type { MatchedRow } from './match-names.ts'
import type { Value } from './value-text.ts'
import type { WantedRoute } from './wanted-route.ts'

/** @throws Uneditable, or RangeError where two edits meet: they can be made one after the other then */
export function editAtOnce(config: ConfigText, index: number, { keys, headers, query, raw }: WantedRoute): string {
  const route: unknown = config.list?.items[index]
  if (!isMap(route)) throw new Uneditable()
  const edits = Array.from(keys, ([key, value]) => editsOfOwn(config, route, key, value))
  const maps = [
    ['headers', headers],
    ['default_query_params', query],
  ] as const
  for (const [key, rows] of maps) {
    if (rows === null) continue
    const present = asMap(asMap(config.routes[index])[key])
    const whole = rows.length === 0 ? undefined : (raw[key] as Value)
    edits.push(editsOfRows(config, route, key, rows, present) ?? editsOfOwn(config, route, key, whole))
  }
  return applyEdits(config.text, edits.flat())
}

/** A key that the route merges from elsewhere cannot go: it is set to nothing. */
function editsOfOwn(config: ConfigText, map: YAMLMap, key: string, value: Value | undefined): TextEdit[] {
  return editsOfKey(config, map, key, value === undefined && isInherited(config, map, key) ? null : value)
}

/** null where the whole map is to be written: it is not the route's own, or none of its rows stays. */
function editsOfRows(
  config: ConfigText,
  route: YAMLMap,
  key: string,
  rows: readonly MatchedRow<unknown>[],
  present: Readonly<Record<string, unknown>>,
): TextEdit[] | null {
  const map = ownPair(route, key)?.value
  if (rows.length === 0 || !isMap(map)) return null
  const known = new Set(rows.map(({ from }) => from))
  const gone = Object.keys(present).filter((name) => !known.has(name))
  const renamed = rows.filter(({ name, from }) => from !== null && from !== name)
  const isOwn = (name: string) => ownPair(map, name) !== undefined && !isInherited(config, map, name)
  if (gone.length >= map.items.length || !gone.every(isOwn)) return null
  if (!renamed.every(({ from }) => isOwn(from as string))) return null
  return [
    ...gone.flatMap((name) => editsOfKey(config, map, name, undefined)),
    ...renamed.map(({ name, from }) => editOfName(config, map, from as string, name)),
    ...rows.flatMap(({ name, from, value }) =>
      isDeepStrictEqual(present[from ?? name], value) ? [] : editsOfKey(config, map, from ?? name, value as Value),
    ),
  ]
}
