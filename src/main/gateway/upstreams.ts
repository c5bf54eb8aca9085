// The pools of connections to upstreams, straight or through the proxy that the environment names.
import type { Dispatcher } from 'undici'
import { createConnector, type HostOverrides } from './connector.ts'
import type { Limits } from './limits.ts'
import { createTrust } from './tls-trust.ts'
import { Agent, EnvHttpProxyAgent } from './undici.ts'

export interface UpstreamsOptions {
  limits: Limits
  hostOverrides: HostOverrides
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case. */
  environment: Readonly<Record<string, string | undefined>>
}

export interface Upstreams {
  /** @param origin such as https://api.cohere.com */
  dispatcher(origin: string): Dispatcher
  /** Ends every connection. */
  destroy(): Promise<void>
}

export function createUpstreams({ limits, hostOverrides, environment }: UpstreamsOptions): Upstreams {
  const options = {
    connections: limits.upstreamConnections,
    keepAliveTimeout: limits.upstreamKeepAlive,
    keepAliveMaxTimeout: limits.upstreamKeepAlive,
    maxHeaderSize: limits.headerBytes,
    connect: createConnector({ overrides: hostOverrides, timeout: limits.connectTimeout }),
  }
  const direct = new Agent(options)
  const { http, https, none } = proxies(environment)
  if (!http && !https) return { dispatcher: () => direct, destroy: () => direct.destroy() }

  const proxied = new EnvHttpProxyAgent({
    ...options,
    httpProxy: http,
    httpsProxy: https,
    noProxy: none,
    requestTls: { secureContext: createTrust(environment)() },
  })
  return {
    dispatcher: (origin) => (hostOverrides.has(new URL(origin).hostname) ? direct : proxied),
    destroy: async () => {
      await Promise.all([direct.destroy(), proxied.destroy()])
    },
  }
}

/** The lower-case names win, as in curl. */
function proxies(environment: UpstreamsOptions['environment']) {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || ''
  return { http: read('HTTP_PROXY'), https: read('HTTPS_PROXY'), none: read('NO_PROXY') }
}
