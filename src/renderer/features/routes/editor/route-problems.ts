// The problems of one route, each at the field where it belongs.
import type { Problem, RoutesState } from '../../../../shared/route.ts'
import type { FieldName } from './route-draft.ts'

export interface FieldProblem {
  severity: Problem['severity']
  message: string
}

export interface RouteProblems {
  fields: Partial<Record<FieldName, FieldProblem>>
  /** By the header's name; compared as it stands. */
  headers: Readonly<Record<string, FieldProblem>>
  query: Readonly<Record<string, FieldProblem>>
  /** Of the route as a whole, or of a key that has no field. */
  others: FieldProblem[]
  shadow: Shadow | null
}

export interface Shadow {
  path: string
  /** Of the route that matches first, from 1. */
  row: number
}

const fieldOfKey: Readonly<Record<string, FieldName>> = {
  path: 'path',
  target: 'target',
  headers: 'headers',
  auth: 'auth',
  include_subpath: 'includeSubpath',
  methods: 'methods',
  forward_headers: 'forwardHeaders',
  default_query_params: 'query',
  timeout: 'timeout',
  cost_per_request: 'costPerRequest',
  custom_auth_parser: 'customAuthParser',
}

export function problemsOfRoute({ problems }: Pick<RoutesState, 'problems'>, index: number): RouteProblems {
  const found: RouteProblems & { headers: Record<string, FieldProblem>; query: Record<string, FieldProblem> } = {
    fields: {},
    headers: {},
    query: {},
    others: [],
    shadow: null,
  }
  const start = `pass_through_endpoints[${index}]`
  for (const { key, severity, message } of problems) {
    if (!key.startsWith(start)) continue
    const [name, below] = stepsOf(key.slice(start.length))
    const shadow = name === 'path' ? shadowOf(message) : null
    if (shadow) {
      found.shadow = shadow
      continue
    }
    const problem = { severity, message: asSentence(message) }
    const field = name === undefined ? undefined : fieldOfKey[name]
    if (field === 'headers' && below !== undefined) found.headers[below] ??= problem
    else if (field === 'query' && below !== undefined) found.query[below] ??= problem
    else if (field !== undefined) found.fields[field] ??= problem
    else found.others.push({ severity, message: name === undefined ? problem.message : `${name}: ${problem.message}` })
  }
  return found
}

/** `.headers["a b"]` → headers, a b; `.methods[1]` → methods, 1. */
function stepsOf(key: string): string[] {
  return [...key.matchAll(/\.([\w-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)].map(
    ([, name, index, quoted]) => name ?? index ?? (JSON.parse(quoted as string) as string),
  )
}

function shadowOf(message: string): Shadow | null {
  const match = /^shadowed by (.*) \(route (\d+) matches first\)/.exec(message)
  return match ? { path: match[1] as string, row: Number(match[2]) } : null
}

/** The first letter large and a full stop, as under a field. */
export function asSentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?!)]$/.test(message) ? '' : '.'}`
}
