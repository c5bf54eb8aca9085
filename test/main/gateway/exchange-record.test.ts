// What an exchange tells its observer of the way it took: what was sent, when, over which connection, and what came back.
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { socketAddress } from '../../../src/main/gateway/socket-address.ts'
import { createAuthority } from '../../support/certificates.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RouteYaml, startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { connectRaw, type RawPeer, type RawUpstream, startRawUpstream } from '../../support/raw-socket.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startTlsUpstream } from '../../support/tls-upstream.ts'
import { startUpstream } from '../../support/upstream.ts'
import { openGateway as openTunnelGateway, refusal, tunnel } from './tunnels.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

async function openTo(target: string, options: Partial<TestGatewayOptions> = {}, route: Partial<RouteYaml> = {}) {
  return closeAfterTest(
    await startGateway({ routes: [{ path: '/a', target, include_subpath: true, ...route }], ...options }),
  )
}

/** Answers every request on every connection. */
async function answerAll(peer: RawPeer, answer = ok) {
  for (let answered = 1; ; answered++) {
    await peer.waitFor(
      (bytes) => (bytes.toString('latin1').split('\r\n\r\n').length > answered ? true : null),
      'a request',
    )
    await peer.send(answer)
  }
}

/** Each was set, and none is before the one before it. */
function expectInOrder(...times: (number | null)[]) {
  expect(times).not.toContain(null)
  expect(times).toEqual([...(times as number[])].sort((a, b) => a - b))
}

