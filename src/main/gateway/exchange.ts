// One request and its response while they pass through, and the interface of whoever watches them.
import type { GatewayErrorType } from '../../shared/errors.ts'
import type { Outcome } from '../../shared/exchange.ts'
import type { RouteConfig } from '../config/config.ts'

/** Filled in as the exchange goes on; an observer reads it and changes nothing. */
export class Exchange {
  readonly id: string
  /** Counts from 1 in the order of arrival. */
  readonly sequence: number
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  /** performance.now() when the request's headers had arrived. */
  readonly startedAt: number
  readonly method: string
  /** The request target as it came: raw path and query. */
  readonly requestTarget: string
  /** Name, value, name, value, … as received. */
  readonly requestHeaders: readonly string[]
  route: RouteConfig | null = null
  /** Host and port of the upstream, once something is to be sent there. */
  upstream: string | null = null
  status: number | null = null
  /** Name, value, name, value, … of the upstream's answer; null where there was none. */
  responseHeaders: readonly string[] | null = null
  requestBytes = 0
  responseBytes = 0
  /** performance.now() when the response's head had arrived; null before. */
  firstByteAt: number | null = null
  /** performance.now() when nothing was left to do; null before. */
  endedAt: number | null = null
  outcome: Outcome | null = null
  errorType: GatewayErrorType | null = null
  errorCode: string | null = null

  constructor(id: string, sequence: number, method: string, requestTarget: string, requestHeaders: readonly string[]) {
    this.id = id
    this.sequence = sequence
    this.receivedAt = Date.now()
    this.startedAt = performance.now()
    this.method = method
    this.requestTarget = requestTarget
    this.requestHeaders = requestHeaders
  }
}

/** Called on the forwarding path: every function returns at once and never throws. Chunks are not copied. */
export interface ExchangeObserver {
  received(exchange: Exchange): void
  /** A chunk of the request's body went upstream. */
  sent(exchange: Exchange, chunk: Buffer): void
  /** The response's head is known. */
  responded(exchange: Exchange): void
  /** A chunk of the response's body arrived. */
  streamed(exchange: Exchange, chunk: Buffer): void
  ended(exchange: Exchange): void
}
