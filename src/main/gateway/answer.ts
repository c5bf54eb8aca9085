// Answers a request on the gateway's own account: JSON in LiteLLM's shape, with the type in a header.
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { gatewayErrors } from '../../shared/errors.ts'
import type { Exchange } from './exchange.ts'
import { readHead } from './received-request.ts'
import type { Refusal } from './refusal.ts'

/**
 * The response is then complete. Whoever sends a body that nobody reads is hung up on after it, and so is a
 * request whose framing is in doubt.
 */
export function answerRefusal(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  extraHeaders: readonly string[] = [],
): void {
  const { status } = gatewayErrors[refusal.type]
  exchange.status = status
  exchange.statusText = STATUS_CODES[status] ?? ''
  exchange.errorType = refusal.type
  exchange.errorCode = refusal.code ?? null
  const body = errorBody(refusal, status)
  // Before the whole packet is parsed, a request without a body is not told to be complete either.
  const hangsUp = refusal.type === 'bad_request' || (!request.complete && readHead(request).hasBody)
  response.sendDate = false
  response.writeHead(status, [
    ...['content-type', 'application/json', 'content-length', String(body.length)],
    ...['x-throughline-error', refusal.type],
    ...(refusal.headers ?? []),
    ...extraHeaders,
    ...(hangsUp ? ['connection', 'close'] : []),
  ])
  exchange.responseBytes += body.length
  response.end(body)
  if (hangsUp) hangUp(request)
}

export function errorBody(refusal: Refusal, status: number): Buffer {
  const error = { message: refusal.message, type: refusal.type, param: null, code: String(status) }
  return Buffer.from(`${JSON.stringify({ error })}\n`)
}

const hungUp = Symbol('hung up')

/** Whether the connection has its last answer: what else comes on it must not be served (RFC 9112 9.6). */
export function isHungUp(socket: Socket): boolean {
  return hungUp in socket
}

/**
 * Closing at once while the client still sends would reset the connection and could lose the answer
 * (RFC 9112 9.6): only our direction is closed, and what still comes is read and thrown away for a moment.
 */
function hangUp(request: IncomingMessage): void {
  const { socket } = request
  Object.assign(socket, { [hungUp]: true })
  request.resume()
  // Node would close both directions as soon as the answer is out.
  socket.destroySoon = () => socket.end()
  const timer = setTimeout(() => socket.destroy(), lingerTime)
  socket.once('close', () => clearTimeout(timer))
}

/** Milliseconds. */
export const lingerTime = 2000
