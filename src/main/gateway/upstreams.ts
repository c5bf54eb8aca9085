// The pools of connections to upstreams, one for each origin.
import type { Dispatcher } from 'undici'
import { dropAborted } from './aborted-requests.ts'
import { createConnector, type HostOverrides } from './connector.ts'
import type { Limits } from './limits.ts'
import { TellingClient } from './telling-client.ts'
import { Agent, Pool } from './undici.ts'

export interface UpstreamsOptions {
  limits: Limits
  hostOverrides: HostOverrides
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case; NODE_EXTRA_CA_CERTS and SSL_CERT_FILE. */
  environment: Readonly<Record<string, string | undefined>>
}

export interface Upstreams {
  /** @param origin such as https://api.cohere.com */
  dispatcher(origin: string): Dispatcher
}

function createClient(origin: URL, options: object): TellingClient {
  return new TellingClient(origin, options)
}

export function createUpstreams({ limits, hostOverrides, environment }: UpstreamsOptions): Upstreams {
  const agent = new Agent({
    connections: limits.upstreamConnections,
    keepAliveTimeout: limits.upstreamKeepAlive,
    keepAliveMaxTimeout: limits.upstreamKeepAlive,
    maxHeaderSize: limits.headerBytes,
    factory: (origin, options) => new Pool(origin, { ...(options as Pool.Options), factory: createClient }),
    connect: createConnector({ overrides: hostOverrides, timeout: limits.connectTimeout, environment }),
  })
  agent.on('disconnect', (_origin, targets) => dropAborted(targets.at(-1) as Dispatcher))
  return { dispatcher: () => agent }
}
