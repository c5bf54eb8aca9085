// What may be kept of a route that an exchange took: names of what it injects and of its variables, no value.
import { mask } from '../../shared/exchange-detail.ts'
import type { RouteConfig } from '../config/config.ts'
import type { Template } from '../config/template.ts'
import { detached, type Masking } from './masking.ts'

export interface InjectedHeader {
  readonly name: string
  /** Such as `Bearer `, where the config writes one before the variable; else empty. */
  readonly scheme: string
  readonly variables: readonly string[]
}

export interface RouteShape {
  readonly path: string
  /** In the order in which they are sent. */
  readonly headers: readonly InjectedHeader[]
  readonly forwardHeaders: boolean
  /** Variables of the target, whose user info may become a header. */
  readonly targetVariables: readonly string[]
  /** Whether variables stand in the path or the query that are sent. */
  readonly injectsIntoPath: boolean
  /** Of all that is injected: headers, target and query. */
  readonly variables: readonly string[]
  /** The path and query sent upstream, without what the route put in there, and without the client's credentials. */
  maskPath(sentPath: string, clientTarget: string, keepsClientCredentials: boolean): string
}

/**
 * Makes the shape of a route once, and then gives the same one again.
 * @param masking of what the client sent, and of what the config writes out
 */
export function createShapes(masking: Masking): (route: RouteConfig) => RouteShape {
  const shapes = new WeakMap<RouteConfig, RouteShape>()
  return (route) => {
    let shape = shapes.get(route)
    if (shape !== undefined) return shape
    shape = shapeOf(route, masking)
    shapes.set(route, shape)
    return shape
  }
}

function shapeOf(route: RouteConfig, masking: Masking): RouteShape {
  const { headers, langfuse, target } = route
  const injected: InjectedHeader[] = []
  for (const { name, value } of headers) {
    if (langfuse !== null && name.toLowerCase() === 'authorization') continue
    injected.push({ name, scheme: schemeOf(value), variables: value.variables })
  }
  if (langfuse !== null) {
    const variables = [...new Set([...langfuse.publicKey.variables, ...langfuse.secretKey.variables])]
    injected.push({ name: 'Authorization', scheme: 'Basic ', variables })
  }
  return {
    path: route.path,
    headers: injected,
    forwardHeaders: route.forwardHeaders,
    targetVariables: target.variables,
    injectsIntoPath: target.names.length > 0 || route.defaultQuery.some(({ value }) => value.names.length > 0),
    variables: [
      ...new Set([
        ...target.variables,
        ...injected.flatMap(({ variables }) => variables),
        ...route.defaultQuery.flatMap(({ value }) => value.variables),
      ]),
    ],
    maskPath: pathMasker(route, masking),
  }
}

function schemeOf({ literals }: Template): string {
  return /^\s*(?:bearer|basic|token|bot|api-?key|key)\s+/i.exec(literals[0] ?? '')?.[0] ?? ''
}

/** Stands for a variable while the rest of a template is looked at. */
const variable = '\0'

function pathMasker({ path, target, defaultQuery }: RouteConfig, masking: Masking): RouteShape['maskPath'] {
  const [base = '', ownQuery = ''] =
    target.literals
      .join(variable)
      .split('#', 1)[0]
      ?.split(/\?(.*)/s) ?? []
  const injectsQuery = defaultQuery.length > 0 || ownQuery !== '' || target.names.length > 0
  if (!injectsQuery) return (sentPath, _, keepsAll) => (keepsAll ? sentPath : masking.target(sentPath))

  const plainNames = plainQueryNames(defaultQuery, ownQuery)
  const basePath = base.slice(/^(?:https?:\/\/)?[^/\\]*/i.exec(base)?.[0].length)
  const maskPathname = (pathname: string, clientPath: string): string => {
    if (target.names.length === 0) return pathname
    const rest = clientPath.slice(path.endsWith('/') ? path.length - 1 : path.length)
    const sentBase = pathname.endsWith(rest) ? pathname.slice(0, pathname.length - rest.length) : pathname
    // The variables stand in front of the path, and what they hold has none of its own.
    if (!basePath.includes(variable) && withoutEndSlash(sentBase) === withoutEndSlash(basePath)) return pathname
    const shown = basePath.includes(variable) ? basePath.replaceAll(variable, mask) : `/${mask}${basePath}`
    return withoutEndSlash(shown) + (rest.startsWith('/') || rest === '' ? rest : `/${rest}`)
  }

  return (sentPath, clientTarget, keepsAll) => {
    const [pathname, query] = splitQuery(sentPath)
    const [clientPath, clientQuery] = splitQuery(clientTarget)
    let shown = maskPathname(pathname, clientPath)
    if (query !== null) {
      const own =
        clientQuery !== null && (query === clientQuery || query.endsWith(`&${clientQuery}`)) ? clientQuery : ''
      const put = query.slice(0, query.length - own.length).split('&')
      const parts = put.filter((part) => part !== '').map((part) => masking.query(maskParameter(part, plainNames)))
      if (own !== '') parts.push(keepsAll ? own : masking.query(own))
      shown += `?${parts.join('&')}`
    }
    return detached(shown)
  }
}

/** Names of the query parameters whose values stand in the config as they are. */
function plainQueryNames(defaultQuery: RouteConfig['defaultQuery'], ownQuery: string): Set<string> {
  const names = new Set<string>()
  for (const { name, value } of defaultQuery) if (value.names.length === 0) names.add(encodeURIComponent(name))
  for (const part of ownQuery.split('&')) {
    if (!part.includes(variable)) names.add(part.split('=', 1)[0] as string)
    else for (const name of names) if (part.startsWith(`${name}=`)) names.delete(name)
  }
  return names
}

function maskParameter(part: string, plainNames: ReadonlySet<string>): string {
  const equals = part.indexOf('=')
  const name = equals === -1 ? part : part.slice(0, equals)
  if (plainNames.has(name)) return part
  return equals === -1 ? mask : `${name}=${mask}`
}

function splitQuery(target: string): [path: string, query: string | null] {
  const mark = target.indexOf('?')
  return mark === -1 ? [target, null] : [target.slice(0, mark), target.slice(mark + 1)]
}

function withoutEndSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}
