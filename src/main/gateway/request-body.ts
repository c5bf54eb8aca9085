// The client's request body as undici takes it: whole where it has already arrived, else as a stream.
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'

/**
 * The body if all of it came in with the head and its length is declared; null where more is to come.
 * Called one tick after the request event: the parser has by then gone through everything that the
 * socket had delivered. A chunked body stays a stream, so that it stays chunked.
 */
export function takeArrivedBody(request: IncomingMessage, chunked: boolean): Buffer | null {
  if (chunked || !request.complete || request.readableLength === 0) return null
  return request.read() as Buffer | null
}

/**
 * Lends the request to undici without giving it away: undici destroys a body stream when the upstream
 * fails, and the client's request must outlive that to be answered.
 */
export function lendBody(request: IncomingMessage, onChunk: (chunk: Buffer) => void): Readable {
  const emitter: NodeJS.EventEmitter = request
  const lent = {
    readable: true,
    get _readableState() {
      return (request as unknown as { _readableState: unknown })._readableState
    },
    get destroyed() {
      return request.destroyed
    },
    get errored() {
      return request.errored
    },
    get readableEnded() {
      return request.readableEnded
    },
    get closed() {
      return request.closed
    },
    on(event: string, listener: (...values: unknown[]) => void) {
      // Counted as it is read: listening earlier would set the stream flowing before undici listens.
      if (event === 'data') request.on('data', onChunk)
      emitter.on(event, listener)
      return lent
    },
    removeListener(event: string, listener: (...values: unknown[]) => void) {
      if (event === 'data') request.removeListener('data', onChunk)
      emitter.removeListener(event, listener)
      return lent
    },
    off(event: string, listener: (...values: unknown[]) => void) {
      return lent.removeListener(event, listener)
    },
    read: (size?: number) => request.read(size),
    pause: () => request.pause(),
    resume: () => request.resume(),
    pipe: request.pipe.bind(request),
    destroy: () => lent,
  }
  return lent as unknown as Readable
}
