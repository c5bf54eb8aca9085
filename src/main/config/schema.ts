// The part of LiteLLM's config.yaml that Throughline reads, as zod schemas. Other keys pass untouched.
import { METHODS } from 'node:http'
import { z } from 'zod'
import { isHeaderToken, isHeaderValue } from '../gateway/header-syntax.ts'
import { hasBrokenReference, parseTemplate } from './template.ts'

function describe(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return JSON.stringify(value)
}

/** A string, with a message that shows what stands there and, for a bare number or boolean, the way out. */
const text = (what: string) =>
  z.string({
    error: ({ input }) =>
      input === undefined
        ? `expected ${what}, but the key is missing`
        : `expected ${what}, got ${describe(input)}${typeof input === 'number' || typeof input === 'boolean' ? ' (put it in quotes)' : ''}`,
  })

const flag = z.boolean({ error: ({ input }) => `expected true or false, got ${describe(input)}` })

const withoutBrokenReference = (value: string) => !hasBrokenReference(parseTemplate(value))
const brokenReference = 'expected a variable name after os.environ/ (letters, digits and underscores)'

const headerValue = text('a string')
  .refine(isHeaderValue, 'a header value cannot hold CR, LF, NUL, another control character, or one beyond Latin-1')
  .refine(withoutBrokenReference, brokenReference)

const headerName = z.string().refine(isHeaderToken, 'expected a header name (RFC 9110 token)')

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
    error: ({ input }) => `expected a map of header names to strings, got ${describe(input)}`,
  })
  .superRefine((value, context) => {
    const seen = new Map<string, string>()
    for (const name of Object.keys(value)) {
      const lower = name.toLowerCase()
      const other = seen.get(lower)
      if (other !== undefined) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `the same header as "${other}": names are compared without case`,
        })
      }
      seen.set(lower, name)
      if (framingHeaders.has(lower)) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `"${name}" follows from the request itself and cannot be set`,
        })
      }
    }
    const publicKey = value.LANGFUSE_PUBLIC_KEY
    const secretKey = value.LANGFUSE_SECRET_KEY
    if ((publicKey === undefined) !== (secretKey === undefined)) {
      const present = publicKey === undefined ? 'LANGFUSE_SECRET_KEY' : 'LANGFUSE_PUBLIC_KEY'
      const absent = publicKey === undefined ? 'LANGFUSE_PUBLIC_KEY' : 'LANGFUSE_SECRET_KEY'
      context.addIssue({
        code: 'custom',
        path: [present],
        message: `expected ${absent} beside ${present}: both or neither`,
      })
    }
    const clientKeyHeader = value.litellm_user_api_key
    if (clientKeyHeader !== undefined && !isHeaderToken(clientKeyHeader)) {
      context.addIssue({
        code: 'custom',
        path: ['litellm_user_api_key'],
        message: `expected the name of a header, got ${JSON.stringify(clientKeyHeader)}`,
      })
    }
  })

/** A target is checked as far as it is known: a variable in it may stand for any part. */
const target = text('an http(s) URL').superRefine((value, context) => {
  const fail = (message: string) => context.addIssue({ code: 'custom', message })
  const template = parseTemplate(value)
  if (hasBrokenReference(template)) return fail(brokenReference)
  const startsWithVariable = template.names.length > 0 && template.literals[0] === ''
  if (!startsWithVariable && !/^https?:\/\//i.test(value))
    return fail(`expected an http(s) URL, got ${JSON.stringify(value)}`)
  if (template.names.length > 0) return
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null || /[\s\\]/.test(value)) return fail(`expected an http(s) URL, got ${JSON.stringify(value)}`)
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

const queryScalar = z.union([z.string(), z.number(), z.boolean()], {
  error: ({ input }) => `expected a string, a number or true/false, got ${describe(input)}`,
})

const seconds = z
  .number({ error: ({ input }) => `expected a number of seconds, got ${describe(input)}` })
  .positive('expected more than 0 seconds')
  // setTimeout's own limit is 2^31-1 milliseconds.
  .max(2_147_483, 'expected at most 2147483 seconds')

export const routeSchema = z.looseObject({
  path,
  target,
  headers: headers.nullish(),
  auth: flag.nullish(),
  include_subpath: flag.nullish(),
  methods: z
    .array(method, { error: ({ input }) => `expected a list of HTTP methods, got ${describe(input)}` })
    .nullish(),
  forward_headers: flag.nullish(),
  default_query_params: z.record(z.string(), z.union([queryScalar, z.array(queryScalar)])).nullish(),
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
})

export type RouteInput = z.output<typeof routeSchema>

/** Keys of a route that are known but mean nothing here. */
export const otherRouteKeys = ['guardrails', 'id', 'is_from_config', 'auth_type', 'created_at', 'updated_at'] as const

export const configSchema = z.looseObject(
  {
    general_settings: z
      .looseObject(
        {
          master_key: text('a string').refine(withoutBrokenReference, brokenReference).nullish(),
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
