// The quick filters of the traffic list.
import type { ExchangeSummary } from '../../../shared/exchange.ts'

export const quickFilters = ['all', '2xx', '4xx', '5xx', 'sse', 'errors'] as const
export type QuickFilter = (typeof quickFilters)[number]

export const filterLabels: Record<QuickFilter, string> = {
  all: 'All',
  '2xx': '2xx',
  '4xx': '4xx',
  '5xx': '5xx',
  sse: 'SSE',
  errors: 'Errors',
}

const hundreds = (exchange: ExchangeSummary) => (exchange.status === null ? 0 : Math.floor(exchange.status / 100))

/** Whether the exchange failed: a server error, or Throughline could not carry it through. A client that left is no error. */
export function isFailure(exchange: ExchangeSummary): boolean {
  const { outcome } = exchange
  if (outcome === 'upstream_error' || outcome === 'timeout' || outcome === 'refused') return true
  return outcome === 'ok' && hundreds(exchange) === 5
}

const tests: Record<QuickFilter, (exchange: ExchangeSummary) => boolean> = {
  all: () => true,
  '2xx': (exchange) => hundreds(exchange) === 2,
  '4xx': (exchange) => hundreds(exchange) === 4,
  '5xx': (exchange) => hundreds(exchange) === 5,
  sse: (exchange) => exchange.mediaType === 'text/event-stream',
  errors: isFailure,
}

export function matchesFilter(filter: QuickFilter, exchange: ExchangeSummary): boolean {
  return tests[filter](exchange)
}
