// An exchange in full: where each header comes from, what was removed and why, how long each phase took.
import { describe, expect, it } from 'vitest'
import type { Exchange, SentRequest } from '../../../src/main/gateway/exchange.ts'
import { gatewayErrors } from '../../../src/shared/errors.ts'
import { type ExchangeDetail, exchangeDetailSchema, mask } from '../../../src/shared/exchange-detail.ts'
import { found, type PassingOptions, passing, routeOf, testRecorder } from './passing.ts'

const variables = { get: () => ({ value: 'KEY-VALUE', source: 'keychain' as const }) }

async function detailOf(options: PassingOptions, change?: (exchange: Exchange) => void): Promise<ExchangeDetail> {
  const recorder = await testRecorder({ variables })
  const { begin, respond, stream, end } = passing(recorder)
  const exchange = begin(options)
  respond(exchange, options)
  if (options.response !== undefined) stream(exchange, options.response)
  change?.(exchange)
  const before = exchangeDetailSchema.parse(found(recorder, exchange.id).detail())
  end(exchange, options)
  const after = exchangeDetailSchema.parse(found(recorder, exchange.id).detail())
  // Under way it is as masked as after the end.
  expect(before.client).toEqual(after.client)
  expect(before.sent).toEqual(after.sent)
  return after
}

const client = (name: string, value: string) => ({ name, value, origin: 'client', variables: [], isMasked: false })

const sentTo = (headers: string[], injected: string[] = [], path = '/v1/chat'): SentRequest => ({
  origin: 'https://api.example.com',
  path,
  headers: ['host', 'api.example.com', ...headers, ...injected],
  clientEnd: 2 + headers.length,
})

describe('the client’s request', () => {
  it('is shown as it was received', async () => {
    const { client: shown } = await detailOf({ target: '/v1?a=b', headers: ['Host', '127.0.0.1:4000', 'X-Own', 'ä'] })
    expect(shown).toMatchObject({
      address: '127.0.0.1:5000',
      httpVersion: '1.1',
      url: 'http://127.0.0.1:4000/v1?a=b',
      headers: [client('Host', '127.0.0.1:4000'), client('X-Own', 'ä')],
      removed: [],
    })
  })

  it('names what did not go upstream, and why', async () => {
    const route = routeOf(
      'path: /v1/chat',
      'target: https://api.example.com',
      'headers:',
      '  Authorization: Bearer os.environ/KEY',
      '  x-tag: tag',
    )
    const own = ['X-Own', '1', 'te', 'trailers', 'accept', 'text/html', 'X-Same', 'a', 'X-Same', 'b']
    const { client: shown, sent } = await detailOf({
      route,
      headers: [
        ...['Host', '127.0.0.1:4000', 'Connection', 'close, X-Hop', 'X-Own', '1', 'X-Hop', '2', 'te', 'trailers'],
        ...['Authorization', 'Bearer CLIENT', 'x-api-key', 'MASTER', 'expect', '100-continue'],
        ...['Accept', 'text/plain', 'x-pass-accept', 'text/html', 'x-pass-x-tag', 'mine', 'x-pass-host', 'evil'],
        ...['X-Same', 'a', 'X-Same', 'b'],
      ],
      sent: sentTo(own, ['Authorization', 'Bearer KEY-VALUE', 'x-tag', 'tag']),
    })
    const reasons = shown.removed.map(({ index, reason }) => [shown.headers[index]?.name, reason])
    expect(reasons).toEqual([
      ['Host', 'set-by-gateway'],
      ['Connection', 'hop-by-hop'],
      ['X-Hop', 'hop-by-hop'],
      ['Authorization', 'replaced'],
      ['x-api-key', 'client-key'],
      ['expect', 'hop-by-hop'],
      ['Accept', 'replaced'],
      ['x-pass-x-tag', 'replaced'],
      ['x-pass-host', 'not-forwarded'],
    ])
    expect(sent?.headers).toEqual([
      { name: 'host', value: 'api.example.com', origin: 'gateway', variables: [], isMasked: false },
      client('X-Own', '1'),
      client('te', 'trailers'),
      client('accept', 'text/html'),
      client('X-Same', 'a'),
      client('X-Same', 'b'),
      {
        name: 'Authorization',
        value: `Bearer ${mask}`,
        origin: 'route',
        variables: [{ name: 'KEY', source: 'keychain' }],
        isMasked: true,
      },
      { name: 'x-tag', value: mask, origin: 'route', variables: [], isMasked: true },
    ])
  })

  it('on a route that forwards no headers says so', async () => {
    const route = routeOf('path: /v1/chat', 'target: https://api.example.com', 'forward_headers: false')
    const headers = ['Host', 'x', 'Content-Type', 'text/plain', 'X-Own', '1']
    const { client: shown } = await detailOf({ route, headers, sent: sentTo(['Content-Type', 'text/plain']) })
    expect(shown.removed).toEqual([
      { index: 0, reason: 'set-by-gateway' },
      { index: 2, reason: 'not-forwarded' },
    ])
  })
})

