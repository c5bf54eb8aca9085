// Makes exchange summaries for tests.
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'

/** An exchange that ended well, received `sequence`-th; change what the test is about. */
export function exchange(sequence: number, changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    id: `id-${sequence}`,
    receivedAt: 1_000_000 + sequence,
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
    sequence,
    stream: null,
    model: null,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    firstTokenMs: null,
    isPinned: false,
    source: 'client',
    replayOf: null,
    ...changes,
  }
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
