// An exchange in summary, as the list and the log show it: no query, no header, no body.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { Exchange } from '../gateway/exchange.ts'

export function summarise(exchange: Exchange): ExchangeSummary {
  const { startedAt, firstByteAt, endedAt, requestTarget } = exchange
  const mark = requestTarget.indexOf('?')
  return {
    id: exchange.id,
    receivedAt: exchange.receivedAt,
    method: exchange.method,
    path: mark === -1 ? requestTarget : requestTarget.slice(0, mark),
    route: exchange.route?.path ?? null,
    upstream: exchange.upstream,
    status: exchange.status,
    state: endedAt !== null ? 'ended' : firstByteAt === null ? 'waiting' : 'receiving',
    outcome: exchange.outcome,
    errorType: exchange.errorType,
    errorCode: exchange.errorCode,
    firstByteMs: firstByteAt === null ? null : firstByteAt - startedAt,
    durationMs: endedAt === null ? null : endedAt - startedAt,
    requestBytes: exchange.requestBytes,
    responseBytes: exchange.responseBytes,
    mediaType: mediaType(exchange.responseHeaders),
  }
}

function mediaType(headers: readonly string[] | null): string | null {
  if (!headers) return null
  for (let i = 0; i < headers.length; i += 2) {
    if ((headers[i] as string).toLowerCase() === 'content-type') {
      return ((headers[i + 1] as string).split(';', 1)[0] as string).trim().toLowerCase() || null
    }
  }
  return null
}
