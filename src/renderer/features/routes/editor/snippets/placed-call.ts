// Finds a call that a route lets through, and where on the gateway a client has to send it.
import type { ClientCall, SnippetRoute } from './client-call.ts'
import { callsOf } from './provider.ts'

export interface PlacedCall {
  call: ClientCall
  /** The path on the gateway. */
  path: string
  /** What the library gets as the path of its base URL; null where it cannot be told to use this path. */
  base: string | null
}

/** null where no call of a known library goes through the route. */
export function placeCall(route: SnippetRoute): PlacedCall | null {
  const placed = callsOf(route.target).flatMap((call) => place(call, route) ?? [])
  return placed.find(({ base }) => base !== null) ?? placed[0] ?? null
}

function place(call: ClientCall, route: SnippetRoute): PlacedCall | null {
  if (route.methods.length > 0 && !route.methods.includes(call.method)) return null
  const upstream = call.root + call.path
  const path = route.includeSubpath ? belowRoute(upstream, route) : upstream === targetPath(route) ? route.path : null
  if (path === null) return null
  return { call, path, base: path.endsWith(call.path) ? path.slice(0, -call.path.length) : null }
}

/** The path on the gateway that leads to the upstream's; null where it is not below the target's. */
function belowRoute(upstream: string, route: SnippetRoute): string | null {
  const start = targetPath(route)
  if (upstream !== start && !upstream.startsWith(`${start}/`)) return null
  return withoutSlash(route.path) + upstream.slice(start.length)
}

function targetPath({ target }: SnippetRoute): string {
  return withoutSlash(/^https?:\/\/[^/?#]*([^?#]*)/i.exec(target)?.[1] ?? '')
}

const withoutSlash = (path: string) => path.replace(/\/$/, '')
