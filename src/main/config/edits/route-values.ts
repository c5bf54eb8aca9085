// Reads what a route says, credentials included: for main only.
import { isScalar } from 'yaml'
import type { RouteFields } from '../../../shared/route.ts'
import { routeKeyPath } from '../config.ts'
import { asMap } from '../raw-config.ts'
import { findNode } from '../yaml-node.ts'
import type { ConfigText } from './config-text.ts'

interface NamedValue {
  readonly name: string
  readonly value: string
}

export type RouteValues = Omit<RouteFields, 'headers' | 'query'> & {
  readonly headers: readonly NamedValue[]
  readonly query: readonly NamedValue[]
}

/** What has the wrong type reads as the nearest value that has the right one, else as the default. */
export function routeValues(config: ConfigText, index: number): RouteValues {
  const route = asMap(config.routes[index])
  const text = (value: unknown, ...path: (string | number)[]) =>
    typeof value === 'string' ? value : sourceOf(config, [...routeKeyPath(index), ...path])
  return {
    path: text(route.path, 'path'),
    target: text(route.target, 'target'),
    headers: Object.entries(asMap(route.headers)).map(([name, value]) => ({
      name,
      value: text(value, 'headers', name),
    })),
    auth: flag(route.auth, false),
    includeSubpath: flag(route.include_subpath, false),
    methods: methodsOf(route.methods),
    forwardHeaders: flag(route.forward_headers, true),
    query: Object.entries(asMap(route.default_query_params)).flatMap(([name, value]) =>
      Array.isArray(value)
        ? value.map((item, at) => ({ name, value: text(item, 'default_query_params', name, at) }))
        : [{ name, value: text(value, 'default_query_params', name) }],
    ),
    timeout: numberOf(route.timeout),
    costPerRequest: numberOf(route.cost_per_request) ?? 0,
    customAuthParser: route.custom_auth_parser === 'langfuse' ? 'langfuse' : null,
    enabled: flag(route.enabled, true),
  }
}

/** As it is written: `2.10` and not 2.1; empty where nothing or more than one value stands. */
function sourceOf({ document, aliases }: ConfigText, path: readonly (string | number)[]): string {
  const found = findNode(document, aliases, path)
  if (!found?.complete || !isScalar(found.node) || found.node === found.key || found.node.value === null) return ''
  return found.node.source ?? String(found.node.value)
}

/** In upper case, as the gateway compares them. */
export function methodsOf(value: unknown): string[] {
  const methods = typeof value === 'string' ? [value] : Array.isArray(value) ? value : []
  return methods.filter((method) => typeof method === 'string').map((method) => method.toUpperCase())
}

function flag(value: unknown, byDefault: boolean): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return byDefault
  if (/^(?:true|yes|on)$/i.test(value)) return true
  return /^(?:false|no|off)$/i.test(value) ? false : byDefault
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
