// Replays: who holds a token of the app's is let in without the client key, once; the header goes no further than the gateway.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RouteYaml, startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RequestBytes, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw } from '../../support/raw-socket.ts'
import { type RecordedRequest, startUpstream } from '../../support/upstream.ts'
import { openWebSocket, startWebSocketUpstream } from '../../support/web-socket.ts'

const settings = { master_key: 'sk-master' }

/** Tokens that are taken once each, with the exchange that each stands for; and every token that was asked for. */
function createReplays(tokens: Record<string, string> = { 'token-1': 'run-7' }) {
  const left = new Map(Object.entries(tokens))
  const asked: string[] = []
  const take = (token: string) => {
    asked.push(token)
    const id = left.get(token) ?? null
    left.delete(token)
    return id
  }
  return { take, asked }
}

async function open(options: Partial<TestGatewayOptions> = {}, route: Partial<RouteYaml> = {}) {
  const upstream = closeAfterTest(await startUpstream())
  const replays = createReplays()
  const gateway = closeAfterTest(
    await startGateway({
      ...{ settings, replays, ...options },
      routes: [{ path: '/a', target: upstream.url, include_subpath: true, auth: true, ...route }],
    }),
  )
  return { upstream, gateway, replays }
}

const withToken = (token: string, ...more: string[]): RequestBytes => ({
  path: '/a',
  headers: ['X-Throughline-Replay', token, 'X-Mine', '1', ...more],
})

function expectUnseen(request: RecordedRequest, exchange: { requestHeaders: readonly string[] }) {
  for (const headers of [request.rawHeaders, exchange.requestHeaders]) {
    expect(JSON.stringify(headers).toLowerCase()).not.toContain('x-throughline-replay')
    expect(JSON.stringify(headers)).not.toContain('token')
    expect(headers).toContain('X-Mine')
  }
}

describe('a token of the app’s', () => {
  it('names the exchange that is repeated, lets in without the client key, and is seen by nobody', async () => {
    const { upstream, gateway } = await open()
    expect((await gateway.request(withToken('token-1'))).status).toBe(200)
    const exchange = await gateway.nextEnded()
    expect(exchange).toMatchObject({ replayOf: 'run-7', outcome: 'ok' })
    expectUnseen(await upstream.nextRequest(), exchange)
  })

  it('is known to the observer from the beginning', async () => {
    const begun: (string | null)[] = []
    const { gateway } = await open({ observer: { received: ({ replayOf }) => begun.push(replayOf) } })
    await gateway.request(withToken('token-1'))
    expect(begun).toEqual(['run-7'])
  })

  it('works once', async () => {
    const { upstream, gateway } = await open()
    await gateway.request(withToken('token-1'))
    const answer = await gateway.request(withToken('token-1'))
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([401, ['auth_error']])
    expect(gateway.exchanges.map(({ replayOf }) => replayOf)).toEqual(['run-7', null])
    expect(upstream.begun()).toBe(1)
  })

  it('is used up by a request that the guard refuses, too', async () => {
    const { upstream, gateway } = await open()
    expect((await gateway.request(withToken('token-1', 'Origin', 'https://evil.example'))).status).toBe(403)
    expect((await gateway.request(withToken('token-1'))).status).toBe(401)
    expect(upstream.begun()).toBe(0)
  })

  it.each<[string, string[], string]>([
    ['a foreign Host', ['Host', 'evil.example'], 'forbidden_host'],
    ['a foreign Origin', ['Origin', 'https://evil.example'], 'forbidden_origin'],
    ['a page of another site', ['Sec-Fetch-Site', 'cross-site'], 'forbidden_origin'],
  ])('does not get %s past the guard', async (_name, fields, type) => {
    const { upstream, gateway } = await open()
    const answer = await gateway.request(withToken('token-1', ...fields))
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([403, [type]])
    expect(upstream.begun()).toBe(0)
  })

  it('lets a WebSocket in', async () => {
    const upstream = closeAfterTest(await startWebSocketUpstream())
    const gateway = closeAfterTest(
      await startGateway({
        ...{ settings, replays: createReplays() },
        routes: [{ path: '/a', target: upstream.url, auth: true }],
      }),
    )
    const headers = { 'X-Throughline-Replay': 'token-1' }
    const client = closeAfterTest(await openWebSocket(`${gateway.url}/a`, { headers }))
    const { request } = await upstream.nextConnection()
    expect(request.headers).not.toHaveProperty('x-throughline-replay')
    client.socket.close()
    expect(await gateway.nextEnded()).toMatchObject({ status: 101, replayOf: 'run-7' })
    await expect(openWebSocket(`${gateway.url}/a`, { headers })).rejects.toThrow('401')
  })
})

describe('any other', () => {
  it.each<[string, string[]]>([
    ['a wrong token', ['X-Throughline-Replay', 'token-2']],
    ['an empty token', ['X-Throughline-Replay', '']],
    ['two headers, one of them right', ['X-Throughline-Replay', 'token-1', 'x-throughline-replay', 'token-2']],
    ['the right one twice', ['X-Throughline-Replay', 'token-1', 'X-Throughline-Replay', 'token-1']],
    ['two in one header', ['X-Throughline-Replay', 'token-1, token-1']],
    ['the right one in another header', ['X-Pass-X-Throughline-Replay', 'token-1']],
  ])('%s does not get past the client key', async (_name, fields) => {
    const { upstream, gateway } = await open()
    const answer = await gateway.request({ path: '/a', headers: fields })
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([401, ['auth_error']])
    expect((await gateway.nextEnded()).replayOf).toBeNull()
    expect(upstream.begun()).toBe(0)
  })

  it.each<[string, string[]]>([
    ['a wrong token', ['X-Throughline-Replay', 'token-2']],
    ['two headers', ['X-Throughline-Replay', 'token-1', 'x-throughline-replay', 'token-2']],
    ['one that is to be passed on', ['X-Pass-X-Throughline-Replay', 'token-2']],
  ])('%s is never forwarded', async (_name, fields) => {
    const { upstream, gateway } = await open({}, { auth: false })
    expect((await gateway.request({ path: '/a', headers: ['X-Mine', '1', ...fields] })).status).toBe(200)
    const { rawHeaders } = await upstream.nextRequest()
    expect(JSON.stringify(rawHeaders)).not.toContain('token')
    expect(rawHeaders).toContain('X-Mine')
    expect((await gateway.nextEnded()).replayOf).toBeNull()
  })

  it('is stripped where nobody replays', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    await gateway.request(withToken('token-1'))
    expectUnseen(await upstream.nextRequest(), await gateway.nextEnded())
  })

  it('costs no look-up where there is no header, or more than one', async () => {
    const { gateway, replays } = await open({}, { auth: false })
    await gateway.request({ path: '/a' })
    await gateway.request(withToken('token-1', 'X-Throughline-Replay', 'token-1'))
    expect(replays.asked).toEqual([])
  })

  it('is asked for once where an upgrade is served as an ordinary request', async () => {
    const { upstream, gateway, replays } = await open()
    const client = closeAfterTest(await connectRaw(gateway.port))
    const fields = ['Upgrade: h2c', 'Connection: Upgrade', 'X-Throughline-Replay: token-1', 'X-Mine: 1', '\r\n']
    await client.send(['GET /a HTTP/1.1', `Host: 127.0.0.1:${gateway.port}`, ...fields].join('\r\n'))
    expect((await client.readResponse()).status).toBe(200)
    expect(replays.asked).toEqual(['token-1'])
    expectUnseen(await upstream.nextRequest(), await gateway.nextEnded())
  })
})
