// Everything that sending one request and answering its client takes.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange, ExchangeObserver, SentRequest } from './exchange.ts'
import type { IdleTimeouts } from './idle-timeouts.ts'
import type { OriginPool } from './origin-pool.ts'

export interface Forwarding {
  exchange: Exchange
  request: IncomingMessage
  response: ServerResponse
  sent: SentRequest
  hasBody: boolean
  contentLength: number | null
  /** Milliseconds to the first byte, then between bytes. */
  timeoutMs: number
  /** Name, value, … added to the response. */
  responseExtras: readonly string[]
  /** The upstream's headers that the extras replace. */
  isReplaced: ((name: string) => boolean) | null
  pool: OriginPool
  timeouts: IdleTimeouts
  observer: ExchangeObserver
}
