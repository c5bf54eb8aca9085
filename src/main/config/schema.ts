// The part of LiteLLM's config.yaml that Throughline reads, as zod schemas. Other keys pass untouched.
import { METHODS } from 'node:http'
import { z } from 'zod'
import { isHeaderToken, isHeaderValue } from '../gateway/header-syntax.ts'
import { maskTarget } from './credential-places.ts'
import { hasBrokenReference, parseTemplate } from './template.ts'

/** How a value is called in a message. */
function describe(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Date) return 'a date (put it in quotes)'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** A string, with a message that shows what stands there and, for a bare number or boolean, the way out. */
const text = (what: string, show = describe) =>
  z.string({
    error: ({ input }) =>
      input === undefined
        ? `expected ${what}, but the key is missing`
        : `expected ${what}, got ${show(input)}${typeof input === 'number' || typeof input === 'boolean' ? ' (put it in quotes)' : ''}`,
  })

/** A string that may be a credential: a message names its kind and does not show it. */
const secretText = () =>
  text('a string', (value) =>
    typeof value === 'number' || typeof value === 'boolean' ? `a ${typeof value}` : describe(value),
  )

const flag = z.boolean({ error: ({ input }) => `expected true or false, got ${describe(input)}` })

const withoutBrokenReference = (value: string) => !hasBrokenReference(parseTemplate(value))
const brokenReference = 'expected a variable name after os.environ/ (letters, digits and underscores)'

const headerValue = secretText()
  .refine(isHeaderValue, 'a header value cannot hold CR, LF, NUL, another control character, or one beyond Latin-1')
  .refine(withoutBrokenReference, brokenReference)

const headerName = text('a header name').refine(isHeaderToken, 'expected a header name (an RFC 9110 token)')

/** Set by the gateway itself from the message's framing; a route that set them would break it. */
const framingHeaders = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'proxy-connection',
])

const headers = z
  .record(headerName, headerValue, {
    error: ({ code, input }) =>
      code === 'invalid_key'
        ? `expected a header name (an RFC 9110 token), got ${describe(input)}`
        : `expected a map of header names to strings, got ${describe(input)}`,
  })
  .superRefine(checkHeaders, { when: ({ value }) => typeof value === 'object' && value !== null })

/** Runs in spite of problems with single values, so that every problem is said at once. */
function checkHeaders(value: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  const fail = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
  const seen = new Map<string, string>()
  for (const name of Object.keys(value)) {
    const lower = name.toLowerCase()
    const other = seen.get(lower)
    if (other !== undefined) fail(name, `the same header as "${other}": names are compared without case`)
    seen.set(lower, name)
    if (framingHeaders.has(lower)) fail(name, `"${name}" follows from the request itself and cannot be set`)
  }
  const [publicKey, secretKey] = ['LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY']
  if (publicKey in value !== secretKey in value) {
    const [present, absent] = publicKey in value ? [publicKey, secretKey] : [secretKey, publicKey]
    fail(present, `expected ${absent} beside ${present}: both or neither`)
  }
  const clientKeyHeader = value.litellm_user_api_key
  // What stands there may be the key itself, by mistake: it is not shown.
  if (typeof clientKeyHeader === 'string' && !isHeaderToken(clientKeyHeader)) {
    fail('litellm_user_api_key', 'expected the name of a header (an RFC 9110 token)')
  }
}

/** A target is checked as far as it is known: a variable in it may stand for any part. */
const target = text('an http(s) URL').superRefine((value, context) => {
  const fail = (message: string) => context.addIssue({ code: 'custom', message })
  const template = parseTemplate(value)
  if (hasBrokenReference(template)) return fail(brokenReference)
  const startsWithVariable = template.names.length > 0 && template.literals[0] === ''
  const noUrl = () => fail(`expected an http(s) URL, got ${JSON.stringify(maskTarget(value))}`)
  if (!startsWithVariable && !/^https?:\/\//i.test(value)) return noUrl()
  if (template.names.length > 0) return
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null || /[\s\\]/.test(value)) return noUrl()
  if (url.hash !== '') fail('a target has no fragment: it would never be sent')
})

