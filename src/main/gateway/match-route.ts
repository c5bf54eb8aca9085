// Finds the route of a request: the first match from the top of the file, exact or subpath alike.
import { type Refusal, refuse } from './refusal.ts'

export interface MatchableRoute {
  readonly index: number
  readonly path: string
  readonly methods: readonly string[]
  readonly includeSubpath: boolean
  readonly enabled: boolean
}

export interface Match<Route> {
  readonly route: Route
  /** What follows the route's path, with its slash; empty for an exact match. */
  readonly rest: string
}

export interface RouteTable<Route extends MatchableRoute> {
  readonly routes: readonly Route[]
  /** @param path the raw path, byte for byte as it came, without the query */
  match(method: string, path: string): Match<Route> | Refusal
}

/** Matching walks the request path's own segments, so it costs the same for 10 routes and for 10,000. */
export function createRouteTable<Route extends MatchableRoute>(routes: readonly Route[]): RouteTable<Route> {
  const byPath = new Map<string, Route[]>()
  for (const route of routes) {
    const list = byPath.get(route.path)
    if (list) list.push(route)
    else byPath.set(route.path, [route])
  }
  const hasSubpaths = routes.some((route) => route.includeSubpath)

  const candidates = (path: string): Route[] => {
    const found = byPath.get(path)?.slice() ?? []
    if (!hasSubpaths) return found
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      for (const prefix of [path.slice(0, slash), path.slice(0, slash + 1)]) {
        if (prefix === path) continue
        for (const route of byPath.get(prefix) ?? []) if (route.includeSubpath) found.push(route)
      }
    }
    return found.length > 1 ? found.sort((a, b) => a.index - b.index) : found
  }

  return {
    routes,
    match(method, path) {
      const found = candidates(path)
      let disabled: Route | undefined
      for (const route of found) {
        if (route.methods.length > 0 && !route.methods.includes(method)) continue
        if (route.enabled) return { route, rest: path.slice(route.path.length) }
        disabled ??= route
      }
      if (disabled) return refuse('route_disabled', `The route ${disabled.path} is switched off.`)
      const allowed = [...new Set(found.filter((route) => route.enabled).flatMap((route) => route.methods))]
      if (allowed.length > 0) {
        return refuse('method_not_allowed', `${path} takes ${allowed.join(', ')}, not ${method}.`, [
          'allow',
          allowed.join(', '),
        ])
      }
      return refuse('no_route', noRouteMessage(path, routes))
    },
  }
}

export function isRefusal(value: object): value is Refusal {
  return 'type' in value
}

function noRouteMessage(path: string, routes: readonly MatchableRoute[]): string {
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path
  if (routes.length === 0) return `No route matches ${shown}: the config has no routes.`
  const withoutSlash = path.replace(/\/+$/, '')
  const meant = routes.find((route) => route.path === withoutSlash || route.path === `${path}/`)
  if (meant) {
    return `No route matches ${shown}. The route ${meant.path} matches exactly${meant.path === withoutSlash ? '; set include_subpath to match what follows it' : ''}.`
  }
  const nearest = routes
    .map((route) => ({ route, likeness: commonStart(route.path, path) }))
    .sort((a, b) => b.likeness - a.likeness || a.route.index - b.route.index)
    .slice(0, 3)
    .map(({ route }) => (route.includeSubpath ? `${route.path}/*` : route.path))
  return `No route matches ${shown}. The nearest: ${[...new Set(nearest)].join(', ')}.`
}

function commonStart(a: string, b: string): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  return i
}
