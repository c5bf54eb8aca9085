// What the list and the log may know of an exchange: no query, no header, no body.
import { describe, expect, it } from 'vitest'
import { Exchange } from '../../../src/main/gateway/exchange.ts'
import { summarise } from '../../../src/main/inspector/summary.ts'
import { exchangeSummarySchema } from '../../../src/shared/exchange.ts'

const started = () =>
  new Exchange('id-1', 1, 'POST', '/v1/rerank?key=SECRET#x', ['Authorization', 'Bearer SECRET', 'x-own', 'SECRET'])

describe('the summary of an exchange', () => {
  it('that waits', () => {
    const exchange = started()
    expect(exchangeSummarySchema.parse(summarise(exchange))).toEqual({
      id: 'id-1',
      receivedAt: exchange.receivedAt,
      method: 'POST',
      path: '/v1/rerank',
      route: null,
      upstream: null,
      status: null,
      state: 'waiting',
      outcome: null,
      errorType: null,
      errorCode: null,
      firstByteMs: null,
      durationMs: null,
      requestBytes: 0,
      responseBytes: 0,
      mediaType: null,
    })
  })

  it('that streams, and that has ended', () => {
    const exchange = started()
    exchange.status = 200
    exchange.upstream = 'api.cohere.com'
    exchange.firstByteAt = exchange.startedAt + 20
    exchange.responseHeaders = ['X-Own', 'SECRET', 'Content-Type', ' Text/Event-Stream ; charset=utf-8']
    exchange.responseBytes = 10
    expect(summarise(exchange)).toMatchObject({
      state: 'receiving',
      status: 200,
      upstream: 'api.cohere.com',
      firstByteMs: 20,
      durationMs: null,
      responseBytes: 10,
      mediaType: 'text/event-stream',
    })
    exchange.endedAt = exchange.startedAt + 50
    exchange.outcome = 'ok'
    expect(summarise(exchange)).toMatchObject({ state: 'ended', outcome: 'ok', durationMs: 50 })
  })

  it('holds no query and no header', () => {
    const exchange = started()
    exchange.responseHeaders = ['Set-Cookie', 'SECRET']
    expect(JSON.stringify(summarise(exchange))).not.toContain('SECRET')
  })
})
