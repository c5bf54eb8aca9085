// One request and its response while they pass through, and the interface of whoever watches them.
import type { GatewayErrorType } from '../../shared/errors.ts'
import type { Outcome } from '../../shared/exchange.ts'
import type { RouteConfig } from '../config/config.ts'

/** What goes upstream. `headers` holds the injected credentials: it is let go when the exchange ends. */
export interface SentRequest {
  /** Such as https://api.cohere.com */
  readonly origin: string
  /** Path and query, which may hold injected values too. */
  readonly path: string
  /**
   * Name, value, name, value, …: Host first, then the client's own, then what the route injects. Connection,
   * Upgrade and Transfer-Encoding are not among them.
   */
  readonly headers: readonly string[]
  /** Where in `headers` the client's own end and the injected ones begin. */
  readonly clientEnd: number
}

/** The connection to the upstream that an exchange went over. */
export interface UpstreamConnection {
  /** Address and port. */
  readonly address: string | null
  /** Such as TLSv1.3; null without TLS. */
  readonly tlsVersion: string | null
  /** Milliseconds for name lookup and TCP. */
  readonly connectMs: number
  /** null without TLS. */
  readonly tlsMs: number | null
}

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
  /** 1.1 or 1.0 */
  readonly httpVersion: string
  /** Address and port. */
  readonly clientAddress: string | null
  /** The exchange that this one repeats. */
  replayOf: string | null = null
  route: RouteConfig | null = null
  /** null until something is to be sent. */
  sent: SentRequest | null = null
  connection: UpstreamConnection | null = null
  /** Whether the connection had served a request before; null while there is none. */
  isReused: boolean | null = null
  /** Host and port of the upstream, once something is to be sent there. */
  upstream: string | null = null
  status: number | null = null
  statusText = ''
  /** Name, value, name, value, … of the upstream's answer; null where there was none. */
  responseHeaders: readonly string[] | null = null
  /** Name, value, …; null where none came. */
  responseTrailers: readonly string[] | null = null
  requestBytes = 0
  responseBytes = 0
  /** performance.now() when a connection was asked for; when one was there; when the request's last byte was handed over. */
  queuedAt: number | null = null
  sendingAt: number | null = null
  sentAt: number | null = null
  /** performance.now() when the response's head had arrived; null before. */
  firstByteAt: number | null = null
  /** performance.now() when nothing was left to do; null before. */
  endedAt: number | null = null
  outcome: Outcome | null = null
  errorType: GatewayErrorType | null = null
  errorCode: string | null = null

  constructor(
    id: string,
    sequence: number,
    method: string,
    requestTarget: string,
    requestHeaders: readonly string[],
    httpVersion = '1.1',
    clientAddress: string | null = null,
  ) {
    this.id = id
    this.sequence = sequence
    this.receivedAt = Date.now()
    this.startedAt = performance.now()
    this.method = method
    this.requestTarget = requestTarget
    this.requestHeaders = requestHeaders
    this.httpVersion = httpVersion
    this.clientAddress = clientAddress
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
