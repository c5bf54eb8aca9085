// Passes what comes back from the upstream to the client, and keeps the exchange's record as it goes.
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Dispatcher } from 'undici'
import { answerRefusal } from './answer.ts'
import type { Exchange } from './exchange.ts'
import type { Forwarding } from './forwarding.ts'
import { responseHeaders, withoutContentLength, withoutTrailer } from './headers.ts'
import type { Timed } from './idle-timeouts.ts'
import { defaultLimits } from './limits.ts'
import type { BodyStart, LentBody } from './request-body.ts'
import { ResponseWriter } from './response-writer.ts'
import { isUnsent } from './stale-connection.ts'
import type { SocketUser, TellingClient } from './telling-client.ts'
import { BodyTimeoutError, HeadersTimeoutError } from './undici.ts'
import { takeConnection } from './upstream-connection.ts'
import { classifyFailure, failureRefusal } from './upstream-error.ts'

/**
 * undici's raw handler: it gives headers as the buffers that came in, unparsed, with their case, order
 * and repetition.
 */
export class ForwardHandler implements Dispatcher.DispatchHandler, SocketUser, Timed {
  /** The client is gone or has its whole answer: nothing may touch the response any more. */
  isOver = false
  /** The body where it came whole. */
  body: Buffer | null = null
  /** The body as a stream, where it did not come whole. */
  lentBody: LentBody | null = null
  bodyStart: BodyStart | null = null
  client: TellingClient | null = null
  readonly forwarding: Forwarding
  readonly timeoutMs: number
  isActive = true
  idleSince = 0
  nextTimed: Timed | null = null
  previousTimed: Timed | null = null
  #abort: ((error?: Error) => void) | null = null
  #isSent = false
  #isPaused = false
  #upstreamEnded = false
  #attempts = 1
  #resume: (() => void) | null = null
  readonly #writer: ResponseWriter
  readonly #resend: (handler: ForwardHandler) => boolean

  /**
   * @param resend sends the request once more; false where it cannot be. One function for all: V8 kept the
   *   exchanges that were over alive through a closure of each, and its minor collections took ten times as long.
   */
  constructor(forwarding: Forwarding, resend: (handler: ForwardHandler) => boolean) {
    this.forwarding = forwarding
    this.timeoutMs = forwarding.timeoutMs
    this.#resend = resend
    const { response } = forwarding
    this.#writer = new ResponseWriter(response, this.#onDrain)
    response.on('close', this.#onClientClose)
    if (response.destroyed) this.#onClientClose()
  }

  onConnect(abort: (error?: Error) => void): void {
    if (this.isOver) return abort()
    this.#abort = abort
    this.#isSent = false
    this.isActive = true
    const { exchange, timeouts } = this.forwarding
    exchange.sendingAt = performance.now()
    const socket = this.client?.socket
    if (socket) takeConnection(socket, exchange)
    // Not before: a request that waits for its turn at a busy origin waits as long as it takes.
    timeouts.add(this)
  }

  onRequestSent(): void {
    this.#isSent = true
    this.forwarding.exchange.sentAt = performance.now()
    this.isActive = true
  }

  /** A chunk of the request's body goes upstream. */
  onBodyChunk(chunk: Buffer): void {
    const { exchange, observer } = this.forwarding
    exchange.requestBytes += chunk.length
    this.isActive = true
    observer.sent(exchange, chunk)
  }

  isWaiting(): boolean {
    if (this.forwarding.exchange.firstByteAt !== null) return !this.#isPaused
    return this.#isSent || this.lentBody?.isPaused === true
  }

  onTimeout(): void {
    const hasBegun = this.forwarding.exchange.firstByteAt !== null
    this.#abort?.(hasBegun ? new BodyTimeoutError() : new HeadersTimeoutError())
  }

  onUpgrade(_status: number, _rawHeaders: Buffer[], upstream: Duplex, _statusText?: string): void {
    // undici only lets a request upgrade that asked for it, and this one did not.
    upstream.destroy()
  }

  onHeaders(status: number, rawHeaders: Buffer[], resume: () => void, statusText: string): boolean {
    const { exchange, response, responseExtras, isReplaced, observer } = this.forwarding
    this.isActive = true
    if (status < 200) {
      // One that names what it switches to comes to onUpgrade.
      if (status === 101) throw Object.assign(new Error('101 without Upgrade'), { code: 'HPE_INVALID_STATUS' })
      this.#passInformation(status, rawHeaders, statusText)
      return true
    }
    let headers = responseHeaders(rawHeaders)
    const reason = asLatin1(statusText)
    exchange.status = status
    exchange.statusText = reason
    exchange.firstByteAt = performance.now()
    exchange.responseHeaders = headers
    observer.responded(exchange)
    if (isReplaced) headers = headers.filter((_, i) => !isReplaced((headers[i - (i % 2)] as string).toLowerCase()))
    // It may not stand there (RFC 9110 8.6), and a client that believed it would wait for a body.
    if (status === 204) headers = withoutContentLength(headers)
    response.sendDate = false
    headers = headers.concat(responseExtras)
    try {
      response.writeHead(status, reason, headers)
    } catch (error) {
      // Node takes Trailer with chunks only. Where no trailers can follow, it announces none (RFC 9110 6.6.2).
      if ((error as NodeJS.ErrnoException).code !== 'ERR_HTTP_TRAILER_INVALID') throw error
      response.writeHead(status, reason, withoutTrailer(headers))
    }
    this.#resume = resume
    this.#writer.begin()
    return true
  }

  onData(chunk: Buffer): boolean {
    const { exchange, observer } = this.forwarding
    exchange.responseBytes += chunk.length
    this.isActive = true
    observer.streamed(exchange, chunk)
    this.#isPaused = !this.#writer.write(chunk)
    return !this.#isPaused
  }

  onComplete(trailers: Buffer[] | string[] | null): void {
    this.#upstreamEnded = true
    this.forwarding.timeouts.remove(this)
    if (trailers && trailers.length > 0) this.#passTrailers(trailers)
    this.#writer.end()
  }

  #passTrailers(trailers: readonly (Buffer | string)[]): void {
    const { exchange, response } = this.forwarding
    const list = trailers.map((part) => (typeof part === 'string' ? part : part.toString('latin1')))
    exchange.responseTrailers = list
    response.addTrailers(pairs(list))
  }

