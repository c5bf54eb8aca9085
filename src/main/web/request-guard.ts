// Knows which requests are for this server and come from its own pages: other web pages can send some too.
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { isLoopback } from '../../shared/loopback.ts'
import { urlHost } from '../gateway/guard.ts'

export interface RequestGuard {
  /** The origin that the request was sent to, such as http://localhost:4001; null where that is none of this server. */
  originOf(request: IncomingMessage): string | null
  /** Whether one of our own pages sent it: for what changes something, and for the WebSocket. */
  isFromOwnPage(request: IncomingMessage, origin: string): boolean
  /** Whether another site's page sent it, as far as the browser tells: not even reading is for that one. */
  isFromOtherPage(request: IncomingMessage, origin: string): boolean
}

export interface RequestGuardOptions {
  /** What the server listens on. */
  host: string
  /** Where browsers find it behind another server, such as https://throughline.example.com; null: nowhere else. */
  publicOrigin: string | null
}

const hostPattern = /^(\[[\da-f:.]+\]|[a-z\d.-]+)(?::\d{1,5})?$/i

export function createRequestGuard({ host, publicOrigin }: RequestGuardOptions): RequestGuard {
  const names = new Set(['localhost', '127.0.0.1', '[::1]', urlHost(host).toLowerCase()])
  const isOpen = !isLoopback(host)
  if (isOpen) for (const name of [hostname(), `${hostname()}.local`]) names.add(name.toLowerCase())
  const publicHost = publicOrigin === null ? null : new URL(publicOrigin).host

  /** Another site can make its own name lead to this server, but no address. */
  const isOurName = (name: string) => names.has(name) || (isOpen && isIP(name.replace(/^\[|\]$/g, '')) !== 0)

  return {
    originOf({ headers, rawHeaders, url }) {
      const value = (headers.host ?? '').toLowerCase()
      const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
      if (count !== 1 || !isPath(url)) return null
      if (publicHost !== null && value === publicHost) return publicOrigin
      const name = hostPattern.exec(value)?.[1]
      // The port may be another one that leads here, as in a container.
      return name !== undefined && isOurName(name) ? `http://${value}` : null
    },
    isFromOwnPage: ({ headers }, origin) => headers.origin === origin && isSameSite(headers['sec-fetch-site']),
    isFromOtherPage({ headers }, origin) {
      if (headers.origin !== undefined && headers.origin !== origin) return true
      // A link may lead here from anywhere: that shows the page to its user, and to nobody else.
      const isLink = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
      return !isLink && !isSameSite(headers['sec-fetch-site'])
    },
  }
}

/** Another server's address may stand there too, or what only looks like a path. */
function isPath(url = ''): boolean {
  return /^\/(?![/\\])/.test(url) && URL.canParse(url, 'http://localhost')
}

/** Browsers do not say it to every server; `none`: the user's own hand. */
function isSameSite(value: string | string[] | undefined): boolean {
  return value === undefined || value === 'same-origin' || value === 'none'
}
