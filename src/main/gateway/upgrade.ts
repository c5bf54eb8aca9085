// Tunnels WebSocket and other Upgrade requests (RFC 9110 7.8): same guard, routes, key and headers as any request.
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Dispatcher } from 'undici'
import { answerRefusal, lingerTime } from './answer.ts'
import { responseUnderWay } from './client-error.ts'
import type { Exchange } from './exchange.ts'
import { ForwardHandler } from './forward-handler.ts'
import type { Forwarding } from './forwarding.ts'
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
  /** Keeps the connection known, so that a stop can end it. */
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
  track(socket)
  // Whatever breaks a socket, its close event follows and says all that is needed.
  socket.on('error', () => undefined)
  if (responseUnderWay(socket as Socket)) return refuseUnanswered(serving, exchange, socket)
  const answering = answerOn(request, socket)
  const { response } = answering
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
  const handler = new TunnelHandler(forwarding, socket, rest, answering)
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

/**
 * The request came behind another one whose answer is still due. node:http has let go of the connection, so
 * that answer cannot be sent in order, nor anything behind it: the connection ends, and both exchanges with it.
 */
function refuseUnanswered({ observer }: Serving, exchange: Exchange, socket: Duplex): void {
  socket.destroy()
  exchange.outcome = 'refused'
  exchange.errorType = 'bad_request'
  exchange.endedAt = performance.now()
  observer.ended(exchange)
}

interface Answering {
  response: ServerResponse
  /** Takes the response off the connection, which then belongs to the tunnel. */
  release(): void
}

/**
 * An upstream that does not switch answers like any other; the connection ends with its answer. node:http no
 * longer looks after the connection: what it would tell the response is told here.
 */
function answerOn(request: IncomingMessage, socket: Duplex): Answering {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket as Socket)
  const onDrain = () => response.emit('drain')
  // The end of a connection shows only to who reads it.
  const onReadable = () => {
    if (socket.readableLength === 0) socket.read()
  }
  const onEnd = () => socket.destroy()
  socket.on('drain', onDrain).on('readable', onReadable).on('end', onEnd)
  socket.on('close', () => {
    if (response.writableFinished || response.destroyed) return
    response.destroyed = true
    response.emit('close')
  })
  const release = () => {
    socket.off('drain', onDrain).off('readable', onReadable).off('end', onEnd)
    response.detachSocket(socket as Socket)
  }
  response.on('finish', () => {
    release()
    endGently(socket)
    response.emit('close')
  })
  return { response, release }
}

/** A close while the client still sends could lose the answer (RFC 9112 9.6): what comes is thrown away for a moment. */
function endGently(socket: Duplex): void {
  socket.end()
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), lingerTime)
  socket.once('close', () => clearTimeout(timer))
}

class TunnelHandler extends ForwardHandler {
  readonly #client: Duplex
  readonly #rest: Buffer
  readonly #answering: Answering

  constructor(forwarding: Forwarding, client: Duplex, rest: Buffer, answering: Answering) {
    super(forwarding)
    this.#client = client
    this.#rest = rest
    this.#answering = answering
  }

  override onUpgrade(status: number, rawHeaders: Buffer[], upstream: Duplex, statusText = 'Switching Protocols'): void {
    const { exchange, responseExtras, observer, timeouts } = this.forwarding
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
    this.#answering.release()

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