describe('what was sent', () => {
  it('is null where nothing was, as is the response where none came', async () => {
    const recorder = await testRecorder()
    const { begin, end } = passing(recorder)
    const exchange = begin({ headers: ['host', 'x'] })
    exchange.status = 404
    exchange.errorType = 'no_route'
    exchange.errorCode = 'CODE'
    exchange.responseBytes = 120
    end(exchange)
    const kept = found(recorder, exchange.id)
    expect(kept.detail()).toMatchObject({
      sent: null,
      response: null,
      error: { sentence: gatewayErrors.no_route.sentence, code: 'CODE' },
      client: { removed: [] },
    })
    expect(kept.body('response').info).toEqual({
      wireBytes: 0,
      capturedBytes: 0,
      gap: null,
      mediaType: null,
      encodings: [],
    })
  })

  it('names the target’s user info as a header of the route', async () => {
    const route = routeOf('path: /v1/chat', 'target: https://user:os.environ/KEY@api.example.com')
    const { sent } = await detailOf({ route, sent: sentTo([], ['Authorization', 'Basic VALUE-OF-KEY']) })
    expect(sent?.headers[1]).toEqual({
      name: 'Authorization',
      value: `Basic ${mask}`,
      origin: 'route',
      variables: [{ name: 'KEY', source: 'keychain' }],
      isMasked: true,
    })
  })

  it('names both variables of a Langfuse pair', async () => {
    const route = routeOf(
      'path: /v1/chat',
      'target: https://api.example.com',
      'headers:',
      '  LANGFUSE_PUBLIC_KEY: os.environ/PUBLIC',
      '  LANGFUSE_SECRET_KEY: os.environ/SECRET',
    )
    const { sent } = await detailOf({ route, sent: sentTo([], ['Authorization', 'Basic VALUE-OF-PAIR']) })
    expect(sent?.headers[1]).toMatchObject({
      value: `Basic ${mask}`,
      variables: [{ name: 'PUBLIC' }, { name: 'SECRET' }],
    })
  })

  it.each([
    // target, default_query_params, client’s target, path sent, what is shown
    ['https://h/base', [], '/v1/chat/a?b=c', '/base/a?b=c', '/base/a?b=c'],
    ['https://h/base', [], '/v1/chat?token=T1', '/base?token=T1', `/base?token=${mask}`],
    [
      'https://h/base?key=os.environ/KEY&v=2',
      [],
      '/v1/chat?b=c',
      '/base?key=KEY-VALUE&v=2&b=c',
      `/base?key=${mask}&v=2&b=c`,
    ],
    ['https://h/base?x=os.environ/KEY', [], '/v1/chat', '/base?x=KEY-VALUE', `/base?x=${mask}`],
    [
      'https://h/base',
      ['n: os.environ/KEY', 'm: plain'],
      '/v1/chat',
      '/base?n=KEY-VALUE&m=plain',
      `/base?n=${mask}&m=plain`,
    ],
    ['https://h/base', ['key: literal'], '/v1/chat', '/base?key=literal', `/base?key=${mask}`],
    ['https://h/os.environ/KEY/base', [], '/v1/chat/a', '/KEY-VALUE/base/a', `/${mask}/base/a`],
    ['os.environ/BASE/base', [], '/v1/chat/a', '/base/a', '/base/a'],
    ['os.environ/BASE/base', [], '/v1/chat/a', '/KEY-VALUE/base/a', `/${mask}/base/a`],
    ['https://os.environ/HOST', [], '/v1/chat', '/', '/'],
    ['https://os.environ/HOST', [], '/v1/chat', '/?q=KEY-VALUE', `/?q=${mask}`],
  ])('to %s with %j hides what the route put into the URL', async (target, query, asked, path, shown) => {
    const lines = query.length === 0 ? [] : ['default_query_params:', ...query.map((line) => `  ${line}`)]
    const route = routeOf('path: /v1/chat', 'include_subpath: true', `target: ${target}`, ...lines)
    const { sent } = await detailOf({ route, target: asked, sent: sentTo([], [], path) })
    expect(sent?.url).toBe(`https://api.example.com${shown}`)
    expect(sent?.url).not.toContain('KEY-VALUE')
  })
})

