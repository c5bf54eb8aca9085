// Writes a new route into the text of a config.yaml, in the manner of those that stand there.
import { isDeepStrictEqual } from 'node:util'
import { CallError } from '../../../shared/errors.ts'
import type { RouteFields } from '../../../shared/route.ts'
import type { ReadYaml } from '../yaml-text.ts'
import { type ConfigText, editBody, openConfig, withRoutes } from './config-text.ts'
import { expectSettings, setSetting } from './insert-section.ts'
import { compose, layoutOf, withInserted } from './list-layout.ts'
import { newUnit } from './new-unit.ts'
import { printRoutes } from './print-routes.ts'
import type { Value } from './value-text.ts'
import { firstVerified } from './verified-edit.ts'

type PlainRoute = Readonly<Record<string, Value>>

/**
 * @param at where it stands afterwards; null: behind the last one
 * @throws CallError config_invalid where it cannot be written, invalid_input for a header without a value
 */
export function addRoute(source: string, fields: RouteFields, at: number | null, read?: ReadYaml): string {
  const route = plainRoute(fields)
  return editBody(source, (text) => insertRoute(openConfig(text, read), route, at))
}

export function insertRoute(config: ConfigText, route: PlainRoute, at: number | null): string {
  expectSettings(config)
  const { routes, text } = config
  const position = at === null ? routes.length : Math.min(at, routes.length)
  const meant = withRoutes(config.tree, routes.toSpliced(position, 0, route))
  return firstVerified(
    config.read,
    [
      () =>
        routes.length === 0 ? setSetting(config, 'pass_through_endpoints', [route]) : insert(config, route, position),
      // A block scalar above it may keep the empty lines behind it.
      () => insert(config, route, position, ''),
      () =>
        printRoutes(text, [
          ...routes.slice(0, position).map((_, from) => ({ from })),
          { value: route },
          ...routes.slice(position).map((_, from) => ({ from: from + position })),
        ]),
    ],
    (tree) => isDeepStrictEqual(tree, meant),
    'A route cannot be added to this file. Edit it by hand.',
  )
}

function insert(config: ConfigText, route: PlainRoute, position: number, between?: string): string {
  const layout = layoutOf(config)
  const unit = newUnit(config, layout, route, Math.max(position - 1, 0))
  return compose(withInserted(layout, unit, position < config.routes.length ? position : null, between))
}

/** Only what is not the default. */
function plainRoute(fields: RouteFields): PlainRoute {
  const query: Record<string, string | string[]> = {}
  for (const { name, value } of fields.query) {
    const present = query[name]
    const known = present === undefined ? [] : Array.isArray(present) ? present : [present]
    const values = [...known, expectValue('parameter', name, value)]
    query[name] = values.length === 1 ? (values[0] as string) : values
  }
  const headers = fields.headers.map(({ name, value }) => [name, expectValue('header', name, value)] as const)
  const twice = headers.find(([name], index) => headers.slice(0, index).some(([other]) => other === name))
  if (twice) throw new CallError('config_invalid', `Two headers have the name “${twice[0]}”.`)
  return {
    path: fields.path,
    target: fields.target,
    ...(fields.includeSubpath && { include_subpath: true }),
    ...(fields.methods.length > 0 && { methods: fields.methods }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(fields.auth && { auth: true }),
    ...(!fields.forwardHeaders && { forward_headers: false }),
    ...(fields.query.length > 0 && { default_query_params: query }),
    ...(fields.timeout !== null && { timeout: fields.timeout }),
    ...(fields.costPerRequest !== 0 && { cost_per_request: fields.costPerRequest }),
    ...(fields.customAuthParser !== null && { custom_auth_parser: fields.customAuthParser }),
    ...(!fields.enabled && { enabled: false }),
  }
}

function expectValue(what: string, name: string, value: string | null): string {
  if (value === null) throw new CallError('invalid_input', `The ${what} “${name}” has no value.`)
  return value
}
