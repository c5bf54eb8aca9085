// The gateway's one door: a loopback HTTP/1.1 server that matches a request to a route and streams it to the target.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Config, emptyConfig } from '../config/config.ts'
import type { ValueLookup } from '../config/template.ts'
import { isHungUp } from './answer.ts'
import { answerClientError } from './client-error.ts'
import { type CompiledRoute, compileRoute } from './compile-route.ts'
import { type ClientConnections, limitConnections } from './connection-limit.ts'
import type { HostOverrides } from './connector.ts'
import { Exchange, type ExchangeObserver } from './exchange.ts'
import { createGarbagePace } from './garbage-pace.ts'
import { createGuard, isLoopback, urlHost } from './guard.ts'
import { handleRequest, ownExtras, refuseRequest, type Serving } from './handle-request.ts'
import { createIdSource } from './id-source.ts'
import { createIdleTimeouts } from './idle-timeouts.ts'
import { raiseInliningBudget } from './inlining-budget.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createRouteTable, type RouteTable } from './match-route.ts'
import { type ReceivedHead, readHead } from './received-request.ts'
import { refuse } from './refusal.ts'
import { refuseConnect } from './refuse-connect.ts'
import { clientAddress } from './socket-address.ts'
import { handleUpgrade, isTunnelled } from './upgrade.ts'
import { createUpstreams } from './upstreams.ts'
import { withoutUpgrade } from './without-upgrade.ts'

export interface GatewayOptions {
  variables: ValueLookup
  observer: ExchangeObserver
  /** Host names that are reached at an address of the program's own. */
  hostOverrides?: HostOverrides
  /** Origins whose web pages may use the server. */
  allowedOrigins?: readonly string[]
  /** Adds `x-throughline-id` to responses; on unless false. */
  sendsId?: boolean
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY stand; the process's own unless given. */
  environment?: Readonly<Record<string, string | undefined>>
  limits?: Partial<Limits>
  replays?: Replays
}

/** The replays that the app is about to send through its own gateway. */
export interface Replays {
  /**
   * @param token what a request carries in `x-throughline-replay`
   * @returns the id of the exchange that it repeats, the first time; else null
   */
  take(token: string, newId: string): string | null
}

export interface ListenOptions {
  host: string
  /** 0 takes a free one. */
  port: number
}

export interface ListenAddress extends ListenOptions {
  /** Such as http://127.0.0.1:4000. */
  url: string
}

export interface GatewayStats {
  /** Client connections now. */
  connections: number
  inFlight: number
  /** Requests since the start. */
  total: number
  /** Body bytes from clients and to clients, since the start. */
  bytesIn: number
  bytesOut: number
}

export interface Gateway {
  /** Takes effect on the next request; exchanges under way finish on what they began with. */
  setConfig(config: Config): void
  /** Rejects with the system's error, such as EADDRINUSE. */
  listen(options: ListenOptions): Promise<ListenAddress>
  /** No new connections, idle ones closed, running ones get the drain time, then are reset. May listen again. */
  close(): Promise<void>
  stats(): GatewayStats
}

/** Milliseconds between two looks for connections that have become idle while the gateway closes. */
const sweepInterval = 20

