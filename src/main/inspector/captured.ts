// What the recorder has kept of an exchange, as everything that reads it later sees it.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { BodyInfo, ExchangeDetail } from '../../shared/exchange-detail.ts'

export type Side = 'request' | 'response'

/** Where in a body what arrived at one moment begins. */
export interface ArrivalMark {
  offset: number
  /** Milliseconds from the request's arrival. */
  atMs: number
}

/** A body as it was captured, still in its content encodings. It may still be growing. */
export interface CapturedBody {
  readonly info: BodyInfo
  /** The charset named in Content-Type, in lower case; null where none is. */
  readonly charset: string | null
  /** Nothing will be added any more. */
  readonly isEnded: boolean
  /** When its bytes arrived, in rising order; kept for streams only, else empty. */
  readonly arrivals: readonly ArrivalMark[]
  /**
   * What was injected and may have come back. Without content codings `read` hides it; who undoes codings hides it in
   * what comes out.
   */
  readonly secrets: readonly Buffer[]
  /** Captured bytes from `offset`, at most `length`, fewer at the end. */
  read(offset: number, length: number): Promise<Buffer>
}

export interface CapturedExchange {
  readonly id: string
  summary(): ExchangeSummary
  /** Masked for the window. */
  detail(): ExchangeDetail
  body(side: Side): CapturedBody
}

/** Whoever reads what is kept. */
export interface CapturedExchanges {
  /** null where it is no longer kept. */
  find(id: string): CapturedExchange | null
  /** Oldest first. */
  all(): Iterable<CapturedExchange>
}

/** An exchange that came from a file. */
export interface ImportedExchange {
  /** Without id and sequence: the recorder gives both. */
  summary: Omit<ExchangeSummary, 'id' | 'sequence'>
  /** Its `summary` is replaced by the recorder's. */
  detail: ExchangeDetail
  bodies: Record<Side, { bytes: Buffer; charset: string | null; arrivals: readonly ArrivalMark[] }>
}

/** What somebody found out about an exchange after it had ended. */
export interface Findings {
  model: string | null
  inputTokens: number | null
  outputTokens: number | null
  costUsd: number | null
  firstTokenMs: number | null
}
