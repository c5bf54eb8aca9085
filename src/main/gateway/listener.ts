// One address that the gateway listens on: its HTTP server, what its connections bring, and how it ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isHungUp } from './answer.ts'
import { BareRequest } from './bare-request.ts'
import { answerClientError } from './client-error.ts'
import { limitConnections } from './connection-limit.ts'
import type { Exchange, ExchangeObserver } from './exchange.ts'
import { handleRequest, ownExtras, refuseRequest, type Serving } from './handle-request.ts'
import type { IdleTimeouts } from './idle-timeouts.ts'
import { shareClientTimer } from './kept-connection.ts'
import type { Limits } from './limits.ts'
import { listenOn } from './loopback-twin.ts'
import { type ReceivedHead, readHead } from './received-request.ts'
import { refuse } from './refusal.ts'
import { refuseConnect } from './refuse-connect.ts'
import { handleUpgrade, isTunnelled } from './upgrade.ts'
import { withoutUpgrade } from './without-upgrade.ts'

export interface ListenOptions {
  host: string
  /** 0 takes a free one. */
  port: number
}

export interface ListenerParts {
  limits: Limits
  observer: ExchangeObserver
  timeouts: IdleTimeouts
  /** Each request becomes an exchange. */
  begin(request: IncomingMessage, head: ReceivedHead): Exchange
  /** Client connections that came or went. */
  onConnections(change: number): void
  /** What requests to this address are served with; asked once it is known. */
  serve(address: ListenOptions): Serving
}

export interface Listener {
  readonly address: ListenOptions
  /** Takes effect on the next request; exchanges under way finish on what they began with. */
  serveWith(serving: Serving): void
  /**
   * No new connections, idle ones closed. What runs ends by itself, or is reset after so many milliseconds (null: it
   * may take its time). May be called again to set a shorter time.
   */
  drain(milliseconds: number | null): Promise<void>
}

/** Milliseconds between two looks for connections that have become idle while the listener closes. */
const sweepInterval = 20

const unmetExpectation = refuse('expectation_failed', 'The only Expect that is met is 100-continue.')

/** Rejects with the system's error, such as EADDRINUSE. */
export async function openListener({ host, port }: ListenOptions, parts: ListenerParts): Promise<Listener> {
  const { limits, observer, timeouts, begin } = parts
  const server = createServer({
    IncomingMessage: BareRequest,
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
  server.maxHeadersCount = 0
  server.on('connection', (socket: Socket) => shareClientTimer(socket, timeouts))
  const clients = limitConnections(server, limits.clientConnections, parts.onConnections)
  /** Upgraded connections: the server no longer knows them. */
  const tunnels = new Set<Duplex>()
  const track = (tunnel: Duplex) => {
    tunnels.add(tunnel)
    tunnel.once('close', () => tunnels.delete(tunnel))
  }

  server.on('request', (request, response) => {
    if (isHungUp(request.socket)) return
    const head = readHead(request)
    handleRequest(serving, begin(request, head), head, request, response)
  })
  // Node answers it too, but bare and unseen.
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    if (isHungUp(request.socket)) return
    const head = readHead(request)
    refuseRequest(serving, begin(request, head), head, request, response, unmetExpectation)
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    if (isHungUp(request.socket)) return
    const exchange = begin(request, readHead(request))
    refuseConnect({ observer, exchange, request, socket, track }, ownExtras(serving, exchange))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, rest: Buffer) => {
    if (isHungUp(request.socket)) return
    const head = readHead(request)
    if (!isTunnelled(head)) return withoutUpgrade(request, socket as Socket, rest, clients.handOver)
    const exchange = begin(request, head)
    handleUpgrade({ serving, observer, exchange, head, request, socket, rest, track })
  })
  server.on('clientError', answerClientError)

  const listening = await listenOn(server, { host, port })
  const address = { host, port: listening.port }
  let serving = parts.serve(address)
  let closed: Promise<void> | null = null

  const close = async () => {
    const ended = listening.close()
    server.closeIdleConnections()
    clients.closeUnused()
    // Node closes idle connections once, but those that end their last exchange later stay open for the next.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepInterval)
    await ended
    clearInterval(sweep)
  }
  return {
    address,
    serveWith(next) {
      serving = next
    },
    async drain(milliseconds) {
      closed ??= close()
      if (milliseconds === null) return closed
      const deadline = setTimeout(() => {
        server.closeAllConnections()
        for (const tunnel of tunnels) tunnel.destroy()
      }, milliseconds)
      await closed
      clearTimeout(deadline)
    },
  }
}
