// What is known of one body of an exchange without its bytes.
import type { BodyInfo } from '../../shared/exchange-detail.ts'
import type { Exchange } from '../gateway/exchange.ts'
import type { Side } from './captured.ts'
import type { ExchangeRecord } from './exchange-record.ts'
import { encodingsOf, firstValue, mediaTypeOf } from './header-list.ts'

/** @param from the exchange while it is under way, its record after */
export function bodyInfoOf(
  from: Exchange | ExchangeRecord,
  side: Side,
  captured: Pick<BodyInfo, 'capturedBytes' | 'gap'>,
): BodyInfo {
  const headers = headersOf(from, side)
  return {
    // An answer of Throughline's own is no captured body.
    wireBytes: side === 'request' ? from.requestBytes : headers === null ? 0 : from.responseBytes,
    ...captured,
    mediaType: mediaTypeOf(firstValue(headers, 'content-type')),
    encodings: encodingsOf(headers),
  }
}

/** null where the upstream has not answered. */
export function headersOf(from: Exchange | ExchangeRecord, side: Side): readonly string[] | null {
  if (side === 'request') return from.requestHeaders
  return 'isAnswered' in from && !from.isAnswered ? null : from.responseHeaders
}

export const noBody: BodyInfo = { wireBytes: 0, capturedBytes: 0, gap: null, mediaType: null, encodings: [] }
