// Writes what changed of a route into the text of a config.yaml.
import { isDeepStrictEqual } from 'node:util'
import { isMap, type YAMLMap } from 'yaml'
import { CallError } from '../../../shared/errors.ts'
import type { RouteFields } from '../../../shared/route.ts'
import { setEnabled } from '../edit-config.ts'
import { asMap } from '../raw-config.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { detachRoute } from './anchors.ts'
import {
  type ConfigText,
  editBody,
  expectRoute,
  openConfig,
  ownPair,
  reopenConfig,
  routesOf,
  Uneditable,
  withRoutes,
} from './config-text.ts'
import { editAtOnce } from './edit-at-once.ts'
import { isInherited } from './inherited-key.ts'
import { compose, layoutOf, unitAt, withReplaced } from './list-layout.ts'
import { expandAlias, renameKey, setKey } from './map-edit.ts'
import type { MatchedRow } from './match-names.ts'
import { newUnit } from './new-unit.ts'
import { printRoutes } from './print-routes.ts'
import { routeValues } from './route-values.ts'
import type { Value } from './value-text.ts'
import { firstVerified } from './verified-edit.ts'
import { type WantedRoute, wantedRoute, withoutDefaults } from './wanted-route.ts'

const refusal = 'This route cannot be edited without changing others. Edit the file by hand.'

type Step = (config: ConfigText) => string

/**
 * Keys whose value does not change stay as they are written. Comments and the order of keys stay.
 * @throws CallError conflict when no route stands there, config_invalid where it cannot be edited alone,
 *   invalid_input for a new header without a value
 */
export function editRoute(source: string, index: number, fields: RouteFields, read?: ReadYaml): string {
  return editBody(source, (text) => {
    const config = openConfig(text, read)
    expectRoute(config, index)
    const before = routeValues(config, index)
    const wanted = wantedRoute(config.routes[index], before, fields)
    const steps = stepsTo(wanted, index)
    const isSwitched = before.enabled !== fields.enabled
    if (isSwitched) steps.unshift((opened) => switchRoute(opened, index, fields.enabled))
    if (steps.length === 0) return text
    const rest = withRoutes(config.tree, [])
    const others = config.routes.with(index, null)
    const meant = withoutDefaults(wanted.raw)
    return firstVerified(
      config.read,
      [
        ...(isSwitched ? [] : [() => editAtOnce(config, index, wanted)]),
        () => follow(config, index, steps),
        () => follow(reopenConfig(detachRoute(config, index), config.read), index, steps),
        () => rewrite(config, index, wanted),
        () =>
          printRoutes(
            text,
            config.routes.map((_, from) => (from === index ? { value: written(wanted), like: index } : { from })),
          ),
      ],
      (tree) => {
        const routes = routesOf(tree)
        return (
          routes.length === config.routes.length &&
          isDeepStrictEqual(withoutDefaults(routes[index]), meant) &&
          isDeepStrictEqual(routes.with(index, null), others) &&
          isDeepStrictEqual(withRoutes(tree, []), rest)
        )
      },
      refusal,
    )
  })
}

/** The whole route anew, below the comments above it. */
function rewrite(config: ConfigText, index: number, wanted: WantedRoute): string {
  const layout = layoutOf(config)
  const above = /^(?:[ \t]*#.*\n)*/.exec(layout.units[unitAt(layout, index)]?.before ?? '')?.[0] ?? ''
  const unit = newUnit(config, layout, written(wanted) as Value, index)
  return compose(withReplaced(layout, { ...unit, before: above + unit.before }, index))
}

function written({ raw }: WantedRoute): unknown {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null && value !== undefined))
}

function switchRoute(config: ConfigText, index: number, enabled: boolean): string {
  const { enabled: present } = asMap(config.routes[index])
  // What is neither yes nor no reads as off to the one, as on to the other.
  if (typeof present !== 'boolean' && present) return setKey(config, routeMap(config, index), 'enabled', enabled)
  try {
    return setEnabled(config.text, index, enabled, config.read)
  } catch (error) {
    if (error instanceof CallError) throw new Uneditable('', { cause: error })
    throw error
  }
}

function follow(start: ConfigText, index: number, steps: readonly Step[]): string {
  let config = start
  for (const step of [(opened: ConfigText) => expandAlias(opened, index), ...steps]) {
    const edited = step(config)
    // To open a long text takes as long as all the rest.
    if (edited !== config.text)
      config = step === steps.at(-1) ? { ...config, text: edited } : reopenConfig(edited, config.read)
  }
  return config.text
}

function routeMap({ list }: ConfigText, index: number): YAMLMap {
  const route: unknown = list?.items[index]
  if (!isMap(route)) throw new Uneditable()
  return route
}

function stepsTo(wanted: WantedRoute, index: number): Step[] {
  const steps = Array.from(
    wanted.keys,
    ([key, value]): Step =>
      (config) =>
        setOrRemove(config, index, key, value),
  )
  if (wanted.headers) steps.push(...stepsToRows(index, 'headers', wanted.headers, wanted.raw.headers))
  if (wanted.query)
    steps.push(...stepsToRows(index, 'default_query_params', wanted.query, wanted.raw.default_query_params))
  return steps
}

/** A key that the route merges from elsewhere cannot go: it is set to nothing. */
function setOrRemove(config: ConfigText, index: number, key: string, value: Value | undefined): string {
  const route = routeMap(config, index)
  return setKey(config, route, key, value === undefined && isInherited(config, route, key) ? null : value)
}

/** One row after the other where the map is the route's own, else the whole map. */
function stepsToRows(index: number, key: string, rows: readonly MatchedRow<unknown>[], whole: unknown): Step[] {
  const all: Step = (config) => setOrRemove(config, index, key, rows.length === 0 ? undefined : (whole as Value))
  return [
    (config) => {
      const own = ownPair(routeMap(config, index), key)?.value
      if (rows.length === 0 || !isMap(own) || own.items.length === 0) return all(config)
      return followRows(config, index, key, rows) ?? all(config)
    },
  ]
}

/** null where a row is merged from elsewhere and is to go, or to have another name. */
function followRows(
  start: ConfigText,
  index: number,
  key: string,
  rows: readonly MatchedRow<unknown>[],
): string | null {
  let config = start
  const map = (): YAMLMap => {
    const own = ownPair(routeMap(config, index), key)?.value
    if (!isMap(own)) throw new Uneditable()
    return own
  }
  const raw = () => asMap(asMap(config.routes[index])[key])
  const apply = (edited: string) => {
    if (edited !== config.text) config = reopenConfig(edited, config.read)
  }
  const names = new Set(rows.map(({ from }) => from))
  for (const name of Object.keys(raw())) {
    if (names.has(name)) continue
    if (isInherited(config, map(), name)) return null
    if (map().items.length === 1 && rows.length > 0) return null
    apply(setKey(config, map(), name, undefined))
  }
  for (const { name, from } of rows) {
    if (from === null || from === name) continue
    if (!ownPair(map(), from) || isInherited(config, map(), from)) return null
    apply(renameKey(config, map(), from, name))
  }
  for (const { name, value } of rows) {
    if (!isDeepStrictEqual(raw()[name], value)) apply(setKey(config, map(), name, value as Value))
  }
  return config.text
}