describe('the client', () => {
  it('its address, port and version of HTTP', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    for (const version of ['1.1', '1.0']) {
      await client.send(`GET /a HTTP/${version}\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
      await client.readResponse()
      const clientAddress = `127.0.0.1:${client.socket.localPort}`
      expect(await gateway.nextEnded()).toMatchObject({ httpVersion: version, clientAddress })
    }
  })

  it.each<[string, string | undefined, number | undefined, string | null]>([
    ['IPv4', '127.0.0.1', 80, '127.0.0.1:80'],
    ['IPv6', '::1', 4000, '[::1]:4000'],
    ['IPv4 on a listener of both', '::ffff:10.0.0.1', 4000, '10.0.0.1:4000'],
    ['a connection that is gone', undefined, undefined, null],
  ])('an address of %s', (_name, address, port, expected) => {
    expect(socketAddress(address, port)).toBe(expected)
  })
})

describe('what was sent', () => {
  const route = { headers: { Authorization: 'Bearer os.environ/KEY', 'X-Team': 'blue' } }
  const variables = { KEY: 'sk-secret' }

  it('is the target’s origin, path and query, and the headers: Host, the client’s, the injected', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(`${upstream.url}/v1?k=1`, { variables }, route)
    await gateway.request({ path: '/a/b?x=2', headers: ['X-Mine', '1', 'authorization', 'mine', 'Accept', '*/*'] })
    const { sent, upstream: host } = await gateway.nextEnded()
    expect(host).toBe(`127.0.0.1:${upstream.port}`)
    expect(sent).toEqual({
      origin: upstream.url,
      path: '/v1/b?k=1&x=2',
      headers: [
        ...['host', `127.0.0.1:${upstream.port}`],
        ...['X-Mine', '1', 'Accept', '*/*'],
        ...['Authorization', 'Bearer sk-secret', 'X-Team', 'blue'],
      ],
      clientEnd: 6,
    })
  })

  it('tells the target’s user info as injected', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(upstream.url.replace('//', '//user:pass@'))
    await gateway.request({ path: '/a', headers: ['X-Mine', '1'] })
    const { sent } = await gateway.nextEnded()
    expect(sent?.headers.slice(sent.clientEnd)).toEqual(['Authorization', 'Basic dXNlcjpwYXNz'])
  })

  it('is told of a tunnel, too', async () => {
    const { gateway, upstream, client } = await tunnel({ route, variables })
    client.reset()
    const { sent, connection, isReused, queuedAt, sendingAt, sentAt, firstByteAt } = await gateway.nextEnded()
    expect(sent).toMatchObject({ origin: upstream.url, path: '/', clientEnd: 2 })
    expect(sent?.headers.slice(2)).toEqual(['Authorization', 'Bearer sk-secret', 'X-Team', 'blue'])
    expect([connection?.address, isReused]).toEqual([`127.0.0.1:${upstream.port}`, false])
    expectInOrder(queuedAt, sendingAt, sentAt, firstByteAt)
  })

  it('is nothing where the gateway refused: neither the times of it, nor a connection', async () => {
    const gateway = await openTo('http://127.0.0.1:9', {}, { headers: { 'X-Key': 'os.environ/NOT_SET' } })
    await gateway.request({ path: '/a' })
    const none = { sent: null, connection: null, isReused: null, queuedAt: null, sendingAt: null, sentAt: null }
    expect(await gateway.nextEnded()).toMatchObject({ ...none, status: 502, statusText: 'Bad Gateway' })
    const tunnels = await openTunnelGateway('http://127.0.0.1:9', { route: { path: '/b' } })
    await refusal(tunnels.port)
    expect(await tunnels.nextEnded()).toMatchObject({ ...none, status: 404, statusText: 'Not Found' })
  })
})

describe('what came back', () => {
  it('the reason, as Latin-1', async () => {
    const upstream = closeAfterTest(
      await startRawUpstream((peer) =>
        answerAll(peer, 'HTTP/1.1 503 D\xc3\xa9sol\xc3\xa9\r\nContent-Length: 0\r\n\r\n'),
      ),
    )
    const gateway = await openTo(upstream.url)
    await gateway.request({ path: '/a' })
    expect(await gateway.nextEnded()).toMatchObject({ status: 503, statusText: 'D\xc3\xa9sol\xc3\xa9' })
  })

  it('the trailers, in order, case and repetition', async () => {
    const answer =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: 1\r\nx-more: caf\xe9\r\nX-Sum: 2\r\n\r\n'
    const upstream = closeAfterTest(await startRawUpstream((peer) => answerAll(peer, answer)))
    const gateway = await openTo(upstream.url)
    await gateway.request({ path: '/a', headers: ['TE', 'trailers'] })
    expect((await gateway.nextEnded()).responseTrailers).toEqual(['X-Sum', '1', 'x-more', 'caf\xe9', 'X-Sum', '2'])
  })

  it('no trailers where none came', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(upstream.url)
    await gateway.request({ path: '/a' })
    expect(await gateway.nextEnded()).toMatchObject({ statusText: 'OK', responseTrailers: null })
  })
})

describe('the times', () => {
  it('are in their order, with a body that comes whole and with one that streams', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(upstream.url)
    await gateway.request({ method: 'POST', path: '/a', body: 'hello' })
    await gateway.request({ method: 'POST', path: '/a', chunks: ['hello', 'world'] })
    for (let i = 0; i < 2; i++) {
      const { startedAt, queuedAt, sendingAt, sentAt, firstByteAt, endedAt } = await gateway.nextEnded()
      expectInOrder(startedAt, queuedAt, sendingAt, sentAt, firstByteAt, endedAt)
    }
  })

  it('a request that waits for a connection is sent when the one before it is done', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(upstream.url, { limits: { upstreamConnections: 1 } })
    await Promise.all([gateway.request({ path: '/a' }), gateway.request({ path: '/a' })])
    const first = await gateway.nextEnded()
    const second = await gateway.nextEnded()
    expectInOrder(second.queuedAt, first.firstByteAt, second.sendingAt)
    expect(second.connection).toBe(first.connection)
  })

  it('a request that is broken off before its end was never sent', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openTo(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: 10\r\n\r\nhello`)
    await (await upstream.nextConnection()).waitForText('hello')
    client.reset()
    const { queuedAt, sendingAt, sentAt, connection } = await gateway.nextEnded()
    expectInOrder(queuedAt, sendingAt)
    expect(sentAt).toBeNull()
    expect(connection).not.toBeNull()
  })
})

