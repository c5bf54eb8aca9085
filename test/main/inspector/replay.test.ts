// Captured requests are sent again through a real gateway to a real upstream.
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createReplay, createReplayTokens, type ReplayEdit } from '../../../src/main/inspector/replay.ts'
import type { ExchangeDetail, HeaderField } from '../../../src/shared/exchange-detail.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'
import { capturedBody, capturedExchange, headerField } from '../../support/captured-body.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { headerValues, startUpstream, type UpstreamHandler } from '../../support/upstream.ts'

async function start(handler?: UpstreamHandler) {
  const upstream = closeAfterTest(await startUpstream(handler))
  const tokens = createReplayTokens()
  const routes = [
    { path: '/v1', target: upstream.url, include_subpath: true, headers: { 'X-Injected': 'by the route' } },
  ]
  const gateway = closeAfterTest(await startGateway({ routes, replays: tokens }))
  return { upstream, gateway, replay: createReplay({ gatewayUrl: () => gateway.url, tokens }) }
}

const client = (name: string, value: string) => headerField(name, value, 'client')

interface Captured {
  method?: string
  url?: string
  headers?: HeaderField[]
  body?: Parameters<typeof capturedBody>
  stream?: 'websocket'
}

function captured({ method = 'POST', url = 'http://127.0.0.1:4000/v1/chat', headers = [], body, stream }: Captured) {
  const request = capturedBody(...(body ?? ['']))
  const detail: Partial<ExchangeDetail> = {
    client: { address: null, httpVersion: '1.1', url, headers, removed: [], body: request.info },
  }
  return capturedExchange({ summary: { id: 'before-1', method, stream: stream ?? null }, request, detail })
}

const edit = (changes: Partial<ReplayEdit>): ReplayEdit => ({
  ...{ method: 'POST', target: '/v1/chat', headers: [], body: null },
  ...changes,
})

test('what was captured is sent again, byte for byte', async () => {
  const { upstream, gateway, replay } = await start()
  const body = Buffer.from('{"text":"g\u00fcn\0"}')
  const headers = [
    client('Host', '127.0.0.1:4000'),
    client('X-B', '1'),
    client('Connection', 'keep-alive'),
    client('x-b', 'caf\u00e9'),
    client('Content-Encoding', 'x-own'),
    client('Content-Length', '999'),
    client('Transfer-Encoding', 'chunked'),
    client('x-throughline-replay', 'old'),
  ]
  const url = 'http://127.0.0.1:4000/v1/chat/%7Ea?q=%20b&q='
  const { id, omitted } = await replay(captured({ url, headers, body: [body, { encodings: ['x-own'] }] }), null)
  const request = await upstream.nextRequest()
  const exchange = await gateway.nextEnded()
  expect(exchange).toMatchObject({ id, replayOf: 'before-1', outcome: 'ok', method: 'POST' })
  expect(omitted).toEqual([])
  expect(request.method).toBe('POST')
  expect(request.path).toBe('/chat/%7Ea?q=%20b&q=')
  expect(request.body.equals(body)).toBe(true)
  expect(headerValues(request, 'X-B')).toEqual(['1', 'caf\u00e9'])
  expect(headerValues(request, 'content-encoding')).toEqual(['x-own'])
  expect(headerValues(request, 'content-length')).toEqual([String(body.length)])
  expect(headerValues(request, 'x-throughline-replay')).toEqual([])
  expect(headerValues(request, 'x-injected')).toEqual(['by the route'])
})

test('what was masked is left out and named', async () => {
  const { upstream, replay } = await start()
  const headers = [client('Authorization', `Bearer ${mask}`), client('Cookie', `a=${mask}`), client('X-A', '1')]
  const url = `http://127.0.0.1:4000/v1/chat?key=${mask}&q=1`
  const { omitted } = await replay(captured({ method: 'GET', url, headers }), null)
  const request = await upstream.nextRequest()
  expect(omitted).toEqual(['?key', 'Authorization', 'Cookie'])
  expect(request.path).toBe('/chat?q=1')
  expect(headerValues(request, 'authorization')).toEqual([])
  expect(headerValues(request, 'x-a')).toEqual(['1'])
  expect(headerValues(request, 'content-length')).toEqual([])
})

test('what was edited is sent as it was edited', async () => {
  const { upstream, replay } = await start()
  const headers = [
    { name: 'X-New', value: 'gr\u00fc\u00df' },
    { name: 'X-Utf8', value: '\u65e5' },
    { name: 'Content-Encoding', value: 'gzip' },
    { name: 'Authorization', value: `Bearer ${mask}` },
  ]
  const body = Buffer.from('edited')
  const exchange = captured({ body: ['before', { encodings: ['gzip'] }] })
  const target = '/v1/other?x=1'
  const { omitted } = await replay(exchange, edit({ method: 'PUT', target, headers, body }))
  const request = await upstream.nextRequest()
  expect(omitted).toEqual(['Authorization'])
  expect([request.method, request.path, request.body.toString()]).toEqual(['PUT', '/other?x=1', 'edited'])
  expect(headerValues(request, 'x-new')).toEqual(['gr\u00fc\u00df'])
  expect(headerValues(request, 'x-utf8')).toEqual([Buffer.from('\u65e5').toString('latin1')])
  // The bytes are not encoded any more.
  expect(headerValues(request, 'content-encoding')).toEqual([])
})

