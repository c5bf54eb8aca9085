// Opens connections to upstreams: verified TLS, and the program's own hosts by their address.
import { buildConnector } from 'undici'

export type HostOverrides = ReadonlyMap<string, () => Promise<{ hostname: string; port: number }>>

/** Milliseconds. */
const connectTimeout = 10_000

export function createConnector(overrides: HostOverrides): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeout })
  return (options, callback) => {
    const address = overrides.get(options.hostname)
    if (!address) return connect(options, callback)
    address().then(
      ({ hostname, port }) => connect({ ...options, hostname, port: String(port) }, callback),
      (error: Error) => callback(error, null),
    )
  }
}
