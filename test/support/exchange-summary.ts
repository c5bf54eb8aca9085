// A complete summary of an exchange for tests: what is not given is as of a request that went well.
import type { ExchangeSummary } from '../../src/shared/exchange.ts'

export function exchangeSummary(changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    id: 'abcdefgh-1',
    receivedAt: Date.UTC(2025, 0, 2, 3, 4, 5),
    method: 'POST',
    path: '/v1/chat',
    route: '/v1',
    upstream: 'api.example.com:443',
    status: 200,
    state: 'ended',
    outcome: 'ok',
    errorType: null,
    errorCode: null,
    firstByteMs: 40,
    durationMs: 100,
    requestBytes: 0,
    responseBytes: 0,
    mediaType: null,
    sequence: 1,
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
