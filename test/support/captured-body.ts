// Captured bodies and exchanges held in memory, for the tests of what reads them.
import type { ArrivalMark, CapturedBody, CapturedExchange } from '../../src/main/inspector/captured.ts'
import type { ExchangeSummary } from '../../src/shared/exchange.ts'
import type { BodyInfo, CaptureGap, ExchangeDetail, HeaderField } from '../../src/shared/exchange-detail.ts'
import { exchangeSummary } from './exchange-summary.ts'

export interface CapturedBodyOptions {
  /** As in Content-Encoding, outermost last. */
  encodings?: string[]
  mediaType?: string | null
  charset?: string | null
  arrivals?: ArrivalMark[]
  /** true by default. */
  isEnded?: boolean
  gap?: CaptureGap | null
  /** What was injected and may have come back; `read` does not hide it here. */
  secrets?: Buffer[]
  /** As many as were captured, by default. */
  wireBytes?: number
}

/** A body over a buffer that a test can let grow. */
export interface GrowingBody extends CapturedBody {
  /** Adds bytes, with an arrival mark where a time is given. */
  append(bytes: Uint8Array | string, atMs?: number): void
  end(): void
  /** How many bytes were read of it so far. */
  readonly bytesRead: number
}

export function capturedBody(bytes: Uint8Array | string = '', options: CapturedBodyOptions = {}): GrowingBody {
  const { encodings = [], mediaType = null, charset = null, gap = null } = options
  // Room to grow, so that many small additions do not copy the whole each time.
  let store = Buffer.from(bytes)
  let size = store.length
  let isEnded = options.isEnded ?? true
  let bytesRead = 0
  const arrivals = [...(options.arrivals ?? [])]
  return {
    get info(): BodyInfo {
      return { wireBytes: options.wireBytes ?? size, capturedBytes: size, gap, mediaType, encodings }
    },
    charset,
    get isEnded() {
      return isEnded
    },
    arrivals,
    secrets: options.secrets ?? [],
    get bytesRead() {
      return bytesRead
    },
    async read(offset, length) {
      const part = Buffer.from(store.subarray(Math.min(offset, size), Math.min(offset + length, size)))
      bytesRead += part.length
      return part
    },
    append(more, atMs) {
      if (atMs !== undefined) arrivals.push({ offset: size, atMs })
      const added = Buffer.from(more)
      if (size + added.length > store.length) {
        const larger = Buffer.alloc(Math.max(2 * store.length, size + added.length))
        store.copy(larger, 0, 0, size)
        store = larger
      }
      added.copy(store, size)
      size += added.length
    },
    end() {
      isEnded = true
    },
  }
}

/** A header line as a response has it, or a request with the origin given. */
export function headerField(name: string, value: string, origin: HeaderField['origin'] = 'upstream'): HeaderField {
  return { name, value, origin, variables: [], isMasked: false }
}

export interface CapturedExchangeParts {
  summary?: Partial<ExchangeSummary>
  detail?: Partial<Omit<ExchangeDetail, 'summary'>>
  request?: CapturedBody
  response?: CapturedBody
}

/** A complete exchange: what is not given is as of a POST that was answered 200. */
export function capturedExchange(parts: CapturedExchangeParts = {}): CapturedExchange {
  const { request = capturedBody(), response = capturedBody() } = parts
  const summary = () =>
    exchangeSummary({
      requestBytes: request.info.wireBytes,
      responseBytes: response.info.wireBytes,
      mediaType: response.info.mediaType,
      stream: response.info.mediaType === 'text/event-stream' ? 'sse' : null,
      ...parts.summary,
    })
  return {
    id: summary().id,
    summary,
    detail: () => detailOf(summary(), request, response, parts.detail),
    body: (side) => (side === 'request' ? request : response),
  }
}

function detailOf(
  summary: ExchangeSummary,
  request: CapturedBody,
  response: CapturedBody,
  changes: CapturedExchangeParts['detail'],
): ExchangeDetail {
  return {
    summary,
    client: {
      address: '127.0.0.1:50000',
      httpVersion: '1.1',
      url: `http://127.0.0.1:4000${summary.path}`,
      headers: [headerField('Host', '127.0.0.1:4000', 'client'), ...contentHeaders(request.info, 'client')],
      removed: [{ index: 0, reason: 'set-by-gateway' }],
      body: request.info,
    },
    sent: {
      url: `https://api.example.com${summary.path}`,
      address: '203.0.113.7:443',
      tlsVersion: 'TLSv1.3',
      headers: [headerField('Host', 'api.example.com', 'gateway'), ...contentHeaders(request.info, 'client')],
    },
    response: {
      status: summary.status ?? 200,
      statusText: 'OK',
      headers: contentHeaders(response.info, 'upstream'),
      trailers: [],
      body: response.info,
    },
    phases: { queued: 0, connect: 8, tls: 12, sending: 1, waiting: 19, receiving: 60, isReused: false },
    error: null,
    ...changes,
  }
}

function contentHeaders(info: BodyInfo, origin: HeaderField['origin']): HeaderField[] {
  const fields: HeaderField[] = []
  if (info.mediaType) fields.push(headerField('Content-Type', info.mediaType, origin))
  if (info.encodings.length > 0) fields.push(headerField('Content-Encoding', info.encodings.join(', '), origin))
  return fields
}
