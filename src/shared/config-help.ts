// What each key of config.yaml means, in a sentence or two: for completion and for the help under the pointer.

export interface KeyHelp {
  name: string
  /** As in `true or false`. */
  type: string
  /** null: without it nothing is set, or it has to be there. */
  default: string | null
  help: string
  /** What a value may be, where there are only a few. */
  values?: readonly string[]
  /** What stands below the key. */
  holds?: 'map' | 'list'
}

const flags = ['true', 'false'] as const
export const routeMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const

const fileKeys: readonly KeyHelp[] = [
  {
    name: 'general_settings',
    type: 'map',
    default: null,
    help: 'Holds the routes and what applies to all of them. Throughline keeps every other key of the file as it is.',
    holds: 'map',
  },
]

const generalKeys: readonly KeyHelp[] = [
  {
    name: 'master_key',
    type: 'text',
    default: 'LITELLM_MASTER_KEY of the environment',
    help: 'The key that clients send to routes with auth: true. It may name a variable as os.environ/NAME.',
  },
  {
    name: 'pass_through_endpoints',
    type: 'list of routes',
    default: 'empty',
    help: 'The routes. A request goes to the first one from the top that matches it.',
    holds: 'list',
  },
  {
    name: 'pass_through_request_timeout',
    type: 'seconds',
    default: '600',
    help: 'How long routes without a timeout of their own wait for an upstream.',
  },
  {
    name: 'litellm_key_header_name',
    type: 'header name',
    default: null,
    help: 'The only header in which clients may send their key. Without it the usual headers are tried in order.',
  },
]

const routeKeys: readonly KeyHelp[] = [
  {
    name: 'path',
    type: 'path, required',
    default: null,
    help: 'What a client asks for, beginning with a slash. It is compared byte for byte, up to the query.',
  },
  {
    name: 'target',
    type: 'http or https URL, required',
    default: null,
    help: 'Where requests go. It may have a query of its own and name variables as os.environ/NAME.',
  },
  {
    name: 'headers',
    type: 'map of text',
    default: 'empty',
    help: 'Headers set on each request. They win over the client’s, and a value may hold any number of variables.',
    holds: 'map',
  },
  {
    name: 'auth',
    type: 'true or false',
    default: 'false',
    help: 'With true, a client has to send the master_key. It never goes upstream.',
    values: flags,
  },
  {
    name: 'include_subpath',
    type: 'true or false',
    default: 'false',
    help: 'With true, everything below the path matches too, and the rest of the path is put behind the target’s.',
    values: flags,
  },
  {
    name: 'methods',
    type: 'list of HTTP methods',
    default: 'all',
    help: 'Limits the route to these methods. The same path may stand twice where no method is in both.',
    values: routeMethods,
    holds: 'list',
  },
  {
    name: 'forward_headers',
    type: 'true or false',
    default: 'true',
    help: 'With true, the client’s headers go upstream. With false, only headers go, and what describes the body.',
    values: flags,
  },
  {
    name: 'default_query_params',
    type: 'map',
    default: 'empty',
    help: 'Query parameters that are added where neither the client nor the target has one of that name.',
    holds: 'map',
  },
  {
    name: 'merge_query_params',
    type: 'true or false',
    default: null,
    help: 'Kept for LiteLLM. Here the client’s query and the target’s are always brought together.',
    values: flags,
  },
  {
    name: 'timeout',
    type: 'seconds',
    default: 'pass_through_request_timeout',
    help: 'How long to wait for the first byte, and then from one to the next. A stream that moves is never cut.',
  },
  {
    name: 'cost_per_request',
    type: 'USD',
    default: '0',
    help: 'What one request costs. Traffic shows it and adds it up.',
  },
  {
    name: 'custom_auth_parser',
    type: 'langfuse',
    default: null,
    help: 'With auth: true, reads the client’s key from the user name of Basic authorization, as Langfuse sends it.',
    values: ['langfuse'],
  },
  {
    name: 'enabled',
    type: 'true or false',
    default: 'true',
    help: 'With false, the route stays in the file and answers 404. Only Throughline knows this key.',
    values: flags,
  },
]

const headerKeys: readonly KeyHelp[] = [
  {
    name: 'LANGFUSE_PUBLIC_KEY',
    type: 'text',
    default: null,
    help: 'With LANGFUSE_SECRET_KEY it becomes the Basic authorization that Langfuse expects. Neither is sent itself.',
  },
  {
    name: 'LANGFUSE_SECRET_KEY',
    type: 'text',
    default: null,
    help: 'With LANGFUSE_PUBLIC_KEY it becomes the Basic authorization that Langfuse expects. Neither is sent itself.',
  },
  {
    name: 'litellm_user_api_key',
    type: 'header name',
    default: null,
    help: 'One more header in which clients may send their key. It is never sent upstream.',
  },
]

const routePath = 'general_settings.pass_through_endpoints.*'

const keysByPath: Readonly<Record<string, readonly KeyHelp[]>> = {
  '': fileKeys,
  general_settings: generalKeys,
  [routePath]: routeKeys,
  [`${routePath}.headers`]: headerKeys,
}

/** Keys that may stand in the map at this path; `*` is an item of a list. */
export function keysAt(path: readonly string[]): readonly KeyHelp[] {
  return keysByPath[path.join('.')] ?? []
}

/** null for a key that means nothing here. */
export function helpOf(path: readonly string[]): KeyHelp | null {
  const name = path.at(-1)
  return keysAt(path.slice(0, -1)).find((key) => key.name === name) ?? null
}

/** Whether the map at this path holds a route's headers. */
export function isHeaders(path: readonly string[]): boolean {
  return path.join('.') === `${routePath}.headers`
}

/** Whether a value here may name variables. */
export function takesVariables(path: readonly string[]): boolean {
  const at = path.join('.')
  const isBelow = (key: string) => at.startsWith(`${routePath}.${key}.`)
  return (
    at === 'general_settings.master_key' ||
    at === `${routePath}.target` ||
    isBelow('headers') ||
    isBelow('default_query_params')
  )
}
