// An exchange's summary for the filter's tests: a rerank call that was answered 200.
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'

export function exampleSummary(changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    id: 'abcdefgh-1',
    receivedAt: new Date(2026, 10, 23, 14, 31, 19).getTime(),
    method: 'POST',
    path: '/v1/rerank/Deep',
    route: '/v1/rerank',
    upstream: 'api.cohere.com:443',
    status: 200,
    state: 'ended',
    outcome: 'ok',
    errorType: null,
    errorCode: null,
    firstByteMs: 120,
    durationMs: 2_040,
    requestBytes: 900,
    responseBytes: 1_200_000,
    mediaType: 'application/json',
    sequence: 1,
    stream: null,
    model: 'rerank-v3.5',
    inputTokens: 3_000,
    outputTokens: 1_500,
    costUsd: 0.012,
    firstTokenMs: 640,
    isPinned: false,
    source: 'client',
    replayOf: null,
    ...changes,
  }
}
