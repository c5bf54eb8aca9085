// A gateway for tests: the real one on a free port, made from routes, with the ended exchanges in a list.
import { stringify } from 'yaml'
import { parseConfig } from '../../src/main/config/parse-config.ts'
import { createVariables } from '../../src/main/config/variables.ts'
import type { Exchange, ExchangeObserver } from '../../src/main/gateway/exchange.ts'
import { createGateway, type Gateway, type GatewayOptions } from '../../src/main/gateway/gateway.ts'
import { type RawResponse, type RequestBytes, requestBytes } from './http-bytes.ts'
import { connectRaw } from './raw-socket.ts'

/** A route as it stands in config.yaml. */
export interface RouteYaml {
  path: string
  target: string
  [key: string]: unknown
}

export interface TestGatewayOptions extends Partial<Omit<GatewayOptions, 'variables' | 'observer'>> {
  routes: readonly RouteYaml[]
  /** Other keys of general_settings, such as master_key. */
  settings?: Record<string, unknown>
  variables?: Record<string, string>
  observer?: Partial<ExchangeObserver>
  /** Default: 127.0.0.1. */
  host?: string
}

export interface TestGateway {
  gateway: Gateway
  url: string
  port: number
  /** What `os.environ/NAME` stands for; may be changed while the gateway runs. */
  variables: Record<string, string>
  /** The exchanges that have ended, in the order of their ends. */
  exchanges: Exchange[]
  /** The oldest ended exchange that no call has answered yet, waiting for it where there is none. */
  nextEnded(): Promise<Exchange>
  setRoutes(routes: readonly RouteYaml[], settings?: Record<string, unknown>): void
  /** One request on a connection of its own. */
  request(request: RequestBytes): Promise<RawResponse>
  close(): Promise<void>
}

/** Milliseconds: a failed test must not wait for what it left running. */
const drainTime = 500

export async function startGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const { routes, settings, variables = {}, observer, host = '127.0.0.1', limits, ...others } = options
  const exchanges: Exchange[] = []
  const waiting: ((exchange: Exchange) => void)[] = []
  let answered = 0
  const nothing = () => {}
  const gateway = createGateway({
    ...others,
    limits: { drainTime, ...limits },
    variables: createVariables({ environment: variables }),
    observer: {
      received: nothing,
      sent: nothing,
      responded: nothing,
      streamed: nothing,
      ...observer,
      ended(exchange) {
        observer?.ended?.(exchange)
        exchanges.push(exchange)
        const next = waiting.shift()
        if (next) {
          answered++
          next(exchange)
        }
      },
    },
  })
  gateway.setConfig(configOf(routes, settings))
  const { port, url } = await gateway.listen({ host, port: 0 })

  return {
    gateway,
    url,
    port,
    variables,
    exchanges,
    nextEnded() {
      const exchange = exchanges[answered]
      if (!exchange) return new Promise((resolve) => waiting.push(resolve))
      answered++
      return Promise.resolve(exchange)
    },
    setRoutes: (next, nextSettings = settings) => gateway.setConfig(configOf(next, nextSettings)),
    async request(request) {
      const client = await connectRaw(port)
      try {
        await client.send(requestBytes(port, request))
        return await client.readResponse(request.method)
      } finally {
        await client.close()
      }
    },
    close: () => gateway.close(),
  }
}

function configOf(routes: readonly RouteYaml[], settings: Record<string, unknown> | undefined) {
  const text = stringify({ general_settings: { ...settings, pass_through_endpoints: routes } })
  const { config, problems } = parseConfig(text, { environment: {} })
  if (!config) throw new Error(problems.map(({ key, message }) => `${key}: ${message}`).join('\n'))
  return config
}
