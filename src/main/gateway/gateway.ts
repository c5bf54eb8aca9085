// The gateway's one door: a loopback HTTP/1.1 server that matches a request to a route and streams it to the target.
import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../../shared/loopback.ts'
import { type Config, emptyConfig } from '../config/config.ts'
import type { ValueLookup } from '../config/template.ts'
import { type CompiledRoute, compileRoute } from './compile-route.ts'
import type { HostOverrides } from './connector.ts'
import { Exchange, type ExchangeObserver } from './exchange.ts'
import { createGarbagePace } from './garbage-pace.ts'
import { createGuard, urlHost } from './guard.ts'
import type { Serving } from './handle-request.ts'
import { createIdSource } from './id-source.ts'
import { createIdleTimeouts } from './idle-timeouts.ts'
import { raiseInliningBudget } from './inlining-budget.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { type Listener, type ListenOptions, openListener } from './listener.ts'
import { createRouteTable, type RouteTable } from './match-route.ts'
import type { ReceivedHead } from './received-request.ts'
import { clientAddress } from './socket-address.ts'
import { createUpstreams } from './upstreams.ts'
import { createYoungGenerationLimit } from './young-generation.ts'

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

export interface ListenAddress extends ListenOptions {
  /** Such as http://127.0.0.1:4000. */
  url: string
}

export interface MovedAddress {
  address: ListenAddress
  /** Settles when the last exchange of the old address has ended. */
  left: Promise<void>
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
  /** Take effect on the next request, as the config does. */
  setAllowedOrigins(origins: readonly string[]): void
  setSendsId(sendsId: boolean): void
  /** Rejects with the system's error, such as EADDRINUSE. */
  listen(options: ListenOptions): Promise<ListenAddress>
  /**
   * Listens on another address instead, as soon as it can; what runs on the old one ends there in its own time.
   * Rejects with the system's error, and listens where it did then, if it still can.
   */
  move(options: ListenOptions): Promise<MovedAddress>
  /** Whether an address is listened on now. */
  readonly isListening: boolean
  /** No new connections, idle ones closed, running ones get the drain time, then are reset. May listen again. */
  close(): Promise<void>
  stats(): GatewayStats
}

export function createGateway(options: GatewayOptions): Gateway {
  raiseInliningBudget()
  const limits = { ...defaultLimits, ...options.limits }
  const timeouts = createIdleTimeouts()
  const upstreams = createUpstreams({
    limits,
    hostOverrides: options.hostOverrides ?? new Map(),
    environment: options.environment ?? process.env,
    timeouts,
  })
  const idOf = createIdSource()
  const stats: GatewayStats = { connections: 0, inFlight: 0, total: 0, bytesIn: 0, bytesOut: 0 }
  const observer = countingObserver(options.observer, stats)

  let config = emptyConfig
  let table: RouteTable<CompiledRoute> = createRouteTable([])
  let allowedOrigins: ReadonlySet<string> = new Set(options.allowedOrigins)
  let sendsId = options.sendsId !== false
  let current: Listener | null = null
  /** The current one and those that have been left while exchanges still run there. */
  const listeners = new Set<Listener>()

  const serve = (address: ListenOptions): Serving => ({
    table,
    config,
    guard: createGuard({ ...address, allowedOrigins }),
    needsKey: !isLoopback(address.host),
    variables: options.variables,
    upstreams,
    timeouts,
    observer,
    sendsId,
  })
  const serveAnew = () => {
    for (const listener of listeners) listener.serveWith(serve(listener.address))
  }

  const begin = (request: IncomingMessage, head: ReceivedHead) => {
    const sequence = stats.total + 1
    const { method = '', url = '', httpVersion, socket } = request
    const exchange = new Exchange(idOf(sequence), sequence, method, url, head.raw, httpVersion, clientAddress(socket))
    if (head.replayToken !== null) exchange.replayOf = options.replays?.take(head.replayToken, exchange.id) ?? null
    observer.received(exchange)
    return exchange
  }

  const listen = async (wanted: ListenOptions): Promise<ListenAddress> => {
    const listener = await openListener(wanted, {
      limits,
      observer,
      timeouts,
      begin,
      onConnections: (change) => {
        stats.connections += change
      },
      serve,
    })
    listeners.add(listener)
    current = listener
    const { host, port } = listener.address
    return { host, port, url: `http://${urlHost(host)}:${port}` }
  }

  const drain = async (listener: Listener, milliseconds: number | null) => {
    await listener.drain(milliseconds)
    listeners.delete(listener)
  }

  return {
    setConfig(next) {
      config = next
      table = createRouteTable(next.routes.map((route) => compileRoute(route, next)))
      serveAnew()
    },
    setAllowedOrigins(origins) {
      allowedOrigins = new Set(origins)
      serveAnew()
    },
    setSendsId(sends) {
      sendsId = sends
      serveAnew()
    },
    listen,
    async move(wanted) {
      const old = current
      if (!old) return { address: await listen(wanted), left: Promise.resolve() }
      if (wanted.port !== old.address.port) return { address: await listen(wanted), left: drain(old, null) }
      // The same port cannot be had twice, even at another of the computer's addresses, if one of them is all of them.
      const left = drain(old, null)
      current = null
      try {
        return { address: await listen(wanted), left }
      } catch (error) {
        await listen(old.address)
        throw error
      }
    },
    get isListening() {
      return current !== null
    },
    async close() {
      current = null
      await Promise.all([...listeners].map((listener) => drain(listener, limits.drainTime)))
    },
    stats: () => ({ ...stats }),
  }
}

/** Counts what passes on its way to the observer. */
function countingObserver(observer: ExchangeObserver, stats: GatewayStats): ExchangeObserver {
  const keepPace = createGarbagePace()
  const keepYoungSmall = createYoungGenerationLimit()
  return {
    received(exchange) {
      stats.total++
      stats.inFlight++
      keepYoungSmall()
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
      keepYoungSmall()
      keepPace(chunk.length)
      observer.streamed(exchange, chunk)
    },
    ended(exchange) {
      stats.inFlight--
      observer.ended(exchange)
    },
  }
}
