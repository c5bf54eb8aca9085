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
  /** What follows the route's path, from the slash between them on; empty for an exact match. */
  readonly rest: string
}

/** Why no route takes the request, and the one that would have if it were on, or for another method. */
export interface Mismatch<Route> extends Refusal {
  readonly route: Route | null
}

export interface RouteTable<Route extends MatchableRoute> {
  readonly routes: readonly Route[]
  /** @param path the raw path, byte for byte as it came, without the query */
  match(method: string, path: string): Match<Route> | Mismatch<Route>
}

/** Matching walks the request path's own segments, so it costs the same for 10 routes and for 10,000. */
export function createRouteTable<Route extends MatchableRoute>(routes: readonly Route[]): RouteTable<Route> {
  const byPath = new Map<string, Route[]>()
  for (const route of routes) {
    const list = byPath.get(route.path)
    if (list) list.push(route)
    else byPath.set(route.path, [route])
  }
  // Longer beginnings of a request's path need no look-up, however many slashes it has.
  const longest = routes.reduce(
    (length, route) => (route.includeSubpath ? Math.max(length, route.path.length) : length),
    0,
  )

  const candidates = (path: string): Route[] => {
    const found = byPath.get(path)?.slice() ?? []
    for (let slash = path.indexOf('/'); slash !== -1 && slash <= longest; slash = path.indexOf('/', slash + 1)) {
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
        if (route.enabled) return { route, rest: restOf(path, route.path) }
        disabled ??= route
      }
      if (disabled) {
        return { ...refuse('route_disabled', `The route ${disabled.path} is switched off.`), route: disabled }
      }
      const allowed = [...new Set(found.filter((route) => route.enabled).flatMap((route) => route.methods))]
      if (allowed.length > 0) {
        const message = `${shorten(path)} takes ${allowed.join(', ')}, not ${method}.`
        const route = found.find(({ enabled }) => enabled) as Route
        return { ...refuse('method_not_allowed', message, ['allow', allowed.join(', ')]), route }
      }
      return { ...refuse('no_route', noRouteMessage(path, routes)), route: null }
    },
  }
}

/** A route's path may itself end with the slash between the two: `//a` under `/` is `//a`. */
function restOf(path: string, routePath: string): string {
  if (path.length === routePath.length) return ''
  return path.slice(routePath.endsWith('/') ? routePath.length - 1 : routePath.length)
}

export function isRefusal(value: object): value is Refusal {
  return 'type' in value
}

function noRouteMessage(path: string, routes: readonly MatchableRoute[]): string {
  const shown = shorten(path)
  if (routes.length === 0) return `No route matches ${shown}: the config has no routes.`
  const bare = withoutSlashes(path)
  const meant = routes.find((route) => route.path === bare || route.path === `${path}/`)
  if (meant) {
    return `No route matches ${shown}. The route ${meant.path} matches exactly${meant.path === bare ? '; set include_subpath to match what follows it' : ''}.`
  }
  return `No route matches ${shown}. The nearest: ${nearest(path, routes).join(', ')}.`
}

/** The three routes that begin most alike, the likest first, the upper first among equals. */
function nearest(path: string, routes: readonly MatchableRoute[]): string[] {
  const best: { name: string; likeness: number }[] = []
  for (const route of routes) {
    const name = route.includeSubpath ? `${withoutSlashes(route.path)}/*` : route.path
    const likeness = commonStart(route.path, path)
    const place = best.findIndex((other) => other.likeness < likeness)
    if ((place === -1 && best.length === 3) || best.some((other) => other.name === name)) continue
    best.splice(place === -1 ? best.length : place, 0, { name, likeness })
    if (best.length > 3) best.pop()
  }
  return best.map(({ name }) => name)
}

function withoutSlashes(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end--
  return path.slice(0, end)
}

function shorten(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path
}

function commonStart(a: string, b: string): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  return i
}
