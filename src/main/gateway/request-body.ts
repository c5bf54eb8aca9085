// The client's request body as undici takes it: whole where it has already arrived, else as a stream.
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

/**
 * The body if all of its declared length came in with the head; null where more is to come, or where the
 * length is not declared (a chunked body stays a stream, so that it stays chunked). Called one tick after
 * the request event: the parser has by then passed on the part of the body that it had with the head.
 */
export function takeArrivedBody(request: IncomingMessage, contentLength: number | null): Buffer | null {
  return request.readableLength === contentLength ? (request.read() as Buffer | null) : null
}

/** A body on loan. `isPaused`: the upstream takes no more of it for now. */
export type LentBody = Readable & { readonly isPaused: boolean }

/**
 * Lends the request to undici without giving it away: undici destroys a body stream when the upstream
 * fails, and the client's request must outlive that to be answered.
 */
export function lendBody(request: IncomingMessage, onChunk: (chunk: Buffer) => void): LentBody {
  const emitter: NodeJS.EventEmitter = request
  const lent = {
    readable: true,
    isPaused: false,
    // What undici may know of the stream's state: not that all of it has arrived, for then it would send a
    // chunked body with a length.
    _readableState: { autoDestroy: true },
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
    pause() {
      lent.isPaused = true
      request.pause()
    },
    resume() {
      lent.isPaused = false
      request.resume()
    },
    pipe: request.pipe.bind(request),
    destroy: () => lent,
  }
  return lent as unknown as LentBody
}

/** The first bytes of a body that goes up as a stream, kept for the case that their connection was stale. */
export class BodyStart {
  #chunks: Buffer[] = []
  #bytes = 0
  /** There is more than is kept. */
  #isPast = false

  keep(chunk: Buffer): void {
    if (this.#isPast) return
    this.#bytes += chunk.length
    if (this.#bytes <= keptBytes) return void this.#chunks.push(chunk)
    this.#isPast = true
    this.#chunks = []
  }

  /** The body from its start: what is kept, then what is still to come. null where it is past that. */
  replay(request: IncomingMessage, onChunk: (chunk: Buffer) => void): Readable | null {
    // Read to its end a request counts as destroyed too.
    if (this.#isPast || (request.destroyed && !request.readableEnded)) return null
    const kept = this.#chunks.slice()
    const keep = (chunk: Buffer) => this.keep(chunk)
    return Readable.from(
      (async function* () {
        yield* kept
        if (request.readableEnded) return
        for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
          keep(chunk)
          onChunk(chunk)
          yield chunk
        }
      })(),
      { objectMode: false },
    )
  }
}

/** A connection that was closed while idle swallows one write, and this is what one write takes at most. */
const keptBytes = 65_536
