// Opens connections to upstreams: verified TLS, and the program's own hosts by their address.
import type { buildConnector as Connector } from 'undici'
import { detectStale } from './stale-connection.ts'
import { createTrust } from './tls-trust.ts'
import { buildConnector } from './undici.ts'

export type HostOverrides = ReadonlyMap<string, () => Promise<{ hostname: string; port: number }>>

export interface ConnectorOptions {
  overrides: HostOverrides
  /** Milliseconds. */
  timeout: number
}

export function createConnector({ overrides, timeout }: ConnectorOptions): Connector.connector {
  const connect = buildConnector({ timeout })
  const plain: Connector.connector = (options, callback) =>
    connect(options, (...result) => {
      if (result[1]) detectStale(result[1])
      callback(...result)
    })
  const trust = createTrust()
  let secure: Connector.connector | undefined
  return (options, callback) => {
    if (options.protocol === 'https:') {
      secure ??= buildConnector({ timeout, secureContext: trust() })
      return secure(options, callback)
    }
    const address = overrides.get(options.hostname)
    if (!address) return plain(options, callback)
    address().then(
      ({ hostname, port }) => plain({ ...options, hostname, port: String(port) }, callback),
      (error: Error) => callback(error, null),
    )
  }
}
