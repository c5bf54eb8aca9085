// One exchange as the recorder keeps it: the gateway's own object while it is under way, a masked record after.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { CaptureGap, ExchangeDetail } from '../../shared/exchange-detail.ts'
import type { Variables } from '../config/variables.ts'
import type { Exchange, UpstreamConnection } from '../gateway/exchange.ts'
import { ArrivalMarks } from './arrival-marks.ts'
import type { CapturedBody, CapturedExchange, Findings, ImportedExchange, Side } from './captured.ts'
import { detailOf } from './detail.ts'
import type { RouteSecrets } from './echoes.ts'
import type { CommonParts, ExchangeRecord } from './exchange-record.ts'
import { type BodyOwner, bodyView, type ImportedParts, infoOfBody } from './kept-body.ts'
import type { PackedRecord, Records } from './records.ts'
import type { Slab } from './slabs.ts'
import type { StoredBody } from './stored-body.ts'
import { noFindings, summarise, summariseRecord } from './summary.ts'

/** What every kept exchange is looked at with. */
export interface Viewing {
  readonly records: Records
  /** Whether somebody may still ask for what was forgotten a moment ago. */
  isWatched(): boolean
  giveBack(body: StoredBody): void
  readonly variables: Pick<Variables, 'get'>
  readonly routeSecrets: Pick<RouteSecrets, 'of'>
}

/** What most exchanges never have: beside the rest, since the collector moves every field of thousands of them. */
interface Rare {
  /** For streams only. */
  requestArrivals: ArrivalMarks | null
  responseArrivals: ArrivalMarks | null
  imported: ImportedParts | null
  findings: Findings
  /** Made when somebody looks after the end. */
  summary: ExchangeSummary | null
}

export class KeptExchange implements CapturedExchange, PackedRecord, BodyOwner {
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
  /** null once it has ended, and of an imported one. */
  exchange: Exchange | null
  // The record, once it has ended.
  common: CommonParts | null = null
  connection: UpstreamConnection | null = null
  slab: Slab | null = null
  start = 0
  room = 0
  used = 0
  #rare: Rare | null = null
  readonly #viewing: Viewing

  constructor(sequence: number, exchange: Exchange | null, viewing: Viewing) {
    this.sequence = sequence
    this.exchange = exchange
    this.#viewing = viewing
  }

  get id(): string {
    if (this.exchange !== null) return this.exchange.id
    return this.#rare?.imported?.id ?? this.#rare?.summary?.id ?? this.#viewing.records.readId(this)
  }

  get isEnded(): boolean {
    return this.exchange === null
  }

  get requestArrivals(): ArrivalMarks | null {
    return this.#rare === null ? null : this.#rare.requestArrivals
  }

  get responseArrivals(): ArrivalMarks | null {
    return this.#rare === null ? null : this.#rare.responseArrivals
  }

  get imported(): ImportedParts | null {
    return this.#rare === null ? null : this.#rare.imported
  }

  markArrivals(side: Side): void {
    const rare = this.#withRare()
    if (side === 'request') rare.requestArrivals ??= new ArrivalMarks()
    else rare.responseArrivals ??= new ArrivalMarks()
  }

  /** From here on only what is masked is kept. */
  end(exchange: Exchange): void {
    this.request?.finish()
    this.response?.finish()
    this.#viewing.records.store(this, exchange)
    this.exchange = null
  }

  takeImported(id: string, { summary, detail, bodies }: ImportedExchange): void {
    const rare = this.#withRare()
    const { request, response } = bodies
    // Without their bytes, which are stored as others are.
    rare.imported = {
      id,
      detail,
      bodies: {
        request: { charset: request.charset, arrivals: request.arrivals },
        response: { charset: response.charset, arrivals: response.arrivals },
      },
    }
    rare.summary = { ...summary, id, sequence: this.sequence }
    this.isPinned = summary.isPinned
  }

  setPinned(isPinned: boolean): void {
    this.isPinned = isPinned
    this.#viewing.records.move(this)
    if (this.#rare?.summary) this.#rare.summary = { ...this.#rare.summary, isPinned }
  }

  annotate(findings: Findings): void {
    const { model, inputTokens, outputTokens, costUsd, firstTokenMs } = findings
    const rare = this.#withRare()
    rare.findings = { model, inputTokens, outputTokens, costUsd, firstTokenMs }
    rare.summary &&= { ...rare.summary, ...rare.findings }
  }

  /** Masks what was kept readable, once that is no longer wanted. */
  hideCredentials(): void {
    if (this.common === null) return
    this.#viewing.records.hide(this)
    if (this.#rare !== null) this.#rare.summary = null
  }

  /** Gone for good. */
  forget(): void {
    if (this.slab !== null && this.#viewing.isWatched()) this.summary()
    this.isForgotten = true
    this.letGo('evicted')
    if (this.request !== null) this.#viewing.giveBack(this.request)
    if (this.response !== null) this.#viewing.giveBack(this.response)
    this.request = null
    this.response = null
    this.#viewing.records.release(this)
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
    const rare = this.#rare
    if (rare !== null && rare.summary !== null) return rare.summary
    const { exchange, sequence, isPinned, mediaType } = this
    const additions = { sequence, isPinned, mediaType, findings: rare === null ? noFindings : rare.findings }
    if (exchange !== null) return summarise(exchange, additions)
    const summary = summariseRecord(this.record(), additions)
    this.#withRare().summary = summary
    return summary
  }

  detail(): ExchangeDetail {
    const summary = this.summary()
    const { imported } = this
    if (imported !== null) {
      const { client, response, ...rest } = imported.detail
      return {
        ...rest,
        summary,
        client: { ...client, body: infoOfBody(this, 'request') },
        response: response && { ...response, body: infoOfBody(this, 'response') },
      }
    }
    const record = this.record()
    const requestBody = infoOfBody(this, 'request', record)
    const responseBody = infoOfBody(this, 'response', record)
    return detailOf({ record, summary, requestBody, responseBody, variables: this.#viewing.variables })
  }

  body(side: Side): CapturedBody {
    return bodyView(this, side)
  }

  injectedSecrets(): readonly Buffer[] {
    if (this.isForgotten || this.imported !== null) return []
    return this.#viewing.routeSecrets.of((this.common ?? this.record()).route)
  }

  record(): ExchangeRecord {
    const { records } = this.#viewing
    return this.exchange === null ? records.read(this) : records.look(this.exchange)
  }

  #withRare(): Rare {
    this.#rare ??= { ...nothingRare }
    return this.#rare
  }
}

const nothingRare: Rare = {
  requestArrivals: null,
  responseArrivals: null,
  imported: null,
  findings: noFindings,
  summary: null,
}