const path = text('a path beginning with /').superRefine((value, context) => {
  const fail = (message: string) => context.addIssue({ code: 'custom', message })
  if (!value.startsWith('/')) return fail(`expected a path beginning with /, got ${JSON.stringify(value)}`)
  if (/[?#]/.test(value)) return fail('expected a path without ? or #: the query belongs to the target')
  if (!/^[\x21-\x7e]*$/.test(value)) return fail('expected a path of visible ASCII characters: encode others as %XX')
})

const methods = new Set(METHODS)

const method = text('an HTTP method').transform((value, context) => {
  const upper = value.toUpperCase()
  if (upper === 'CONNECT' || upper === 'TRACE') {
    context.addIssue({ code: 'custom', message: `${upper} is never forwarded` })
  } else if (!methods.has(upper)) {
    context.addIssue({ code: 'custom', message: `expected an HTTP method, got ${JSON.stringify(value)}` })
  }
  return upper
})

const queryScalar = z.union([z.string().refine(withoutBrokenReference, brokenReference), z.number(), z.boolean()], {
  error: ({ input }) => `expected a string, a number or true/false, got ${describe(input)}`,
})

const queryValue = z.union([queryScalar, z.array(queryScalar)], {
  error: 'expected a string, a number, true/false, or a list of them',
})

const seconds = z
  .number({ error: ({ input }) => `expected a number of seconds, got ${describe(input)}` })
  .positive('expected more than 0 seconds')
  // setTimeout's own limit is 2^31-1 milliseconds.
  .max(2_147_483, 'expected at most 2147483 seconds')

const routeShape = {
  path,
  target,
  headers: headers.nullish(),
  auth: flag.nullish(),
  include_subpath: flag.nullish(),
  methods: z
    .array(method, { error: ({ input }) => `expected a list of HTTP methods, got ${describe(input)}` })
    .nullish(),
  forward_headers: flag.nullish(),
  default_query_params: z
    .record(z.string(), queryValue, {
      error: ({ input }) => `expected a map of names to values, got ${describe(input)}`,
    })
    .nullish(),
  merge_query_params: flag.nullish(),
  timeout: seconds.nullish(),
  cost_per_request: z
    .number({ error: ({ input }) => `expected an amount in USD, got ${describe(input)}` })
    .nonnegative('expected an amount of 0 or more')
    .nullish(),
  custom_auth_parser: z
    .literal('langfuse', { error: ({ input }) => `expected "langfuse", got ${describe(input)}` })
    .nullish(),
  enabled: flag.nullish(),
}

export const routeSchema = z.looseObject(routeShape, {
  error: ({ input }) => `expected a route (a map with path and target), got ${describe(input)}`,
})

export type RouteInput = z.output<typeof routeSchema>

/** Keys of a route that are known but mean nothing here. */
export const otherRouteKeys = ['guardrails', 'id', 'is_from_config', 'auth_type', 'created_at', 'updated_at'] as const

export const configSchema = z.looseObject(
  {
    general_settings: z
      .looseObject(
        {
          master_key: secretText().refine(withoutBrokenReference, brokenReference).nullish(),
          litellm_key_header_name: headerName.nullish(),
          pass_through_request_timeout: seconds.nullish(),
          pass_through_endpoints: z
            .array(routeSchema, { error: ({ input }) => `expected a list of routes, got ${describe(input)}` })
            .nullish(),
        },
        { error: ({ input }) => `expected a map, got ${describe(input)}` },
      )
      .nullish(),
  },
  { error: ({ input }) => `expected a map with general_settings, got ${describe(input)}` },
)

export type ConfigInput = z.output<typeof configSchema>
