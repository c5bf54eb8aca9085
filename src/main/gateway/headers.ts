// Which headers go upstream and which come back (RFC 9110 7.6.1), as pure functions over raw header lists.
import type { ReceivedHead } from './received-request.ts'

/** Never forwarded, either way. `te: trailers` is the one exception. */
export const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
  'proxy-authenticate',
])

/** Describe the body, so they go along even where `forward_headers` is false. */
const describesBody = new Set(['content-type', 'content-length', 'content-encoding', 'accept', 'accept-encoding'])

/** A client's header of this prefix goes upstream without it. */
export const passPrefix = 'x-pass-'

/** A client may not smuggle these in through x-pass-: credentials, framing, what AWS signs, and what is the gateway's own. */
const notPassed = new Set([
  ...hopByHop,
  'authorization',
  'api-key',
  'x-api-key',
  'x-goog-api-key',
  'host',
  'content-length',
  'accept-encoding',
  'expect',
  'trailer',
  'x-throughline-replay',
])

export interface RequestHeaderRules {
  /** Names in lower case of the headers that the route injects: they win over the client's. */
  readonly injectedNames: ReadonlySet<string>
  readonly forwardHeaders: boolean
  /** Names in lower case of the headers that carried the client key. */
  readonly withheld: readonly string[]
}

/**
 * Adds the client's part of the upstream request: name, value, name, value, … in the order and the case they
 * came in. Host is left out (it is the target's), and so is Expect (the gateway answers it).
 */
export function addClientHeaders(headers: string[], head: ReceivedHead, rules: RequestHeaderRules): void {
  const { raw, names, connectionNames } = head
  const { injectedNames, forwardHeaders, withheld } = rules
  const passed = names.some((name) => name.startsWith(passPrefix)) ? passedNames(names) : null
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string
    const value = raw[2 * i + 1] as string
    if (name === 'host' || name === 'expect') continue
    if (hopByHop.has(name)) {
      if (name === 'te' && forwardHeaders && /^trailers$/i.test(value.trim())) headers.push(raw[2 * i] as string, value)
      continue
    }
    if (withheld.includes(name) || isListed(name, connectionNames)) continue
    if (name.startsWith(passPrefix)) {
      const actual = name.slice(passPrefix.length)
      const isKept = isPassed(actual) && !injectedNames.has(actual)
      if (isKept && !withheld.includes(actual) && !isListed(actual, connectionNames)) {
        headers.push((raw[2 * i] as string).slice(passPrefix.length), value)
      }
      continue
    }
    if (injectedNames.has(name) || passed?.has(name)) continue
    if (!forwardHeaders && !describesBody.has(name)) continue
    headers.push(raw[2 * i] as string, value)
  }
}

/** The body's length is for every recipient: naming it in Connection does not make it hop-by-hop. */
function isListed(name: string, connectionNames: readonly string[]): boolean {
  return connectionNames.includes(name) && name !== 'content-length'
}

function isPassed(name: string): boolean {
  return name !== '' && !notPassed.has(name) && !name.startsWith('x-amz-')
}

function passedNames(names: readonly string[]): Set<string> {
  return new Set(
    names
      .filter((name) => name.startsWith(passPrefix))
      .map((name) => name.slice(passPrefix.length))
      .filter(isPassed),
  )
}

/**
 * The upstream's end-to-end headers: name, value, name, value, … in their order and case.
 * @throws an error with code HPE_INVALID_TRANSFER_ENCODING: the chunks are made anew, so another coding than
 * `chunked` alone would be lost on the way (RFC 9112 6.1)
 */
export function responseHeaders(raw: readonly Buffer[]): string[] {
  const headers: string[] = []
  let connectionNames: string[] | null = null
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] as Buffer).toString('latin1')
    const lower = name.toLowerCase()
    if (hopByHop.has(lower)) {
      if (lower === 'connection') {
        const more = listed(raw[i + 1] as Buffer)
        if (more) connectionNames = connectionNames ? connectionNames.concat(more) : more
      }
      if (lower === 'transfer-encoding' && !/^chunked$/i.test((raw[i + 1] as Buffer).toString('latin1').trim())) {
        throw Object.assign(new Error('Transfer-Encoding'), { code: 'HPE_INVALID_TRANSFER_ENCODING' })
      }
      continue
    }
    headers.push(name, (raw[i + 1] as Buffer).toString('latin1'))
  }
  return connectionNames ? without(headers, connectionNames) : headers
}

function listed(value: Buffer): string[] | null {
  const text = value.toString('latin1').toLowerCase()
  if (text === 'keep-alive' || text === 'close') return null
  return text.split(',').map((part) => part.trim())
}

export function withoutTrailer(headers: readonly string[]): string[] {
  return without(headers, ['trailer'])
}

export function withoutContentLength(headers: readonly string[]): string[] {
  return headers.filter((_, i) => (headers[i - (i % 2)] as string).toLowerCase() !== 'content-length')
}

/** The headers without those that Connection lists, by their names in lower case. */
function without(headers: readonly string[], connectionNames: readonly string[]): string[] {
  const kept: string[] = []
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string
    if (!isListed(name.toLowerCase(), connectionNames)) kept.push(name, headers[i + 1] as string)
  }
  return kept
}
