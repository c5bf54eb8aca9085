// Makes exchange summaries for tests.
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'
import { exchangeSummary } from '../../support/exchange-summary.ts'

/** An exchange that ended well, received `sequence`-th; change what the test is about. */
export function exchange(sequence: number, changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return exchangeSummary({
    id: `id-${sequence}`,
    receivedAt: 1_000_000 + sequence,
    method: 'GET',
    path: '/openai/v1/models',
    route: '/openai',
    upstream: 'api.openai.com:443',
    firstByteMs: 90,
    durationMs: 120,
    responseBytes: 100,
    mediaType: 'application/json',
    sequence,
    ...changes,
  })
}

/** The same exchange before its response has begun. */
export function waiting(sequence: number, changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return exchange(sequence, {
    status: null,
    state: 'waiting',
    outcome: null,
    firstByteMs: null,
    durationMs: null,
    responseBytes: 0,
    mediaType: null,
    ...changes,
  })
}