describe('the connection', () => {
  it('is new for the first request and reused by the next', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(upstream.url)
    for (let i = 0; i < 3; i++) await gateway.request({ path: '/a' })
    const [first, second, third] = gateway.exchanges
    expect(gateway.exchanges.map(({ isReused }) => isReused)).toEqual([false, true, true])
    expect(first?.connection).toEqual({
      ...{ address: `127.0.0.1:${upstream.port}`, tlsVersion: null, tlsMs: null },
      connectMs: expect.any(Number),
    })
    expect(first?.connection?.connectMs).toBeGreaterThan(0)
    expect(second?.connection).toBe(first?.connection)
    expect(third?.connection).toBe(first?.connection)
  })

  it('tells TLS and how long its handshake took', async () => {
    const authority = createAuthority()
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names: ['127.0.0.1'] })))
    const file = join(await temporaryFolder(), 'authority.pem')
    await writeFile(file, authority.cert)
    const gateway = await openTo(upstream.url, { environment: { NODE_EXTRA_CA_CERTS: file } })
    await gateway.request({ path: '/a' })
    const { connection, queuedAt, sendingAt } = await gateway.nextEnded()
    expect(connection).toMatchObject({ address: `127.0.0.1:${upstream.port}`, tlsVersion: 'TLSv1.3' })
    const { connectMs = 0, tlsMs = 0 } = connection ?? {}
    expect(connectMs).toBeGreaterThan(0)
    expect(tlsMs).toBeGreaterThan(0)
    expect(connectMs + (tlsMs ?? 0)).toBeLessThanOrEqual((sendingAt ?? 0) - (queuedAt ?? 0))
  })

  it('is none where none could be made', async () => {
    const upstream = await startRawUpstream()
    await upstream.close()
    const gateway = await openTo(upstream.url)
    await gateway.request({ path: '/a' })
    const exchange = await gateway.nextEnded()
    expect(exchange).toMatchObject({ connection: null, isReused: null, sendingAt: null, sentAt: null })
    expect(exchange.queuedAt).not.toBeNull()
  })

  /** An upstream that leaves just before the second request is written to it, so that its connection swallows it. */
  async function openStale(leave: (upstream: RawUpstream) => void) {
    const upstream = closeAfterTest(await startRawUpstream((peer) => answerAll(peer)))
    const gateway = await openTo(upstream.url)
    let attempts = 0
    const onSend = (message: unknown) => {
      if ((message as { request: { origin: string } }).request.origin !== upstream.url) return
      if (++attempts === 2) leave(upstream)
    }
    subscribe('undici:client:sendHeaders', onSend)
    onTestFinished(() => void unsubscribe('undici:client:sendHeaders', onSend))
    await gateway.request({ path: '/a' })
    await gateway.request({ path: '/a' })
    return { first: await gateway.nextEnded(), second: await gateway.nextEnded(), attempts }
  }

  it('is the last attempt’s where a stale one was met first', async () => {
    const { first, second, attempts } = await openStale(({ connections }) => connections[0]?.socket.destroy())
    expect(attempts).toBe(3)
    expect(second).toMatchObject({ status: 200, outcome: 'ok', isReused: false })
    expect(second.connection).not.toBe(first.connection)
    expectInOrder(second.startedAt, second.queuedAt, second.sendingAt, second.sentAt, second.firstByteAt)
  })

  it('is none where the last attempt found none', async () => {
    const { second, attempts } = await openStale((upstream) => void upstream.close())
    expect(attempts).toBe(2)
    expect(second).toMatchObject({ outcome: 'upstream_error', errorCode: 'ECONNREFUSED' })
    expect(second).toMatchObject({ connection: null, isReused: null, sendingAt: null, sentAt: null })
  })
})