describe('the response', () => {
  it('is shown with its trailers and its body’s kind', async () => {
    const { response } = await detailOf({
      responseHeaders: [
        'Content-Type',
        'Text/HTML; charset="UTF-8"',
        'Content-Encoding',
        'gzip, br',
        'content-encoding',
        'identity',
      ],
      response: 'abc',
      trailers: ['X-Sum', '1'],
    })
    expect(response).toEqual({
      status: 200,
      statusText: 'OK',
      headers: expect.arrayContaining([{ ...client('Content-Encoding', 'gzip, br'), origin: 'upstream' }]),
      trailers: [{ ...client('X-Sum', '1'), origin: 'upstream' }],
      body: { wireBytes: 3, capturedBytes: 3, gap: null, mediaType: 'text/html', encodings: ['gzip', 'br'] },
    })
  })

  it('names its charset', async () => {
    const recorder = await testRecorder()
    const id = passing(recorder).pass({ responseHeaders: ['content-type', 'text/plain;charset="Latin1"'] })
    expect(found(recorder, id).body('response').charset).toBe('latin1')
    expect(found(recorder, id).body('request').charset).toBeNull()
  })
})

describe('the phases', () => {
  const times = (exchange: Exchange) => {
    const { startedAt } = exchange
    exchange.queuedAt = startedAt + 1
    exchange.sendingAt = startedAt + 31
    exchange.sentAt = startedAt + 33
    exchange.firstByteAt = startedAt + 43
  }

  it('of a new connection leave out of the queue what connecting took', async () => {
    const { phases, sent } = await detailOf({ sent: sentTo([]) }, (exchange) => {
      times(exchange)
      exchange.isReused = false
      exchange.connection = { address: '1.2.3.4:443', tlsVersion: 'TLSv1.3', connectMs: 10, tlsMs: 15 }
    })
    expect(phases).toMatchObject({ queued: 5, connect: 10, tls: 15, sending: 2, waiting: 10, isReused: false })
    expect(sent).toMatchObject({ address: '1.2.3.4:443', tlsVersion: 'TLSv1.3' })
  })

  it('of a reused one have no connecting', async () => {
    const { phases } = await detailOf({ sent: sentTo([]) }, (exchange) => {
      times(exchange)
      exchange.isReused = true
      exchange.connection = { address: '1.2.3.4:443', tlsVersion: 'TLSv1.3', connectMs: 10, tlsMs: 15 }
    })
    expect(phases).toMatchObject({ queued: 30, connect: null, tls: null, isReused: true })
  })

  it('that never came, or came before their turn, are null and 0', async () => {
    const { phases } = await detailOf({ sent: sentTo([]) }, (exchange) => {
      exchange.sentAt = (exchange.firstByteAt ?? 0) + 5
    })
    expect(phases).toMatchObject({ queued: null, connect: null, tls: null, sending: null, waiting: 0, isReused: null })
  })
})

describe('arrivals', () => {
  it('are noted for streams, in both directions of a WebSocket, and for nothing else', async () => {
    const recorder = await testRecorder()
    const { begin, send, respond, stream } = passing(recorder)
    const kinds = [
      { status: 101, responseHeaders: ['upgrade', 'websocket'] },
      { status: 200, responseHeaders: ['content-type', 'text/event-stream; charset=utf-8'] },
      { status: 200, responseHeaders: ['content-type', 'application/x-ndjson'] },
      { status: 200, responseHeaders: ['content-type', 'text/plain'] },
    ]
    const counts = []
    for (const kind of kinds) {
      const exchange = begin({ request: 'first' })
      respond(exchange, kind)
      for (let i = 0; i < 3; i++) {
        const before = performance.now()
        while (performance.now() - before < 0.2);
        send(exchange, 'up')
        stream(exchange, 'down')
      }
      const kept = found(recorder, exchange.id)
      counts.push(
        [kept.body('request').arrivals, kept.body('response').arrivals].map((marks) =>
          marks.map(({ offset }) => offset),
        ),
      )
      const times = kept.body('response').arrivals.map(({ atMs }) => atMs)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
    expect(counts).toEqual([
      [
        [5, 7, 9],
        [0, 4, 8],
      ],
      [[], [0, 4, 8]],
      [[], [0, 4, 8]],
      [[], []],
    ])
  })
})
