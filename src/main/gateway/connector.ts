// Opens connections to upstreams: verified TLS, through the proxy that the environment names, and the program's own hosts by their address.
import type { Socket } from 'node:net'
import type { buildConnector as Connector } from 'undici'
import { createProxyChoice, portOf } from './proxy-choice.ts'
import { openTunnel, ProxyError } from './proxy-tunnel.ts'
import { detectStale } from './stale-connection.ts'
import { createTrust } from './tls-trust.ts'
import { buildConnector } from './undici.ts'
import { noteConnection } from './upstream-connection.ts'

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

  /** What the upstream is spoken with over the connection: itself, or TLS on top of it. */
  const speak = (options: Connector.Options, socket: Socket, begun: number, callback: Connector.Callback) => {
    const connected = performance.now()
    if (options.protocol !== 'https:') {
      detectStale(socket, socket)
      noteConnection(socket, socket, { begun, connected, secured: null })
      return callback(null, socket)
    }
    // Said, because NODE_TLS_REJECT_UNAUTHORIZED would else decide: it must not open the user's keys to everybody.
    connectSecure ??= buildConnector({ timeout, secureContext: trust(), rejectUnauthorized: true })
    connectSecure({ ...options, httpSocket: socket }, (...result) => {
      if (result[1]) {
        detectStale(result[1], socket)
        noteConnection(result[1], socket, { begun, connected, secured: performance.now() })
      }
      callback(...result)
    })
  }
  const direct = (options: Connector.Options, begun: number, callback: Connector.Callback) =>
    connect({ ...options, protocol: 'http:', port: String(portOf(options)) }, (error, socket) => {
      // Without a socket the argument is missing altogether, whatever the type says.
      if (socket) speak(options, socket, begun, callback)
      else callback(error as Error, null)
    })

  return (options, callback) => {
    const begun = performance.now()
    const address = overrides.get(options.hostname)
    if (address) {
      address().then(
        ({ hostname, port }) => direct({ ...options, hostname, port: String(port) }, begun, callback),
        (error: Error) => callback(error, null),
      )
      return
    }
    const proxy = proxyOf(options)
    if (proxy === null) return void direct(options, begun, callback)
    if (proxy === 'invalid') return callback(new ProxyError('INVALID'), null)
    openTunnel({ proxy, upstream: options, timeout, trust }, (error, socket) => {
      if (socket) speak(options, socket, begun, callback)
      else callback(error as ProxyError, null)
    })
  }
}
