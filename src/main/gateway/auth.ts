// The client key of routes with `auth: true`: where it may stand, how it is compared, that it goes no further.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RouteConfig } from '../config/config.ts'
import type { ReceivedHead } from './received-request.ts'
import { type Refusal, refuse } from './refusal.ts'

/** LiteLLM's order. */
const keyHeaders = [
  'x-litellm-api-key',
  'authorization',
  'api-key',
  'x-api-key',
  'x-goog-api-key',
  'ocp-apim-subscription-key',
]

export interface ClientKey {
  /** Header names in lower case, first place first. */
  readonly places: readonly string[]
  /** The route's `litellm_user_api_key` in lower case: made for the key, so it never goes upstream. */
  readonly own: string | null
  readonly parser: RouteConfig['clientKeyParser']
}

/** Where the client key may stand on this route. */
export function clientKeyPlaces(route: RouteConfig, keyHeaderName: string | null): ClientKey {
  const own = route.clientKeyHeader?.toLowerCase() ?? null
  const places = keyHeaderName === null ? [...keyHeaders, ...(own ? [own] : [])] : [keyHeaderName.toLowerCase()]
  return { places, own, parser: route.clientKeyParser }
}

/** null when the key is right. `masterKey` null: nobody is let in. */
export function checkClientKey(
  head: ReceivedHead,
  { places, parser }: ClientKey,
  masterKey: string | null,
): Refusal | null {
  if (masterKey === null) {
    return refuse('auth_error', 'This route needs a client key, but no master_key is set, so nobody can be let in.')
  }
  for (const place of places) {
    const index = head.names.indexOf(place)
    if (index === -1) continue
    const key = readKey(head.raw[2 * index + 1] as string, parser)
    if (key === null) return refuse('auth_error', `The client key in ${place} is malformed.`)
    return isSame(key, masterKey) ? null : refuse('auth_error', `The client key in ${place} is wrong.`)
  }
  return refuse('auth_error', `This route needs the client key, in ${places.slice(0, 2).join(' or ')}.`)
}

/**
 * Names of the headers that carry the key: they are never sent upstream. Not only its places: a library may say a key
 * in a header of its own too, as Langfuse's does in X-Langfuse-Public-Key.
 */
export function keyCarriers(head: ReceivedHead, { own, parser }: ClientKey, masterKey: string): string[] {
  return head.names.filter((name, index) => {
    if (name === own) return true
    const value = head.raw[2 * index + 1] as string
    // A comparison is two hashes: dear where every header had one.
    if (value.length < masterKey.length) return false
    const key = readKey(value, parser)
    return key !== null && key.length === masterKey.length && isSame(key, masterKey)
  })
}

/** The key in a header's value, without its scheme. With the parser: the user name of Basic auth. */
function readKey(value: string, parser: RouteConfig['clientKeyParser']): string | null {
  const match = /^(?:(Bearer|Basic)\s+)?(\S.*)$/i.exec(value.trim())
  const key = match?.[2]
  if (key === undefined) return null
  if (parser === 'langfuse' && match?.[1]?.toLowerCase() === 'basic') {
    const colon = Buffer.from(key, 'base64').toString('utf8').split(':', 1)[0]
    return colon || null
  }
  return key
}

const compareKey = randomBytes(32)

/** Constant in time for any length: both are hashed with a key of this process first. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', compareKey).update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
