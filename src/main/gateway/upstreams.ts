// The pools of connections to upstreams, one for each origin.
import { createConnector, type HostOverrides } from './connector.ts'
import type { IdleTimeouts } from './idle-timeouts.ts'
import type { Limits } from './limits.ts'
import { createOriginPool, type OriginPool } from './origin-pool.ts'
import { TellingClient } from './telling-client.ts'

export interface UpstreamsOptions {
  limits: Limits
  hostOverrides: HostOverrides
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case; NODE_EXTRA_CA_CERTS and SSL_CERT_FILE. */
  environment: Readonly<Record<string, string | undefined>>
  timeouts: IdleTimeouts
}

export interface Upstreams {
  /** @param origin such as https://api.cohere.com */
  pool(origin: string): OriginPool
}

export function createUpstreams({ limits, hostOverrides, environment, timeouts }: UpstreamsOptions): Upstreams {
  const pools = new Map<string, OriginPool>()
  const options = {
    keepAliveTimeout: limits.upstreamKeepAlive,
    keepAliveMaxTimeout: limits.upstreamKeepAlive,
    maxHeaderSize: limits.headerBytes,
    connect: createConnector({ overrides: hostOverrides, timeout: limits.connectTimeout, environment }),
  }
  const open = (origin: string) => {
    const url = new URL(origin)
    const pool = createOriginPool({
      createClient: () => new TellingClient(url, options, timeouts),
      limit: limits.upstreamConnections,
      // A request that has it in hand goes on with it; the next one makes another.
      onUnused: () => void pools.delete(origin),
    })
    pools.set(origin, pool)
    return pool
  }
  return { pool: (origin) => pools.get(origin) ?? open(origin) }
}
