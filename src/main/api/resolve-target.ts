// The call that says where a request would go: the gateway's own steps, with names where values would stand.
import type { CallHandlers, CallOutput } from '../../shared/contract.ts'
import { mask } from '../../shared/exchange-detail.ts'
import type { RouteFields } from '../../shared/route.ts'
import { buildConfig } from '../config/build-config.ts'
import { configSchema } from '../config/schema.ts'
import type { Template } from '../config/template.ts'
import { joinPath, mergeQuery } from '../gateway/build-url.ts'
import { compileRoute } from '../gateway/compile-route.ts'
import { createRouteTable, isRefusal } from '../gateway/match-route.ts'
import { splitTarget } from '../gateway/request-target.ts'

type Resolved = CallOutput<'routes.resolve'>

export function resolveTargetHandlers(): Pick<CallHandlers, 'routes.resolve'> {
  return { 'routes.resolve': ({ fields, sample }) => resolveTarget(fields, sample) }
}

/** `url` has `os.environ/NAME` where a value would stand, or is null with the reason why there is none. */
export function resolveTarget(fields: RouteFields, sample: string): Resolved {
  const parsed = configSchema.safeParse({ general_settings: { pass_through_endpoints: [endpointOf(fields)] } })
  if (!parsed.success) return failed(asSentence(parsed.error.issues[0]?.message ?? 'the route is not valid'))
  const config = buildConfig(parsed.data, {})
  const [route] = config.routes.map((each) => compileRoute(each, config))
  const request = splitTarget(sample)
  if (isRefusal(request)) return failed(request.message)
  if (!route) return failed('There is no route.')
  const match = createRouteTable([route]).match(route.methods[0] ?? 'GET', request.path)
  if (isRefusal(match)) return failed(mismatch(fields, request.path))

  const names = [...route.target.variables, ...route.defaultQuery.flatMap(({ value }) => value.variables)]
  const standIns = createStandIns([...new Set(names)], route.target)
  const target = route.resolveTarget(standIns.ofTarget())
  if (isRefusal(target)) return failed('The target is no http(s) URL, whatever its variables hold.')
  const defaults = route.resolveDefaultQuery(standIns.ofQuery)
  if (isRefusal(defaults)) return failed(defaults.message)
  const path = joinPath(target.path, match.rest) + mergeQuery(defaults, target.query, request.query)
  return { url: standIns.named(target.origin + path), reason: null }
}

const failed = (reason: string): Resolved => ({ url: null, reason })

const asSentence = (message: string) =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?!)]$/.test(message) ? '' : '.'}`

function mismatch({ path, includeSubpath }: RouteFields, sample: string): string {
  const isBelow = !includeSubpath && sample.startsWith(path.endsWith('/') ? path : `${path}/`)
  return `${sample} does not match ${path}.${isBelow ? ' It would, with subpaths.' : ''}`
}

/** What the window was not told stands for itself, and is hidden again at the end. */
const hidden = 'hidden-by-throughline'

function endpointOf({ path, target, includeSubpath, methods, query }: RouteFields): Record<string, unknown> {
  const parameters = new Map<string, string[]>()
  for (const { name, value } of query) parameters.set(name, [...(parameters.get(name) ?? []), value ?? hidden])
  return {
    path,
    target,
    include_subpath: includeSubpath,
    methods,
    default_query_params: Object.fromEntries(parameters),
  }
}

/** Values that any place of a URL takes, and the way back from them to the names. */
function createStandIns(names: readonly string[], target: Template) {
  const text = (name: string) => `variable-${names.indexOf(name)}-of-throughline`
  const port = (name: string) => String(61_000 + names.indexOf(name))
  const places: string[] = []
  let before = target.literals[0] as string
  target.names.forEach((name, place) => {
    const after = target.literals[place + 1] as string
    const isPort = /^https?:\/\/[^/?#]+:$/i.test(before) && !/^[^/?#]*@/.test(after)
    const start = after.startsWith('://') ? 'https' : `https://${text(name)}`
    const value = before === '' ? start : isPort ? port(name) : text(name)
    places.push(value)
    before += value + after
  })
  return {
    /** For one rendering: the places are taken in their order. */
    ofTarget() {
      let place = 0
      return { get: () => ({ value: places[place++] as string }) }
    },
    ofQuery: { get: (name: string) => ({ value: text(name) }) },
    named(url: string) {
      let shown = url
      target.names.forEach((name, place) => {
        const reference = `os.environ/${name}`
        const value = places[place] as string
        if (value === 'https') shown = shown.replace(/^https/, reference)
        else if (value === port(name)) shown = shown.replace(`:${value}`, `:${reference}`)
        else if (value !== text(name)) shown = shown.replace(value, reference)
      })
      for (const name of names) shown = shown.replaceAll(text(name), `os.environ/${name}`)
      return shown.replaceAll(hidden, mask)
    },
  }
}
