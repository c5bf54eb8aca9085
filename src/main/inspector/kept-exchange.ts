// One exchange as the recorder keeps it: the gateway's own object while it is under way, a masked record after.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { BodyInfo, CaptureGap, ExchangeDetail } from '../../shared/exchange-detail.ts'
import type { VariableSource } from '../../shared/route.ts'
import type { Exchange } from '../gateway/exchange.ts'
import type { ArrivalMarks } from './arrival-marks.ts'
import type { CapturedBody, CapturedExchange, Findings, ImportedExchange, Side } from './captured.ts'
import { detailOf } from './detail.ts'
import { type ExchangeRecord, maskRecord, type RecordRules, recordOf } from './exchange-record.ts'
import { charsetOf, encodingsOf, firstValue, mediaTypeOf } from './header-list.ts'
import { type Heads, unpackHeads } from './heads.ts'
import type { StoredBody } from './stored-body.ts'
import { noFindings, summarise, summariseRecord } from './summary.ts'

/** What every kept exchange is looked at with. */
export interface Viewing extends RecordRules {
  readonly heads: Heads
  sourceOf(variable: string): VariableSource
}

/** An exchange that came from a file: what it says of itself is taken as it is. */
export type ImportedParts = Pick<ImportedExchange, 'detail'> & { charsets: Record<Side, string | null> }

export class KeptExchange implements CapturedExchange {
  readonly id: string
  readonly sequence: number
  isPinned = false
  /** Cleared or deleted, but still to be had back. */
  isInTrash = false
  /** Gone for good: whoever still holds it does nothing more with it. */
  isForgotten = false
  /** Found by its id through an index. */
  isIndexed = false
  /** Of the response, without parameters, in lower case. */
  mediaType: string | null = null
  request: StoredBody | null = null
  response: StoredBody | null = null
  /** For streams only. */
  requestArrivals: ArrivalMarks | null = null
  responseArrivals: ArrivalMarks | null = null
  /** null once it has ended, and of an imported one. */
  exchange: Exchange | null
  record: ExchangeRecord | null = null
  imported: ImportedParts | null = null
  #findings: Findings = noFindings
  /** Made when somebody looks after the end. */
  #summary: ExchangeSummary | null = null
  readonly #viewing: Viewing

  constructor(id: string, sequence: number, exchange: Exchange | null, viewing: Viewing) {
    this.id = id
    this.sequence = sequence
    this.exchange = exchange
    this.#viewing = viewing
  }

  get isEnded(): boolean {
    return this.exchange === null
  }

  /** From here on only what is masked is kept. */
  end(exchange: Exchange): void {
    this.request?.finish()
    this.response?.finish()
    this.record = recordOf(exchange, this.#viewing)
    if (!this.isPinned) this.#viewing.heads.store(this.record)
    this.exchange = null
  }

  takeImported({ summary, detail, bodies }: ImportedExchange): void {
    this.imported = { detail, charsets: { request: bodies.request.charset, response: bodies.response.charset } }
    this.#summary = { ...summary, id: this.id, sequence: this.sequence }
    this.isPinned = summary.isPinned
  }

  setPinned(isPinned: boolean): void {
    this.isPinned = isPinned
    if (isPinned && this.record !== null) this.#viewing.heads.load(this.record)
    this.#summary &&= { ...this.#summary, isPinned }
  }

  annotate(findings: Findings): void {
    const { model, inputTokens, outputTokens, costUsd, firstTokenMs } = findings
    this.#findings = { model, inputTokens, outputTokens, costUsd, firstTokenMs }
    this.#summary &&= { ...this.#summary, ...this.#findings }
  }

  /** Masks what was kept readable, once that is no longer wanted. */
  hideCredentials(): void {
    if (this.record === null) return
    this.#viewing.heads.load(this.record)
    maskRecord(this.record, this.#viewing.masking)
    this.#summary = null
  }

  /** Gone for good. */
  forget(): void {
    this.isForgotten = true
    this.letGo('evicted')
    if (this.record !== null) this.#viewing.heads.release(this.record)
  }

  /** Lets go of both bodies. @returns how many bytes there were */
  letGo(gap: CaptureGap): number {
    return (this.request?.letGo(gap) ?? 0) + (this.response?.letGo(gap) ?? 0)
  }

  /** Moves bodies to disk that are in memory with more than `bytes`. @returns whether there were any */
  spill(bytes = 0): boolean {
    const moved = [this.request, this.response].filter((body) => body?.spill(bytes))
    return moved.length > 0
  }

  summary(): ExchangeSummary {
    if (this.#summary !== null) return this.#summary
    const { exchange, record, sequence, isPinned, mediaType } = this
    const additions = { sequence, isPinned, mediaType, findings: this.#findings }
    if (record === null) return summarise(exchange as Exchange, additions)
    this.#summary = summariseRecord(record, additions)
    return this.#summary
  }

  detail(): ExchangeDetail {
    const summary = this.summary()
    const requestBody = this.#bodyInfo('request')
    const responseBody = this.#bodyInfo('response')
    if (this.imported !== null) {
      const { client, response, ...rest } = this.imported.detail
      return {
        ...rest,
        summary,
        client: { ...client, body: requestBody },
        response: response && { ...response, body: responseBody },
      }
    }
    const record = this.record ?? recordOf(this.exchange as Exchange, this.#viewing)
    return detailOf({ record, summary, requestBody, responseBody, sourceOf: this.#viewing.sourceOf })
  }

  body(side: Side): CapturedBody {
    const kept = this
    const stored = () => (side === 'request' ? kept.request : kept.response)
    const arrivals = () => (side === 'request' ? kept.requestArrivals : kept.responseArrivals)
    return {
      get info() {
        return kept.#bodyInfo(side)
      },
      get charset() {
        if (kept.imported !== null) return kept.imported.charsets[side]
        return charsetOf(firstValue(kept.#headers(side), 'content-type'))
      },
      get isEnded() {
        return kept.isEnded || (stored()?.gap ?? null) !== null
      },
      get arrivals() {
        return arrivals()?.list() ?? []
      },
      async read(offset, length) {
        return (await stored()?.read(offset, length)) ?? Buffer.alloc(0)
      },
    }
  }

  #headers(side: Side): readonly string[] | null {
    const { record, exchange } = this
    if (side === 'request')
      return record === null ? (exchange?.requestHeaders ?? null) : (unpackHeads(record)[0] ?? null)
    if (record === null) return exchange?.responseHeaders ?? null
    return record.isAnswered ? (unpackHeads(record)[1] ?? null) : null
  }

  #bodyInfo(side: Side): BodyInfo {
    const stored = side === 'request' ? this.request : this.response
    const captured = { capturedBytes: stored?.length ?? 0, gap: stored?.gap ?? null }
    if (this.imported !== null) {
      const { client, response } = this.imported.detail
      const info = side === 'request' ? client.body : (response?.body ?? noBody)
      return { ...info, capturedBytes: captured.capturedBytes, gap: captured.gap ?? info.gap }
    }
    const headers = this.#headers(side)
    const { requestBytes, responseBytes } = this.record ?? (this.exchange as Exchange)
    return {
      // An answer of Throughline's own is no captured body.
      wireBytes: side === 'request' ? requestBytes : headers === null ? 0 : responseBytes,
      ...captured,
      mediaType: mediaTypeOf(firstValue(headers, 'content-type')),
      encodings: encodingsOf(headers),
    }
  }
}

const noBody: BodyInfo = { wireBytes: 0, capturedBytes: 0, gap: null, mediaType: null, encodings: [] }
