// Opens connections to upstreams: verified TLS, through the proxy that the environment names, and the program's own hosts by their address.
import type { buildConnector as Connector } from 'undici'
import { createProxyChoice } from './proxy-choice.ts'
import { openTunnel, ProxyError } from './proxy-tunnel.ts'
import { detectStale } from './stale-connection.ts'
import { createTrust } from './tls-trust.ts'
import { buildConnector } from './undici.ts'

export type HostOverrides = ReadonlyMap<string, () => Promise<{ hostname: string; port: number }>>

export interface ConnectorOptions {
  overrides: HostOverrides
  /** Milliseconds. */
  timeout: number
  /** Where proxies and further certificate authorities are named. */
  environment: Readonly<Record<string, string | undefined>>
}

export function createConnector({ overrides, timeout, environment }: ConnectorOptions): Connector.connector {
  const trust = createTrust(environment)
  const proxyOf = createProxyChoice(environment)
  const connect = buildConnector({ timeout })
  let connectSecure: Connector.connector | undefined

  const plain: Connector.connector = (options, callback) =>
    connect(options, (...result) => {
      if (result[1]) detectStale(result[1])
      callback(...result)
    })
  const secure: Connector.connector = (options, callback) => {
    // Said, because NODE_TLS_REJECT_UNAUTHORIZED would else decide: it must not open the user's keys to everybody.
    connectSecure ??= buildConnector({ timeout, secureContext: trust(), rejectUnauthorized: true })
    connectSecure(options, callback)
  }

  return (options, callback) => {
    const address = overrides.get(options.hostname)
    if (address) {
      address().then(
        ({ hostname, port }) => plain({ ...options, hostname, port: String(port) }, callback),
        (error: Error) => callback(error, null),
      )
      return
    }
    const isSecure = options.protocol === 'https:'
    const proxy = proxyOf(options)
    if (proxy === 'invalid') return callback(new ProxyError('INVALID'), null)
    if (proxy === null) return isSecure ? secure(options, callback) : plain(options, callback)
    openTunnel({ proxy, upstream: options, timeout, trust }, (error, socket) => {
      if (socket === null) return callback(error as ProxyError, null)
      if (isSecure) return secure({ ...options, httpSocket: socket }, callback)
      detectStale(socket)
      callback(null, socket)
    })
  }
}