  #onDrain = (): void => {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.isActive = true
    this.#resume?.()
  }

  onError(error: Error): void {
    const { exchange, request, response, timeouts } = this.forwarding
    timeouts.remove(this)
    if (this.isOver) return
    if (this.#attempts < maximumAttempts && !response.headersSent && isUnsent(error)) {
      this.#attempts++
      if (this.#resend(this)) return
    }
    const failure = classifyFailure(error)
    // A 304 may say the length of what it does not send (RFC 9110 8.6), a 204 may not; undici misses either's body.
    const hasNoBody = exchange.status === 304 || exchange.status === 204
    if (hasNoBody && failure.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return this.onComplete(null)
    exchange.outcome = failure.type === 'upstream_timeout' ? 'timeout' : 'upstream_error'
    exchange.errorType = failure.type
    exchange.errorCode = failure.code
    if (!response.headersSent) {
      const refusal = failureRefusal(failure, exchange.upstream ?? 'the upstream')
      answerRefusal(exchange, request, response, refusal, this.forwarding.responseExtras)
      return
    }
    this.#writer.flush()
    breakConnection(exchange, response)
  }

  /** As they come: node:http's own functions know two of them, and of those not every field. */
  #passInformation(status: number, rawHeaders: Buffer[], statusText: string): void {
    const { request, response } = this.forwarding
    if (request.httpVersion === '1.0') return
    const headers = responseHeaders(rawHeaders)
    let head = `HTTP/1.1 ${status} ${asLatin1(statusText)}\r\n`
    for (let i = 0; i < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`
    const raw = response as ServerResponse & { _writeRaw(data: string, encoding: BufferEncoding): boolean }
    raw._writeRaw(`${head}\r\n`, 'latin1')
  }

  /** Emitted once the answer is out, or when the client went away before. */
  #onClientClose = (): void => {
    if (this.isOver) return
    this.isOver = true
    const { exchange, response, observer } = this.forwarding
    const isAnswered = response.writableFinished
    if (!isAnswered) exchange.outcome ??= 'client_closed'
    else if (this.#upstreamEnded) exchange.outcome = 'ok'
    if (!this.#upstreamEnded) this.#abort?.()
    exchange.endedAt = performance.now()
    observer.ended(exchange)
  }
}

/** Every attempt before the last one met a connection that was no longer there, and took it out of the pool. */
const maximumAttempts = defaultLimits.upstreamConnections + 1

/**
 * Never a clean end: the client must see that the response is not whole. A delimited body shows it by
 * what is missing; one that ends with the connection needs a reset.
 */
function breakConnection(exchange: Exchange, response: ServerResponse): void {
  const hasLength = exchange.responseHeaders?.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-length')
  if (response.chunkedEncoding || hasLength) response.destroy()
  else response.socket?.resetAndDestroy()
}

/**
 * undici reads the reason phrase as UTF-8; on the wire it is bytes, which Node writes as Latin-1. A control
 * character, which undici takes and Node refuses, becomes a space.
 */
function asLatin1(text: string): string {
  if (!notAscii.test(text)) return text
  return Buffer.from(text, 'utf8').toString('latin1').replace(control, ' ')
}

const notAscii = /[^\t\x20-\x7e]/
const control = /[^\t\x20-\x7e\x80-\xff]/g

function pairs(list: readonly string[]): [string, string][] {
  const result: [string, string][] = []
  for (let i = 0; i < list.length; i += 2) result.push([list[i] as string, list[i + 1] as string])
  return result
}
