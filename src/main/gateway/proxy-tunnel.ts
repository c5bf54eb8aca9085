// Opens a tunnel through a proxy (RFC 9110 9.3.6), and says in codes of their own what a proxy does wrong.
import { request as createRequest } from 'node:http'
import { isIP, isIPv6, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext } from 'node:tls'
import { type ForwardProxy, portOf, type UpstreamAddress } from './proxy-choice.ts'

/** The proxy could not be used. It never carries what the proxy's URL holds. */
export class ProxyError extends Error {
  /** `PROXY_` and the system's code, such as PROXY_ECONNREFUSED, or the status that the proxy answered, such as PROXY_407. */
  readonly code: string

  constructor(reason: string, options?: ErrorOptions) {
    super('The tunnel through the proxy could not be opened.', options)
    this.name = 'ProxyError'
    this.code = `PROXY_${reason}`
  }
}

export interface TunnelOptions {
  proxy: ForwardProxy
  upstream: UpstreamAddress
  /** Milliseconds until the tunnel has to stand. */
  timeout: number
  /** What a proxy that is itself reached by TLS is verified with. */
  trust: () => SecureContext
}

export function openTunnel(
  { proxy, upstream, timeout, trust }: TunnelOptions,
  callback: (error: ProxyError | null, socket: Socket | null) => void,
): void {
  const { hostname, port, authorization, isSecure } = proxy
  const name = isIPv6(upstream.hostname) ? `[${upstream.hostname}]` : upstream.hostname
  const target = `${name}:${portOf(upstream)}`
  const servername = isIP(hostname) === 0 ? hostname : ''
  const request = createRequest({
    ...{ method: 'CONNECT', host: hostname, port, path: target, agent: false, setHost: false },
    ...(isSecure && {
      createConnection: () =>
        connectTls({ host: hostname, port, servername, secureContext: trust(), rejectUnauthorized: true }),
    }),
    headers: {
      host: target,
      'proxy-connection': 'keep-alive',
      connection: 'keep-alive',
      ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
    },
  })
  let isSettled = false
  const settle = (error: ProxyError | null, socket: Socket | null) => {
    if (isSettled) return
    isSettled = true
    clearTimeout(timer)
    if (error) request.destroy()
    callback(error, socket)
  }
  const timer = setTimeout(() => settle(new ProxyError('ETIMEDOUT'), null), timeout)
  // Whatever status comes, a client calls the answer to CONNECT by this name.
  request.once('connect', (response, socket: Socket, rest: Buffer) => {
    if (isSettled || response.statusCode !== 200) {
      socket.on('error', () => undefined)
      socket.destroy()
      return settle(new ProxyError(String(response.statusCode)), null)
    }
    if (rest.length > 0) socket.unshift(rest)
    settle(null, socket.setNoDelay(true))
  })
  request.on('error', (error: NodeJS.ErrnoException) => {
    settle(new ProxyError(error.code ?? 'UNKNOWN', { cause: error }), null)
  })
  request.end()
}
