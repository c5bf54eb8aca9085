// Answers a request on the gateway's own account: JSON in LiteLLM's shape, with the type in a header.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gatewayErrors } from '../../shared/errors.ts'
import type { Exchange } from './exchange.ts'
import type { Refusal } from './refusal.ts'

/** The response is then complete; whoever sent a body that nobody read is hung up on after it. */
export function answerRefusal(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  extraHeaders: readonly string[] = [],
): void {
  const { status } = gatewayErrors[refusal.type]
  exchange.status = status
  exchange.errorType = refusal.type
  exchange.errorCode = refusal.code ?? null
  const body = errorBody(refusal, status)
  response.sendDate = false
  response.writeHead(status, [
    ...['content-type', 'application/json', 'content-length', String(body.length)],
    ...['x-throughline-error', refusal.type],
    ...(refusal.headers ?? []),
    ...extraHeaders,
    ...(request.complete ? [] : ['connection', 'close']),
  ])
  exchange.responseBytes += body.length
  response.end(body)
  if (!request.complete) drain(request)
}

export function errorBody(refusal: Refusal, status: number): Buffer {
  const error = { message: refusal.message, type: refusal.type, param: null, code: String(status) }
  return Buffer.from(`${JSON.stringify({ error })}\n`)
}

/**
 * Closing at once while the client still sends would reset the connection and could lose the answer
 * (RFC 9112 9.6): what still comes is read and thrown away for a moment.
 */
function drain(request: IncomingMessage): void {
  const { socket } = request
  request.resume()
  const timer = setTimeout(() => socket.destroy(), lingerTime)
  socket.once('close', () => clearTimeout(timer))
}

/** Milliseconds. */
export const lingerTime = 2000
