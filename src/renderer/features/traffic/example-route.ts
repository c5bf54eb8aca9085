// The first request: the route that it is made for, and how /echo, the simplest one, stands.
import { demoHost } from '../../../shared/demo-host.ts'
import { newRouteFields, type RouteFields, type RouteView } from '../../../shared/route.ts'
import type { SnippetRoute } from '../routes/editor/snippets/client-call.ts'

export const echoFields: RouteFields = {
  ...newRouteFields,
  path: '/echo',
  target: `http://${demoHost}/echo`,
  includeSubpath: true,
}

export type EchoStart = { kind: 'add' } | { kind: 'on' } | { kind: 'off'; route: RouteView }

export const isDemo = ({ target }: RouteView) => URL.canParse(target) && new URL(target).hostname === demoHost

export function echoStart(list: readonly RouteView[]): EchoStart {
  const echo = list.find((route) => route.path === echoFields.path && isDemo(route))
  if (echo === undefined) return { kind: 'add' }
  return echo.enabled ? { kind: 'on' } : { kind: 'off', route: echo }
}

/** Nothing in the file but what the program came with: this user has yet to begin. */
export const isFirstRun = (list: readonly RouteView[]) => list.every(isDemo)

/** A route that answers: /echo, which sends a body back, else the first one that is on. */
export function exampleRoute(list: readonly RouteView[]): SnippetRoute {
  const enabled = list.filter((route) => route.enabled)
  const echo = enabled.find((route) => route.path === echoFields.path && isDemo(route))
  const first = echo ?? enabled[0]
  if (first === undefined || first === echo) return { ...echoFields, methods: ['POST'] }
  return { ...first, customAuthParser: null }
}
