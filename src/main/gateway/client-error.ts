// Answers what Node's parser refuses in the shape of every other error, and closes the connection.
import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { gatewayErrors } from '../../shared/errors.ts'
import { errorBody, lingerTime } from './answer.ts'
import { type Refusal, refuse } from './refusal.ts'

/** For a server's `clientError`: a request that is no HTTP, or whose head is too large or too slow. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // Answered before, or broken by the client: what still comes in is thrown away until the connection closes.
  if (!socket.writable) return
  const response = responseUnderWay(socket)
  // An answer behind half a response would be read as its body; who sent nothing asked nothing.
  if (response?.headersSent || socket.bytesRead === 0) {
    socket.destroy()
    return
  }
  socket.write(answerBytes(explain(error)))
  if (response) {
    // The request's head was in order, so it may be under way upstream: the close breaks it off at once.
    socket.destroySoon()
    return
  }
  socket.end()
  const timer = setTimeout(() => socket.destroy(), lingerTime)
  socket.once('close', () => clearTimeout(timer))
}

function explain(error: NodeJS.ErrnoException): Refusal {
  if (error.code === 'HPE_HEADER_OVERFLOW') return refuse('too_large', gatewayErrors.too_large.sentence)
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return refuse('bad_request', 'The header block came too slowly.')
  return refuse('bad_request', `The request is not valid HTTP (${error.code}).`)
}

function answerBytes(refusal: Refusal): Buffer {
  const { status } = gatewayErrors[refusal.type]
  const body = errorBody(refusal, status)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    `x-throughline-error: ${refusal.type}`,
    'connection: close',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

/** Node keeps the response that a connection waits for on its socket, and offers no other way to it. */
export function responseUnderWay(socket: Socket): ServerResponse | null {
  return (socket as Socket & { _httpMessage?: ServerResponse | null })._httpMessage ?? null
}
