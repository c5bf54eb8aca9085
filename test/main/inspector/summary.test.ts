// What the list and the log may know of an exchange: no query, no header, no body.
import { describe, expect, it } from 'vitest'
import { Exchange } from '../../../src/main/gateway/exchange.ts'
import { noFindings, summarise } from '../../../src/main/inspector/summary.ts'
import { exchangeSummarySchema } from '../../../src/shared/exchange.ts'
import { exchangeSummary } from '../../support/exchange-summary.ts'
import { found, passing, testRecorder } from './passing.ts'

const started = (target = '/v1/rerank?key=SECRET#x') =>
  new Exchange('id-1', 1, 'POST', target, ['Authorization', 'Bearer SECRET', 'x-own', 'SECRET'])

const additions = { sequence: 7, isPinned: false, mediaType: null, findings: noFindings }

describe('the summary of an exchange', () => {
  it('that waits', () => {
    const exchange = started()
    expect(exchangeSummarySchema.parse(summarise(exchange, additions))).toEqual(
      exchangeSummary({
        id: 'id-1',
        receivedAt: exchange.receivedAt,
        path: '/v1/rerank',
        route: null,
        upstream: null,
        status: null,
        state: 'waiting',
        outcome: null,
        firstByteMs: null,
        durationMs: null,
        sequence: 7,
      }),
    )
  })

  it('that streams, and that has ended', () => {
    const exchange = started()
    exchange.status = 200
    exchange.upstream = 'api.cohere.com'
    exchange.replayOf = 'id-0'
    exchange.firstByteAt = exchange.startedAt + 20
    exchange.responseBytes = 10
    const seen = { ...additions, mediaType: 'text/event-stream' }
    expect(summarise(exchange, seen)).toMatchObject({
      state: 'receiving',
      status: 200,
      upstream: 'api.cohere.com',
      firstByteMs: 20,
      durationMs: null,
      responseBytes: 10,
      mediaType: 'text/event-stream',
      stream: 'sse',
      source: 'replay',
      replayOf: 'id-0',
    })
    exchange.endedAt = exchange.startedAt + 50.5
    exchange.outcome = 'ok'
    expect(summarise(exchange, seen)).toMatchObject({ state: 'ended', outcome: 'ok', durationMs: 50.5 })
  })

  it('holds no query, no user info and no header', () => {
    for (const target of ['/v1?key=SECRET', 'http://user:SECRET@host/v1?key=SECRET', 'user:SECRET@host:443']) {
      const exchange = started(target)
      exchange.responseHeaders = ['Set-Cookie', 'SECRET']
      expect(JSON.stringify(summarise(exchange, additions))).not.toContain('SECRET')
    }
  })

  it('says the same before and after the end, but for what the end changes', async () => {
    const recorder = await testRecorder()
    const { begin, respond, stream, end } = passing(recorder)
    const exchange = begin({ target: '/v1?a=b', request: 'up' })
    respond(exchange, { status: 101, responseHeaders: ['Content-Type', ' Text/Plain ; charset=utf-8'] })
    stream(exchange, 'down')
    const before = found(recorder, exchange.id).summary()
    expect(before).toMatchObject({ path: '/v1', mediaType: 'text/plain', stream: 'websocket', sequence: 1 })
    end(exchange)
    const { durationMs } = found(recorder, exchange.id).summary()
    expect(found(recorder, exchange.id).summary()).toEqual({ ...before, state: 'ended', outcome: 'ok', durationMs })
    expect(durationMs).toBeGreaterThanOrEqual(before.firstByteMs ?? Number.NaN)
  })
})
