// Prepares a route once, so that a request costs only what differs from one to the next.
import type { Config, RouteConfig } from '../config/config.ts'
import { type MissingVariable, renderTemplate, type Template, type ValueLookup } from '../config/template.ts'
import { type ClientKey, clientKeyPlaces } from './auth.ts'
import { parseTarget, type Target } from './build-url.ts'
import { isHeaderValue } from './header-syntax.ts'
import { type Refusal, refuse } from './refusal.ts'

export interface CompiledRoute extends RouteConfig {
  /** Names in lower case of everything that the route injects. */
  readonly injectedNames: ReadonlySet<string>
  readonly clientKey: ClientKey
  /** The target with its variables filled in. */
  resolveTarget(variables: ValueLookup): Target | Refusal
  /** The default query: pairs of name and value, before encoding. */
  resolveDefaultQuery(variables: ValueLookup): readonly (readonly [string, string])[] | Refusal
  /** The injected headers: name, value, name, value, … with their variables filled in. */
  resolveHeaders(variables: ValueLookup): readonly string[] | Refusal
}

export function compileRoute(route: RouteConfig, config: Config): CompiledRoute {
  const injectedNames = new Set(route.headers.map(({ name }) => name.toLowerCase()))
  if (route.langfuse) injectedNames.add('authorization')
  return {
    ...route,
    injectedNames,
    clientKey: clientKeyPlaces(route, config.keyHeaderName),
    resolveTarget: targetResolver(route),
    resolveDefaultQuery: defaultQueryResolver(route),
    resolveHeaders: headerResolver(route),
  }
}

function targetResolver({ target, path }: RouteConfig): CompiledRoute['resolveTarget'] {
  let last: { text: string; target: Target } | null = null
  const mark = target.literals.findIndex((literal) => literal.includes('?'))
  const isFixed = target.names.length === 0
  return (variables) => {
    if (isFixed && last) return last.target
    const text = renderTemplate(target, mark === -1 ? variables : encodedFrom(mark, variables))
    if (typeof text !== 'string') return missing(path, text)
    if (last?.text === text) return last.target
    const parsed = parseTarget(text)
    if (!parsed) {
      return refuse(
        'missing_variable',
        `The target of ${path} is no http(s) URL with ${target.variables.join(', ')} filled in.`,
      )
    }
    last = { text, target: parsed }
    return parsed
  }
}

/** A variable's value inside the target's query is encoded: it is one value, whatever `&` or `#` it holds. */
function encodedFrom(mark: number, variables: ValueLookup): ValueLookup {
  let position = 0
  return {
    get(name) {
      const found = variables.get(name)
      const isInQuery = position++ >= mark
      return found.value !== null && isInQuery ? { value: encodeURIComponent(found.value) } : found
    },
  }
}

function defaultQueryResolver({ defaultQuery, path }: RouteConfig): CompiledRoute['resolveDefaultQuery'] {
  if (defaultQuery.length === 0) return () => []
  return (variables) => {
    const pairs: [string, string][] = []
    for (const { name, value } of defaultQuery) {
      const text = renderTemplate(value, variables)
      if (typeof text !== 'string') return missing(path, text)
      pairs.push([name, text])
    }
    return pairs
  }
}

function headerResolver(route: RouteConfig): CompiledRoute['resolveHeaders'] {
  const names = route.headers.map(({ name }) => name)
  const { langfuse } = route
  const isFixed = langfuse === null && route.headers.every(({ value }) => value.names.length === 0)
  /** The last value that each header was found fit to carry, so that it is looked through once. */
  const fit: string[] = []
  const fixed = isFixed ? route.headers.flatMap(({ name, value }) => [name, value.source]) : null
  return (variables) => {
    if (fixed) return fixed
    const headers: string[] = []
    for (let i = 0; i < names.length; i++) {
      const template = (route.headers[i] as RouteConfig['headers'][number]).value
      const value = renderTemplate(template, variables)
      if (typeof value !== 'string') return missing(route.path, value)
      if (value !== fit[i]) {
        if (!isHeaderValue(value)) return unfit(names[i] as string, template)
        fit[i] = value
      }
      // The pair makes the Authorization header; a second one would contradict it.
      if (langfuse && (names[i] as string).toLowerCase() === 'authorization') continue
      headers.push(names[i] as string, value)
    }
    if (langfuse) {
      const publicKey = renderTemplate(langfuse.publicKey, variables)
      if (typeof publicKey !== 'string') return missing(route.path, publicKey)
      const secretKey = renderTemplate(langfuse.secretKey, variables)
      if (typeof secretKey !== 'string') return missing(route.path, secretKey)
      headers.push('Authorization', `Basic ${Buffer.from(`${publicKey}:${secretKey}`, 'utf8').toString('base64')}`)
    }
    return headers
  }
}

function missing(path: string, { name, reason }: MissingVariable): Refusal {
  return refuse(
    'missing_variable',
    reason === 'unreadable'
      ? `The secret ${name} cannot be decrypted, and ${path} needs it. Enter it again. Nothing was sent upstream.`
      : `The variable ${name} is not set, and ${path} needs it. Nothing was sent upstream.`,
  )
}

function unfit(header: string, template: Template): Refusal {
  return refuse(
    'missing_variable',
    `The value of ${template.variables.join(', ')} holds a character that the header ${header} cannot carry, such as a line break. Nothing was sent upstream.`,
  )
}
