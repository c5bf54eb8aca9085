// Tunnels WebSocket and other Upgrade requests (RFC 9110 7.8): same guard, routes, key and headers as any request.
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Dispatcher } from 'undici'
import { answerRefusal } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { ForwardHandler, type Forwarding } from './forward-handler.ts'
import { planOrRefuse, type Serving } from './handle-request.ts'
import { responseHeaders } from './headers.ts'
import { isRefusal } from './match-route.ts'
import { headerValue, readHead } from './received-request.ts'

export interface UpgradeRequest {
  serving: Serving
  exchange: Exchange
  request: IncomingMessage
  socket: Duplex
  /** What the client sent behind its head. */
  rest: Buffer
  /** Keeps the tunnel known, so that a stop can end it. */
  track(tunnel: Duplex): void
}

/**
 * h2c is never tunnelled: behind it a client could talk past guard and routes ("h2c smuggling"). A
 * request with a body is answered as an ordinary one too: Upgrade may always be ignored.
 */
export function isTunnelled(request: IncomingMessage): boolean {
  const head = readHead(request)
  return !head.hasBody && (headerValue(head, 'upgrade') ?? '').trim().toLowerCase() !== 'h2c'
}

export function handleUpgrade({ serving, exchange, request, socket, rest, track }: UpgradeRequest): void {
  const head = readHead(request)
  const response = responseOn(request, socket)
  const { plan, extras } = planOrRefuse(serving, exchange, head, request.socket.localAddress)
  if (isRefusal(plan)) {
    response.once('close', () => {
      exchange.outcome = response.writableFinished ? 'refused' : 'client_closed'
      exchange.endedAt = performance.now()
      serving.observer.ended(exchange)
    })
    return answerRefusal(exchange, request, response, plan, extras)
  }
  const forwarding: Forwarding = {
    exchange,
    request,
    response,
    origin: plan.origin,
    path: plan.path,
    headers: plan.headers,
    hasBody: false,
    contentLength: null,
    timeoutMs: plan.route.timeoutMs,
    responseExtras: extras,
    isReplaced: null,
    dispatcher: serving.upstreams.dispatcher(plan.origin),
    timeouts: serving.timeouts,
    observer: serving.observer,
  }
  const handler = new TunnelHandler(forwarding, socket, rest, track)
  forwarding.dispatcher.dispatch(
    {
      origin: plan.origin,
      path: plan.path,
      method: exchange.method as Dispatcher.HttpMethod,
      headers: plan.headers,
      upgrade: headerValue(head, 'upgrade') ?? 'websocket',
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    handler,
  )
}

/** An upstream that does not switch answers like any other; the connection ends with its answer. */
function responseOn(request: IncomingMessage, socket: Duplex): ServerResponse {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket as Parameters<ServerResponse['assignSocket']>[0])
  response.on('finish', () => {
    response.detachSocket(socket as Parameters<ServerResponse['detachSocket']>[0])
    socket.end()
    response.emit('close')
  })
  socket.on('close', () => {
    if (response.writableFinished || response.destroyed) return
    response.destroyed = true
    response.emit('close')
  })
  // Whatever breaks a socket, its close event follows and says all that is needed.
  socket.on('error', () => undefined)
  return response
}

class TunnelHandler extends ForwardHandler {
  readonly #client: Duplex
  readonly #rest: Buffer
  readonly #track: (tunnel: Duplex) => void

  constructor(forwarding: Forwarding, client: Duplex, rest: Buffer, track: (tunnel: Duplex) => void) {
    super(forwarding)
    this.#client = client
    this.#rest = rest
    this.#track = track
  }

  override onUpgrade(status: number, rawHeaders: Buffer[], upstream: Duplex, statusText = 'Switching Protocols'): void {
    const { exchange, response, responseExtras, observer, timeouts } = this.forwarding
    const client = this.#client
    // A tunnel may be silent for as long as its ends like.
    timeouts.remove(this)
    if (client.destroyed) return void upstream.destroy()
    this.isOver = true
    const upgrade = rawHeaders.findIndex(
      (name, i) => i % 2 === 0 && name.toString('latin1').toLowerCase() === 'upgrade',
    )
    exchange.status = status
    exchange.firstByteAt = performance.now()
    exchange.responseHeaders = responseHeaders(rawHeaders)
    observer.responded(exchange)
    response.detachSocket(client as Parameters<ServerResponse['detachSocket']>[0])

    const protocol = (rawHeaders[upgrade + 1] as Buffer).toString('latin1')
    const lines = [`HTTP/1.1 ${status} ${statusText}`, 'Connection: Upgrade', `Upgrade: ${protocol}`]
    for (const headers of [exchange.responseHeaders, responseExtras]) {
      for (let i = 0; i < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`)
    }
    client.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
    if (this.#rest.length > 0) client.unshift(this.#rest)
    this.#join(client, upstream)
  }

  /** Both directions with back-pressure; an end passes on as an end, a break as a break. */
  #join(client: Duplex, upstream: Duplex): void {
    const { exchange, observer } = this.forwarding
    this.#track(client)
    client.on('data', (chunk: Buffer) => {
      exchange.requestBytes += chunk.length
      observer.sent(exchange, chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      exchange.responseBytes += chunk.length
      observer.streamed(exchange, chunk)
    })
    let isEnded = false
    let upstreamEnded = false
    upstream.on('end', () => {
      upstreamEnded = true
    })
    upstream.on('error', () => undefined)
    const finish = (by: 'client' | 'upstream') => {
      if (isEnded) return
      isEnded = true
      const isClean = by === 'client' ? client.readableEnded : upstreamEnded
      exchange.outcome = isClean ? 'ok' : by === 'client' ? 'client_closed' : 'upstream_error'
      exchange.endedAt = performance.now()
      observer.ended(exchange)
    }
    client.on('close', () => {
      finish('client')
      upstream.destroy()
    })
    upstream.on('close', () => {
      finish('upstream')
      if (upstreamEnded) client.end()
      else client.destroy()
    })
    client.pipe(upstream)
    upstream.pipe(client)
  }
}
