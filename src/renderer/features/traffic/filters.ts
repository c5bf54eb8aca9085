// The quick filters of the traffic list.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { isFailure, isSse, isWebSocket } from '../../../shared/filter/filter.ts'

export const quickFilters = ['all', '2xx', '4xx', '5xx', 'sse', 'ws', 'errors'] as const
export type QuickFilter = (typeof quickFilters)[number]

export const filterLabels: Record<QuickFilter, string> = {
  all: 'All',
  '2xx': '2xx',
  '4xx': '4xx',
  '5xx': '5xx',
  sse: 'SSE',
  ws: 'WS',
  errors: 'Errors',
}

const hundreds = (exchange: ExchangeSummary) => (exchange.status === null ? 0 : Math.floor(exchange.status / 100))

const tests: Record<QuickFilter, (exchange: ExchangeSummary) => boolean> = {
  all: () => true,
  '2xx': (exchange) => hundreds(exchange) === 2,
  '4xx': (exchange) => hundreds(exchange) === 4,
  '5xx': (exchange) => hundreds(exchange) === 5,
  sse: isSse,
  ws: isWebSocket,
  errors: isFailure,
}

export function matchesFilter(filter: QuickFilter, exchange: ExchangeSummary): boolean {
  return tests[filter](exchange)
}

/** One bit for each quick filter that the exchange is in, in the order of `quickFilters`. */
export function quickBits(exchange: ExchangeSummary): number {
  let bits = 0
  for (let index = 0; index < quickFilters.length; index += 1) {
    const filter = quickFilters[index]
    if (filter && tests[filter](exchange)) bits |= 1 << index
  }
  return bits
}
