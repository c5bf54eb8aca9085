// Which proxy the environment names for an upstream: HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case.
import { isIP } from 'node:net'

export interface ForwardProxy {
  isSecure: boolean
  hostname: string
  port: number
  /** `Basic …` from the URL's user info; null where there is none. */
  authorization: string | null
}

/** As undici gives it to a connector: an IPv6 address without brackets, an empty port for the scheme's own. */
export interface UpstreamAddress {
  protocol: string
  hostname: string
  port: string
}

/** null: straight to the upstream. `invalid`: one is named that cannot be used, and going around it would be wrong. */
export type ProxyChoice = (upstream: UpstreamAddress) => ForwardProxy | 'invalid' | null

/** The lower-case names win, as in curl. */
export function createProxyChoice(environment: Readonly<Record<string, string | undefined>>): ProxyChoice {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || ''
  const http = parseProxy(read('HTTP_PROXY'))
  const https = parseProxy(read('HTTPS_PROXY'))
  const exceptions = parseExceptions(read('NO_PROXY'))
  return (upstream) => {
    const proxy = upstream.protocol === 'https:' ? https : http
    return proxy === null || isException(upstream, exceptions) ? null : proxy
  }
}

/** The port that a connection to the upstream takes. */
export function portOf({ protocol, port }: UpstreamAddress): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80)
}

function parseProxy(text: string): ForwardProxy | 'invalid' | null {
  if (text === '') return null
  const full = text.includes('://') ? text : `http://${text}`
  if (!URL.canParse(full)) return 'invalid'
  const { protocol, hostname, port, username, password } = new URL(full)
  if (protocol !== 'http:' && protocol !== 'https:') return 'invalid'
  const userInfo = username === '' && password === '' ? null : `${decode(username)}:${decode(password)}`
  return {
    isSecure: protocol === 'https:',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: portOf({ protocol, hostname, port }),
    authorization: userInfo === null ? null : `Basic ${Buffer.from(userInfo, 'utf8').toString('base64')}`,
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

interface Exception {
  /** In lower case, without brackets; `*` for every one. */
  hostname: string
  /** null: every one. */
  port: number | null
}

function parseExceptions(text: string): Exception[] {
  return text
    .split(/[,\s]+/)
    .filter(Boolean)
    .map((entry) => {
      // A bare IPv6 address has colons of its own, and no port.
      const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? []
      const hostname = (bracketed ?? plain ?? entry).replace(/^\*?\./, '').toLowerCase()
      return { hostname, port: port === undefined ? null : Number(port) }
    })
}

/** A name is meant with everything below it, an address alone. */
function isException(upstream: UpstreamAddress, exceptions: readonly Exception[]): boolean {
  const name = upstream.hostname.toLowerCase()
  return exceptions.some(({ hostname, port }) => {
    if (port !== null && port !== portOf(upstream)) return false
    return hostname === '*' || name === hostname || (isIP(name) === 0 && name.endsWith(`.${hostname}`))
  })
}
