// What is valid in a config.yaml but hardly meant: a misspelt key, a route nothing reaches, a literal key.
import { isCredentialName } from '../../shared/credential-name.ts'
import { type RouteConfig, routeKeyPath } from './config.ts'
import { asMap } from './raw-config.ts'
import { otherRouteKeys, routeSchema } from './schema.ts'

export interface Warning {
  path: (string | number)[]
  message: string
  /** Points at the key instead of its value. */
  atKey: boolean
}

const knownKeys = [...Object.keys(routeSchema.shape), ...otherRouteKeys]

/** Of one route, valid or not: a misspelt key is worth saying above all where the right one is missing. */
export function findWarnings(route: Readonly<Record<string, unknown>>, index: number): Warning[] {
  const warnings: Warning[] = []
  for (const key of Object.keys(route)) {
    if (knownKeys.includes(key)) continue
    const meant = knownKeys.find((known) => isOneEditAway(key, known))
    if (meant) warnings.push({ path: [...routeKeyPath(index), key], message: `did you mean ${meant}?`, atKey: true })
  }
  for (const [name, value] of Object.entries(asMap(route.headers))) {
    if (isCredentialName(name) && typeof value === 'string' && value !== '' && !value.includes('os.environ/')) {
      warnings.push({
        path: [...routeKeyPath(index), 'headers', name],
        message: 'this looks like a credential in plain text: write os.environ/NAME and keep the value as a secret',
        atKey: true,
      })
    }
  }
  return warnings
}

export function findShadowWarnings(routes: readonly RouteConfig[]): Warning[] {
  return Array.from(findShadowed(routes), ([index, by]) => ({
    path: [...routeKeyPath(index), 'path'],
    message: `shadowed by ${by.path} (route ${by.index + 1} matches first), so nothing reaches this route`,
    atKey: false,
  }))
}

/** Index of each route that can never answer → the route before it that takes all of its requests. */
function findShadowed(routes: readonly RouteConfig[]): Map<number, RouteConfig> {
  const shadowed = new Map<number, RouteConfig>()
  const exact = new Map<string, RouteConfig[]>()
  for (const route of routes) {
    if (!route.enabled) continue
    const by = earlierMatches(exact, route.path).find((earlier) => covers(earlier, route))
    if (by) shadowed.set(route.index, by)
    const samePath = exact.get(route.path)
    if (samePath) samePath.push(route)
    else exact.set(route.path, [route])
  }
  return shadowed
}

/** Routes so far at this path or at one above it: a walk over the path's own segments, not over all routes. */
function earlierMatches(exact: ReadonlyMap<string, RouteConfig[]>, path: string): RouteConfig[] {
  const found = [...(exact.get(path) ?? [])]
  for (let slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
    for (const prefix of [path.slice(0, slash), path.slice(0, slash + 1)]) {
      if (prefix !== path) found.push(...(exact.get(prefix) ?? []).filter((route) => route.includeSubpath))
    }
    if (slash === 0) break
  }
  return found
}

function covers(earlier: RouteConfig, later: RouteConfig): boolean {
  if (later.includeSubpath && !earlier.includeSubpath) return false
  if (earlier.methods.length === 0) return true
  return later.methods.length > 0 && later.methods.every((method) => earlier.methods.includes(method))
}

/** One letter more, less, changed, or two neighbours swapped. */
export function isOneEditAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const restA = a.slice(start, endA)
  const restB = b.slice(start, endB)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}
