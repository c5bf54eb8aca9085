// Says what a route is to read as once the fields of the window's editor are written.
import { CallError } from '../../../shared/errors.ts'
import type { RouteFields } from '../../../shared/route.ts'
import { asMap } from '../raw-config.ts'
import { restoreTarget } from './literal-value.ts'
import { type MatchedRow, matchRows } from './match-names.ts'
import type { RouteValues } from './route-values.ts'

type Single = string | number | boolean

export interface WantedRoute {
  /** Keys whose value is to change → the value; undefined: the default, so that the key may go. */
  readonly keys: ReadonlyMap<string, Single | readonly string[] | undefined>
  /** null: nothing changes in it. */
  readonly headers: readonly MatchedRow<unknown>[] | null
  readonly query: readonly MatchedRow<unknown>[] | null
  /** The whole route as plain objects; a value that stays is as it was. */
  readonly raw: Readonly<Record<string, unknown>>
}

/** Booleans and amounts are written where they are the default, too: the key stands there. */
const singleKeys = [
  ['path', 'path'],
  ['target', 'target'],
  ['includeSubpath', 'include_subpath'],
  ['auth', 'auth'],
  ['forwardHeaders', 'forward_headers'],
  ['timeout', 'timeout'],
  ['costPerRequest', 'cost_per_request'],
  ['customAuthParser', 'custom_auth_parser'],
] as const

/** @param route as it reads, whatever it is */
export function wantedRoute(route: unknown, before: RouteValues, fields: RouteFields): WantedRoute {
  const raw: Record<string, unknown> = { ...asMap(route) }
  const after = { ...fields, target: restoreTarget(fields.target, before.target) }
  const keys = new Map<string, Single | readonly string[] | undefined>()
  const set = (key: string, value: Single | readonly string[] | null | undefined) => {
    keys.set(key, value ?? undefined)
    raw[key] = value ?? null
  }
  for (const [field, key] of singleKeys) if (after[field] !== before[field]) set(key, after[field])
  if (!isSameSet(before.methods, fields.methods.map(upper))) {
    const wanted = new Set(fields.methods.map(upper))
    const kept = (Array.isArray(raw.methods) ? raw.methods : []).filter(
      (method): method is string => typeof method === 'string' && wanted.delete(method.toUpperCase()),
    )
    set('methods', fields.methods.length === 0 ? undefined : [...kept, ...wanted])
  }
  const headers = changedHeaders(asMap(raw.headers), before, fields)
  if (headers) raw.headers = objectOf(headers)
  const query = changedQuery(asMap(raw.default_query_params), before, fields)
  if (query) raw.default_query_params = objectOf(query)
  raw.enabled = fields.enabled === before.enabled ? raw.enabled : fields.enabled
  return { keys, headers, query, raw }
}

function upper(method: string): string {
  return method.toUpperCase()
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item))
}

function objectOf(rows: readonly MatchedRow<unknown>[]): Record<string, unknown> {
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

/** A value that stays is the very one that stands there, whatever its type. */
function changedHeaders(
  raw: Readonly<Record<string, unknown>>,
  { headers }: RouteValues,
  fields: RouteFields,
): MatchedRow<unknown>[] | null {
  const known = new Map(headers.map(({ name, value }) => [name, value]))
  const rows = matchRows(headers, fields.headers, 'headers').map((row): MatchedRow<unknown> => {
    const { name, value, from } = row
    if (value === null && from === null) throw withoutValue('header', name)
    const stays = from !== null && (value === null || value === known.get(from))
    return stays ? { name, from, value: raw[from] } : { name, from, value }
  })
  return isUnchanged(rows, raw) ? null : rows
}

function changedQuery(
  raw: Readonly<Record<string, unknown>>,
  { query }: RouteValues,
  fields: RouteFields,
): MatchedRow<unknown>[] | null {
  const before = grouped(query)
  const known = new Map(before.map(({ name, value }) => [name, value]))
  const rows = matchRows(before, grouped(fields.query), 'parameters').map(
    ({ name, value, from }): MatchedRow<unknown> => {
      const old = from === null ? [] : (known.get(from) ?? [])
      const rawOld = from === null ? undefined : raw[from]
      const rawItems: readonly unknown[] = Array.isArray(rawOld) ? rawOld : [rawOld]
      const items = value.map((item, at) => {
        if (item === null && old[at] === undefined) throw withoutValue('parameter', name)
        return item === null || item === old[at] ? rawItems[at] : likeOld(item, rawItems[at])
      })
      const isSingle = items.length === 1 && !Array.isArray(rawOld)
      return { name, from, value: isSingle ? items[0] : items }
    },
  )
  return isUnchanged(rows, raw) ? null : rows
}

/** A number stays a number. */
function likeOld(value: string, old: unknown): unknown {
  if (typeof old === 'number' && String(Number(value)) === value && Number.isFinite(Number(value))) return Number(value)
  return typeof old === 'boolean' && /^(?:true|false)$/.test(value) ? value === 'true' : value
}

function grouped<Value>(rows: readonly { name: string; value: Value }[]): { name: string; value: Value[] }[] {
  const groups = new Map<string, Value[]>()
  for (const { name, value } of rows) groups.set(name, [...(groups.get(name) ?? []), value])
  return Array.from(groups, ([name, value]) => ({ name, value }))
}

function isUnchanged(rows: readonly MatchedRow<unknown>[], raw: Readonly<Record<string, unknown>>): boolean {
  // An empty list has no row, and says nothing.
  const names = Object.keys(raw).filter((name) => !(Array.isArray(raw[name]) && raw[name].length === 0))
  return (
    names.length === rows.length && rows.every(({ name, from, value }) => name === from && isSame(value, raw[name]))
  )
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
  return a.length === b.length && a.every((item, at) => Object.is(item, b[at]))
}

function withoutValue(what: string, name: string): CallError {
  return new CallError('invalid_input', `The ${what} “${name}” has no value.`)
}

/** A route without the keys that say no more than their default. */
export function withoutDefaults(route: unknown): unknown {
  if (typeof route !== 'object' || route === null || Array.isArray(route)) return route
  return Object.fromEntries(
    Object.entries(route).filter(([key, value]) => {
      if (!(key in defaults)) return true
      const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
      return value !== null && value !== undefined && !isEmpty && value !== defaults[key]
    }),
  )
}

const defaults: Readonly<Record<string, unknown>> = {
  path: '',
  target: '',
  headers: null,
  auth: false,
  include_subpath: false,
  methods: null,
  forward_headers: true,
  default_query_params: null,
  timeout: null,
  cost_per_request: 0,
  custom_auth_parser: null,
  enabled: true,
}