test('the captured body stays where only the rest is edited, and an empty one stays empty', async () => {
  const { upstream, replay } = await start()
  await replay(captured({ body: ['before'] }), edit({}))
  expect((await upstream.nextRequest()).body.toString()).toBe('before')
  await replay(captured({ body: ['before'] }), edit({ body: new Uint8Array() }))
  const request = await upstream.nextRequest()
  expect(request.body.length).toBe(0)
  expect(headerValues(request, 'content-length')).toEqual(['0'])
})

test('a large body is sent in pieces', async () => {
  const { upstream, replay } = await start()
  const bytes = Buffer.alloc(3_000_001, 'abc')
  await replay(captured({ body: [bytes] }), null)
  const request = await upstream.nextRequest()
  expect(request.body.equals(bytes)).toBe(true)
})

test('an endless answer is no reason to wait', async () => {
  const { replay, gateway } = await start((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: 1\n\n')
  })
  const { id } = await replay(captured({ method: 'GET' }), null)
  expect(id).toMatch(/./)
  await gateway.close()
  expect(await gateway.nextEnded()).toMatchObject({ id })
})

test('the gateway tells the new exchange’s id before there is an answer', async () => {
  const tokens = createReplayTokens()
  const received: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request) => {
    received.push(request)
    tokens.take(String(request.headers['x-throughline-replay']), 'new-7')
  })
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closeAfterTest({
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : null
  const replay = createReplay({ gatewayUrl: () => `http://127.0.0.1:${port}`, tokens })
  expect(await replay(captured({}), null)).toEqual({ id: 'new-7', omitted: [] })
  expect(received.length).toBe(1)
})

describe('what cannot be sent again', () => {
  const replay = createReplay({ gatewayUrl: () => 'http://127.0.0.1:1', tokens: createReplayTokens() })

  test('while the gateway is stopped', async () => {
    const stopped = createReplay({ gatewayUrl: () => null, tokens: createReplayTokens() })
    await expect(stopped(captured({}), null)).rejects.toMatchObject({ code: 'server_stopped' })
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : null
    await new Promise((resolve) => server.close(resolve))
    const gone = createReplay({ gatewayUrl: () => `http://127.0.0.1:${port}`, tokens: createReplayTokens() })
    await expect(gone(captured({}), null)).rejects.toMatchObject({ code: 'server_stopped' })
  })

  test('a body that was not kept whole, unless another is given', async () => {
    const cut = captured({ body: ['abc', { gap: 'limit', wireBytes: 9 }] })
    await expect(replay(cut, null)).rejects.toMatchObject({ code: 'capture_incomplete' })
    await expect(replay(cut, edit({}))).rejects.toMatchObject({ code: 'capture_incomplete' })
    const { replay: working, upstream } = await start()
    const gone = captured({ body: ['abc'] })
    const letGo = { ...gone, body: () => ({ ...gone.body('request'), read: async () => Buffer.alloc(0) }) }
    await expect(working(letGo, null)).rejects.toMatchObject({ code: 'capture_incomplete' })
    const growing = captured({ body: ['abc', { isEnded: false }] })
    await expect(replay(growing, null)).rejects.toMatchObject({ code: 'capture_incomplete' })
    await working(cut, edit({ body: Buffer.from('new') }))
    expect((await upstream.nextRequest()).body.toString()).toBe('new')
  })

  test('a WebSocket', async () => {
    await expect(replay(captured({ stream: 'websocket' }), null)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test.each([
    ['a method', { method: 'GET / HTTP/1.1\r\n' }],
    ['a tunnel', { method: 'CONNECT' }],
    ['a target without a slash', { target: 'v1/chat' }],
    ['a target on another host', { target: 'http://other.example/' }],
    ['a target with a line break', { target: '/v1\r\nX: y' }],
    ['a target with a space', { target: '/v1 /' }],
    ['a name', { headers: [{ name: 'X Y', value: '1' }] }],
    ['a value with a line break', { headers: [{ name: 'X', value: 'a\r\nY: b' }] }],
  ])('%s that is none', async (_, changes) => {
    await expect(replay(captured({}), edit(changes))).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('a token', () => {
  test('is good once', () => {
    const { issue, take } = createReplayTokens()
    const token = issue('a-1')
    expect(Buffer.from(token, 'base64url').length).toBe(32)
    expect(take(`${token}x`)).toBeNull()
    expect(take(token)).toBe('a-1')
    expect(take(token)).toBeNull()
  })

  test('expires', () => {
    let now = 0
    const { issue, take } = createReplayTokens({ now: () => now })
    const [first, second] = [issue('a-1'), issue('a-2')]
    now = 9999
    expect(take(first)).toBe('a-1')
    now = 10_000
    expect(take(second)).toBeNull()
  })

  test('gives way to newer ones', () => {
    const { issue, take } = createReplayTokens({ most: 3 })
    const tokens = ['1', '2', '3', '4'].map((id) => issue(id))
    expect(tokens.map((token) => take(token))).toEqual([null, '2', '3', '4'])
  })
})

test('a request from elsewhere cannot pass for a replay', async () => {
  const { gateway } = await start()
  const socket = connect(gateway.port, '127.0.0.1')
  socket.write(
    `GET /v1/x HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nx-throughline-replay: guess\r\nConnection: close\r\n\r\n`,
  )
  socket.resume()
  expect((await gateway.nextEnded()).replayOf).toBeNull()
  socket.destroy()
})
