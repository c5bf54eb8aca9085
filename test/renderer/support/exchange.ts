// Makes exchange summaries for tests.
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'

/** An exchange that ended well, received `id`-th; change what the test is about. */
export function exchange(id: number, changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    id: `id-${id}`,
    receivedAt: 1_000_000 + id,
    method: 'GET',
    path: '/openai/v1/models',
    route: '/openai',
    upstream: 'api.openai.com:443',
    status: 200,
    state: 'ended',
    outcome: 'ok',
    errorType: null,
    errorCode: null,
    firstByteMs: 90,
    durationMs: 120,
    requestBytes: 0,
    responseBytes: 100,
    mediaType: 'application/json',
    ...changes,
  }
}

/** The same exchange before its response has begun. */
export function waiting(id: number): ExchangeSummary {
  return exchange(id, {
    status: null,
    state: 'waiting',
    outcome: null,
    firstByteMs: null,
    durationMs: null,
    responseBytes: 0,
    mediaType: null,
  })
}
