// Answers on a connection that node:http has let go of, as it does with each that asks to upgrade or to connect.
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { answerRefusal, lingerTime } from './answer.ts'
import { responseUnderWay } from './client-error.ts'
import type { Exchange, ExchangeObserver } from './exchange.ts'
import type { Refusal } from './refusal.ts'

export interface DetachedRequest {
  observer: ExchangeObserver
  exchange: Exchange
  request: IncomingMessage
  socket: Duplex
  /** Keeps the connection known, so that a stop can end it. */
  track(socket: Duplex): void
}

export interface DetachedResponse {
  response: ServerResponse
  /** Takes the response off the connection, which then belongs to the tunnel. */
  release(): void
}

/** null where nothing can be answered: the connection and the exchange have then ended. */
export function answerDetached(detached: DetachedRequest): DetachedResponse | null {
  const { request, socket, track } = detached
  track(socket)
  // Whatever breaks a socket, its close event follows and says all that is needed.
  socket.on('error', () => undefined)
  if (!responseUnderWay(socket as Socket)) return respondOn(request, socket)
  refuseUnanswered(detached)
  return null
}

/** The connection ends with the answer. */
export function refuseDetached(
  { observer, exchange, request }: DetachedRequest,
  { response }: DetachedResponse,
  refusal: Refusal,
  extras: readonly string[],
): void {
  response.once('close', () => {
    exchange.outcome = response.writableFinished ? 'refused' : 'client_closed'
    exchange.endedAt = performance.now()
    observer.ended(exchange)
  })
  answerRefusal(exchange, request, response, refusal, extras)
}

/**
 * The request came behind another one whose answer is still due. node:http has let go of the connection, so
 * that answer cannot be sent in order, nor anything behind it: the connection ends, and both exchanges with it.
 */
function refuseUnanswered({ observer, exchange, socket }: DetachedRequest): void {
  socket.destroy()
  exchange.outcome = 'refused'
  exchange.errorType = 'bad_request'
  exchange.endedAt = performance.now()
  observer.ended(exchange)
}

/** node:http no longer looks after the connection: what it would tell the response is told here. */
function respondOn(request: IncomingMessage, socket: Duplex): DetachedResponse {
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