export function createGateway(options: GatewayOptions): Gateway {
  raiseInliningBudget()
  const limits = { ...defaultLimits, ...options.limits }
  const allowedOrigins = new Set(options.allowedOrigins)
  const upstreams = createUpstreams({
    limits,
    hostOverrides: options.hostOverrides ?? new Map(),
    environment: options.environment ?? process.env,
  })
  const timeouts = createIdleTimeouts()
  const idOf = createIdSource()
  const stats: GatewayStats = { connections: 0, inFlight: 0, total: 0, bytesIn: 0, bytesOut: 0 }
  const observer = countingObserver(options.observer, stats)

  let config = emptyConfig
  let table: RouteTable<CompiledRoute> = createRouteTable([])
  let serving: Serving | null = null
  let server: Server | null = null
  let connections: ClientConnections | null = null
  /** Upgraded connections: the server no longer knows them. */
  const tunnels = new Set<Duplex>()

  const serve = (address: ListenOptions) => {
    serving = {
      table,
      config,
      guard: createGuard({ ...address, allowedOrigins }),
      needsKey: !isLoopback(address.host),
      variables: options.variables,
      upstreams,
      timeouts,
      observer,
      sendsId: options.sendsId !== false,
    }
  }

  const begin = (request: IncomingMessage, head: ReceivedHead) => {
    const sequence = stats.total + 1
    const { method = '', url = '', httpVersion, socket } = request
    const exchange = new Exchange(idOf(sequence), sequence, method, url, head.raw, httpVersion, clientAddress(socket))
    if (head.replayToken !== null) exchange.replayOf = options.replays?.take(head.replayToken, exchange.id) ?? null
    observer.received(exchange)
    return exchange
  }

  const track = (tunnel: Duplex) => {
    tunnels.add(tunnel)
    tunnel.once('close', () => tunnels.delete(tunnel))
  }

  return {
    setConfig(next) {
      config = next
      table = createRouteTable(next.routes.map((route) => compileRoute(route, next)))
      if (serving) serving = { ...serving, config, table }
    },
    async listen({ host, port }) {
      const created = createServer({
        maxHeaderSize: limits.headerBytes,
        headersTimeout: limits.headersTimeout,
        keepAliveTimeout: limits.clientKeepAlive,
        // How often Node looks for heads that take too long.
        connectionsCheckingInterval: Math.min(30_000, limits.headersTimeout / 4),
        requestTimeout: 0,
        insecureHTTPParser: false,
        // The guard asks for it, and answers as it does everything else.
        requireHostHeader: false,
        noDelay: true,
      })
      // Beyond a count Node would drop headers in silence, an Origin among them; the block's size is limited anyway.
      created.maxHeadersCount = 0
      const clients = limitConnections(created, limits.clientConnections, (change) => {
        stats.connections += change
      })
      created.on('request', (request, response) => {
        if (isHungUp(request.socket)) return
        const head = readHead(request)
        handleRequest(serving as Serving, begin(request, head), head, request, response)
      })
      // Node answers it too, but bare and unseen.
      created.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
        if (isHungUp(request.socket)) return
        const head = readHead(request)
        refuseRequest(serving as Serving, begin(request, head), head, request, response, unmetExpectation)
      })
      created.on('connect', (request: IncomingMessage, socket: Duplex) => {
        if (isHungUp(request.socket)) return
        const exchange = begin(request, readHead(request))
        refuseConnect({ observer, exchange, request, socket, track }, ownExtras(serving as Serving, exchange))
      })
      created.on('upgrade', (request: IncomingMessage, socket: Duplex, rest: Buffer) => {
        if (isHungUp(request.socket)) return
        const head = readHead(request)
        if (!isTunnelled(head)) return withoutUpgrade(request, socket as Socket, rest, clients.handOver)
        const exchange = begin(request, head)
        handleUpgrade({ serving: serving as Serving, observer, exchange, head, request, socket, rest, track })
      })
      created.on('clientError', answerClientError)
      await new Promise<void>((resolve, reject) => {
        created.once('error', reject)
        created.listen({ host, port }, () => {
          created.removeListener('error', reject)
          resolve()
        })
      })
      const address = { host, port: (created.address() as AddressInfo).port }
      server = created
      connections = clients
      serve(address)
      return { ...address, url: `http://${urlHost(host)}:${address.port}` }
    },
    async close() {
      const closing = server
      server = null
      if (!closing) return
      const closed = new Promise<void>((resolve) => closing.close(() => resolve()))
      closing.closeIdleConnections()
      connections?.closeUnused()
      const deadline = setTimeout(() => {
        closing.closeAllConnections()
        for (const tunnel of tunnels) tunnel.destroy()
      }, limits.drainTime)
      // Node closes idle connections once, but those that end their last exchange later stay open for the next.
      const sweep = setInterval(() => closing.closeIdleConnections(), sweepInterval)
      await closed
      clearTimeout(deadline)
      clearInterval(sweep)
    },
    stats: () => ({ ...stats }),
  }
}

const unmetExpectation = refuse('expectation_failed', 'The only Expect that is met is 100-continue.')

/** Counts what passes on its way to the observer. */
function countingObserver(observer: ExchangeObserver, stats: GatewayStats): ExchangeObserver {
  const keepPace = createGarbagePace()
  return {
    received(exchange) {
      stats.total++
      stats.inFlight++
      observer.received(exchange)
    },
    sent(exchange, chunk) {
      stats.bytesIn += chunk.length
      keepPace(chunk.length)
      observer.sent(exchange, chunk)
    },
    responded: (exchange) => observer.responded(exchange),
    streamed(exchange, chunk) {
      stats.bytesOut += chunk.length
      keepPace(chunk.length)
      observer.streamed(exchange, chunk)
    },
    ended(exchange) {
      stats.inFlight--
      observer.ended(exchange)
    },
  }
}
