// The recorder's part on the forwarding path: notes what happens, copies body bytes, and does nothing else.
import type { Exchange, ExchangeObserver } from '../gateway/exchange.ts'
import type { ArrivalMarks } from './arrival-marks.ts'
import { firstValue, mediaTypeOf } from './header-list.ts'
import type { KeptExchange } from './kept-exchange.ts'
import type { StoredBody } from './stored-body.ts'
import { createUnderWay } from './under-way.ts'

export interface CaptureOptions {
  /** Whether bodies are left out, and new exchanges too. */
  isPaused: () => boolean
  capturesBodies: boolean
  keep(exchange: Exchange): KeptExchange
  createBody(): StoredBody
  onChange(kept: KeptExchange): void
  onEnded(kept: KeptExchange): void
  /** Told of each exchange, kept or not. */
  onEndedExchange?: ((exchange: Exchange) => void) | undefined
}

export function createCapture(options: CaptureOptions): ExchangeObserver {
  const { isPaused, capturesBodies, keep, createBody, onChange, onEnded, onEndedExchange } = options

  const { add: begin, find, remove } = createUnderWay()
  /** Content types repeat from response to response. */
  const mediaTypes = new Map<string, string | null>()

  const readMediaType = (exchange: Exchange): string | null => {
    const contentType = firstValue(exchange.responseHeaders, 'content-type')
    if (contentType === null) return null
    let mediaType = mediaTypes.get(contentType)
    if (mediaType !== undefined) return mediaType
    mediaType = mediaTypeOf(contentType)
    if (mediaTypes.size >= 1000) mediaTypes.clear()
    mediaTypes.set(contentType, mediaType)
    return mediaType
  }

  const add = (body: StoredBody, arrivals: ArrivalMarks | null, exchange: Exchange, chunk: Buffer) => {
    if (isPaused() || !capturesBodies) return body.cut('paused')
    arrivals?.note(body, exchange.startedAt)
    body.append(chunk)
  }

  return {
    received(exchange) {
      if (!isPaused()) begin(keep(exchange))
    },
    sent(exchange, chunk) {
      const kept = find(exchange)
      if (kept === undefined) return
      kept.request ??= createBody()
      if (exchange.status === 101) kept.markArrivals('request')
      add(kept.request, kept.requestArrivals, exchange, chunk)
      onChange(kept)
    },
    responded(exchange) {
      const kept = find(exchange)
      if (kept === undefined) return
      kept.mediaType = readMediaType(exchange)
      const isStream = exchange.status === 101 || streams.has(kept.mediaType)
      if (isStream) kept.markArrivals('response')
      onChange(kept)
    },
    streamed(exchange, chunk) {
      const kept = find(exchange)
      if (kept === undefined) return
      kept.response ??= createBody()
      add(kept.response, kept.responseArrivals, exchange, chunk)
      onChange(kept)
    },
    ended(exchange) {
      const kept = find(exchange)
      remove(exchange)
      if (kept !== undefined) {
        kept.end(exchange)
        onChange(kept)
        onEnded(kept)
      }
      onEndedExchange?.(exchange)
    },
  }
}

const streams: ReadonlySet<string | null> = new Set(['text/event-stream', 'application/x-ndjson'])
