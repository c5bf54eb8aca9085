// Reads `throughline://route?path=…&target=…&header=…`: what it would add, or why it is refused. It adds nothing itself.
import { CallError } from '../../shared/errors.ts'
import { isLoopback } from '../../shared/loopback.ts'
import { newRouteFields, type RouteFields, routeFieldsSchema } from '../../shared/route.ts'
import { addRoute } from '../config/edits/add-route.ts'
import { findLiterals } from '../config/edits/find-literals.ts'
import { parseConfig } from '../config/parse-config.ts'

export const linkScheme = 'throughline'

export type RouteLink = { fields: RouteFields; problem: null } | { fields: null; problem: string }

/** More than any route needs; a link comes from anywhere. */
const longestLink = 8_000

const known = ['path', 'target', 'header', 'method', 'include_subpath', 'auth']

/** Among the arguments of a start: the link that the system hands over there. */
export function linkArgument(argv: readonly string[]): string | null {
  return argv.find((argument) => argument.toLowerCase().startsWith(`${linkScheme}:`)) ?? null
}

export function readRouteLink(link: string): RouteLink {
  try {
    return { fields: readFields(link), problem: null }
  } catch (error) {
    // Never with what the link holds: a person may have put a key there.
    const problem = error instanceof CallError ? error.message : 'The link could not be read.'
    return { fields: null, problem }
  }
}

function refuse(problem: string): never {
  throw new CallError('invalid_input', problem)
}

function readFields(link: string): RouteFields {
  if (link.length > longestLink) refuse('The link is too long.')
  if (!URL.canParse(link)) refuse('The link could not be read.')
  const { protocol, host, pathname, searchParams, hash, username, password } = new URL(link)
  const isRoute = protocol === `${linkScheme}:` && host === 'route' && /^\/?$/.test(pathname)
  if (!isRoute || username !== '' || password !== '') refuse('The link does not describe a route.')
  if (hash !== '') refuse('The link has a part behind #, which a route does not have.')
  if ([...searchParams.keys()].some((name) => !known.includes(name))) refuse('The link says more than a route has.')

  const fields = routeFieldsSchema.safeParse({
    ...newRouteFields,
    path: one(searchParams, 'path'),
    target: one(searchParams, 'target'),
    headers: searchParams.getAll('header').map(readHeader),
    methods: searchParams.getAll('method'),
    includeSubpath: flag(searchParams, 'include_subpath'),
    auth: flag(searchParams, 'auth'),
  } satisfies RouteFields)
  if (!fields.success) refuse('The link does not describe a route that a file can hold.')
  checkTarget(fields.data.target)
  checkAsFile(fields.data)
  return fields.data
}

function one(parameters: URLSearchParams, name: string): string {
  const [value, ...others] = parameters.getAll(name)
  if (value === undefined || value === '' || others.length > 0) refuse(`The link needs one ${name}.`)
  return value
}

function flag(parameters: URLSearchParams, name: string): boolean {
  const value = parameters.get(name) ?? 'false'
  if (value !== 'true' && value !== 'false') refuse(`The link’s ${name} is neither true nor false.`)
  return value === 'true'
}

function readHeader(text: string): { name: string; value: string } {
  const colon = text.indexOf(':')
  if (colon < 1) refuse('A header of the link is not of the form Name: value.')
  return { name: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() }
}

/** Where a secret would go is said by the target alone, and it goes there encrypted, or not out of the computer. */
function checkTarget(target: string): void {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(target)?.[1] ?? ''
  if (!URL.canParse(target) || authority.includes('os.environ')) refuse('The link’s target is no address.')
  const { protocol, hostname, username, password } = new URL(target)
  if (username !== '' || password !== '') refuse('The link’s target holds a user name or a password.')
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
    refuse('The link’s target is neither https nor on this computer.')
  }
}

/** By the same rules as a file, in which it would stand alone. */
function checkAsFile(fields: RouteFields): void {
  const text = addRoute('general_settings:\n  pass_through_endpoints: []\n', fields, null)
  if (findLiterals(text).length > 0) {
    refuse('The link holds a credential in plain text. A link can name a variable instead: os.environ/NAME.')
  }
  // Without a client key here, only what concerns the route counts.
  const { problems } = parseConfig(text, { environment: { LITELLM_MASTER_KEY: 'set' } })
  const error = problems.find(({ severity }) => severity === 'error')
  if (error) refuse(`The link does not describe a valid route: ${error.key.replace(/^.*\]\.?/, '') || 'route'}.`)
}
