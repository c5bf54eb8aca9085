// A body of a kept exchange as whoever looks sees it: while it grows, and without what a route injected.
import type { BodyInfo } from '../../shared/exchange-detail.ts'
import type { Exchange } from '../gateway/exchange.ts'
import type { ArrivalMarks } from './arrival-marks.ts'
import { bodyInfoOf, headersOf, noBody } from './body-info.ts'
import type { ArrivalMark, CapturedBody, ImportedExchange, Side } from './captured.ts'
import { charsetOf } from './charset.ts'
import { readWithoutSecrets } from './echoes.ts'
import type { ExchangeRecord } from './exchange-record.ts'
import { firstValue } from './header-list.ts'
import type { StoredBody } from './stored-body.ts'

/** An exchange that came from a file: what it says of itself is taken as it is. */
export interface ImportedParts extends Pick<ImportedExchange, 'detail'> {
  id: string
  bodies: Record<Side, { charset: string | null; arrivals: readonly ArrivalMark[] }>
}

/** The exchange that the body is of. */
export interface BodyOwner {
  readonly request: StoredBody | null
  readonly response: StoredBody | null
  readonly requestArrivals: ArrivalMarks | null
  readonly responseArrivals: ArrivalMarks | null
  /** null once it has ended, and of an imported one. */
  readonly exchange: Exchange | null
  readonly imported: ImportedParts | null
  readonly isEnded: boolean
  readonly isForgotten: boolean
  record(): ExchangeRecord
  /** What was injected and may have come back. */
  injectedSecrets(): readonly Buffer[]
}

export function bodyView(owner: BodyOwner, side: Side): CapturedBody {
  const stored = () => (side === 'request' ? owner.request : owner.response)
  let secrets: readonly Buffer[] | null = null
  let hidden: readonly Buffer[] | null = null
  return {
    get info() {
      return infoOfBody(owner, side)
    },
    get charset() {
      if (owner.imported !== null) return owner.imported.bodies[side].charset
      return charsetOf(firstValue(headersOf(owner.exchange ?? owner.record(), side), 'content-type'))
    },
    get isEnded() {
      return owner.isEnded || owner.isForgotten || (stored()?.gap ?? null) !== null
    },
    get arrivals() {
      if (owner.imported !== null) return owner.imported.bodies[side].arrivals
      const marks = side === 'request' ? owner.requestArrivals : owner.responseArrivals
      return marks?.list() ?? []
    },
    get secrets() {
      secrets ??= side === 'request' ? [] : owner.injectedSecrets()
      return secrets
    },
    read(offset, length) {
      const asItCame = async (from: number, count: number) => (await stored()?.read(from, count)) ?? Buffer.alloc(0)
      // Where there are codings, they have to be undone before anything can be told.
      hidden ??= this.secrets.length > 0 && this.info.encodings.length === 0 ? this.secrets : []
      return readWithoutSecrets(hidden, asItCame, offset, length)
    },
  }
}

/** @param record where it is at hand */
export function infoOfBody(owner: BodyOwner, side: Side, record?: ExchangeRecord): BodyInfo {
  const stored = side === 'request' ? owner.request : owner.response
  const captured = { capturedBytes: stored?.length ?? 0, gap: stored?.gap ?? (owner.isForgotten ? 'evicted' : null) }
  if (owner.imported !== null) {
    const { client, response } = owner.imported.detail
    const info = side === 'request' ? client.body : (response?.body ?? noBody)
    return { ...info, capturedBytes: captured.capturedBytes, gap: captured.gap ?? info.gap }
  }
  return bodyInfoOf(owner.exchange ?? record ?? owner.record(), side, captured)
}
