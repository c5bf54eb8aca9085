// How a tunnel begins: the handshake end to end, other protocols than WebSocket, and upgrades that are answered as ordinary requests.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { headerValues, startUpstream } from '../../support/upstream.ts'
import { echo, openWebSocket, startWebSocketUpstream } from '../../support/web-socket.ts'
import { asked, handshake, meet, openGateway, switching, tunnel } from './tunnels.ts'

describe('the handshake', () => {
  it('a subprotocol is asked for and agreed on end to end', async () => {
    const { client, request } = await meet({ protocols: ['chat.v2', 'chat.v1'] })
    expect(headerValues(request, 'sec-websocket-protocol')).toEqual(['chat.v2,chat.v1'])
    expect(client.socket.protocol).toBe('chat.v2')
  })

  it('compression is agreed on end to end, and compressed messages pass', async () => {
    const upstream = closeAfterTest(await startWebSocketUpstream(echo, { perMessageDeflate: { threshold: 0 } }))
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await openWebSocket(`${gateway.url}/a`, { perMessageDeflate: { threshold: 0 } }))
    expect(client.socket.extensions).toContain('permessage-deflate')
    const { request } = await upstream.nextConnection()
    expect(headerValues(request, 'sec-websocket-extensions')[0]).toContain('permessage-deflate')
    client.socket.send('a'.repeat(100_000))
    expect((await client.nextMessage()).data.toString()).toBe('a'.repeat(100_000))
    client.socket.close()
    expect((await gateway.nextEnded()).requestBytes).toBeLessThan(5000)
  })

  it('the upstream sees path, query, injected headers and the client’s own', async () => {
    const upstream = closeAfterTest(await startWebSocketUpstream())
    const gateway = await openGateway(`${upstream.url}/live?v=1`, {
      route: { headers: { Authorization: 'Bearer os.environ/KEY' } },
      variables: { KEY: 'secret' },
    })
    closeAfterTest(
      await openWebSocket(`${gateway.url}/a/b%2Fc?x=1&x=2`, {
        headers: { authorization: 'Bearer mine', 'X-Mine': '1' },
      }),
    )
    const { request } = await upstream.nextConnection()
    expect(request.url).toBe('/live/b%2Fc?v=1&x=1&x=2')
    expect(headerValues(request, 'host')).toEqual([`127.0.0.1:${upstream.port}`])
    expect(headerValues(request, 'authorization')).toEqual(['Bearer secret'])
    expect(headerValues(request, 'x-mine')).toEqual(['1'])
    expect(headerValues(request, 'sec-websocket-version')).toEqual(['13'])
  })

  it('the client sees the upstream’s headers, and the exchange’s id', async () => {
    const { client, server } = await asked()
    await server.send(switching.replace('\r\n\r\n', '\r\nSet-Cookie: a=1\r\nX-Odd: caf\xe9\r\nset-cookie: b=2\r\n\r\n'))
    await client.waitForText('\r\n\r\n')
    expect(client.received().toString('latin1').split('\r\n')).toEqual([
      expect.stringMatching(/^HTTP\/1.1 101 /),
      'Connection: Upgrade',
      'Upgrade: echo/1',
      'Set-Cookie: a=1',
      'X-Odd: caf\xe9',
      'set-cookie: b=2',
      expect.stringMatching(/^x-throughline-id: \w+-\w+$/),
      '',
      '',
    ])
  })

  it('on a connection that has served requests before', async () => {
    const upstream = closeAfterTest(await startWebSocketUpstream(echo))
    upstream.server.options.server?.on('request', (_request, response) => response.end('plain'))
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    expect((await client.readResponse()).body.toString()).toBe('plain')
    await client.send(
      handshake(gateway.port, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==').replace(
        'echo/1',
        'websocket',
      ),
    )
    await client.waitForText('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
  })

  it('behind a request that is not yet answered: the connection is closed, and the gateway goes on', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url)
    for (const token of ['websocket', 'h2c']) {
      const client = closeAfterTest(await connectRaw(gateway.port))
      const first = `GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`
      await client.send(first + handshake(gateway.port).replace('echo/1', token))
      await client.ended()
    }
    await expect.poll(() => gateway.gateway.stats()).toMatchObject({ connections: 0, inFlight: 0 })
  })
})

describe('other protocols', () => {
  it('a token of any other name is tunnelled byte for byte', async () => {
    const { client, server, gateway } = await tunnel()
    expect(server.received().toString().toLowerCase()).toContain('upgrade: echo/1\r\n')
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    await client.send(bytes)
    await server.waitFor((received) => (received.subarray(-256).equals(bytes) ? true : null), 'all bytes')
    await server.send(bytes)
    await client.waitFor((received) => (received.subarray(-256).equals(bytes) ? true : null), 'all bytes')
    server.socket.end()
    await client.ended()
    expect(await gateway.nextEnded()).toMatchObject({
      status: 101,
      outcome: 'ok',
      requestBytes: 256,
      responseBytes: 256,
    })
  })

  it.each<[string, string, string[], string]>([
    ['h2c', 'GET', ['Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings', 'HTTP2-Settings: AAMAAABkAAQ'], ''],
    [
      'h2c with a body',
      'POST',
      ['Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings', 'HTTP2-Settings: AA', 'Content-Length: 5'],
      'hello',
    ],
    [
      'h2c with a body in chunks',
      'POST',
      ['Upgrade: H2C', 'Connection: upgrade', 'Transfer-Encoding: chunked'],
      '5\r\nhello\r\n0\r\n\r\n',
    ],
    ['WebSocket with a body', 'POST', ['Upgrade: websocket', 'Connection: Upgrade', 'Content-Length: 5'], 'hello'],
  ])('%s is answered as an ordinary request, and its connection stays', async (_name, method, fields, body) => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    for (let round = 0; round < 2; round++) {
      await client.send(
        [`${method} /a HTTP/1.1`, `Host: 127.0.0.1:${gateway.port}`, ...fields, 'X-End: 1', '', body].join('\r\n'),
      )
      expect((await client.readResponse()).status).toBe(200)
      const request = await upstream.nextRequest()
      expect([request.method, request.body.toString()]).toEqual([method, body && 'hello'])
      expect(headerValues(request, 'upgrade')).toEqual([])
      expect(headerValues(request, 'http2-settings')).toEqual([])
      expect(headerValues(request, 'x-end')).toEqual(['1'])
    }
    expect(gateway.gateway.stats()).toMatchObject({ connections: 1, total: 2 })
  })

  it('curl --http2 gets its answers', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openGateway(upstream.url)
    const run = (...options: string[]) =>
      promisify(execFile)('curl', [
        '-sS',
        '--noproxy',
        '*',
        '--http2',
        '-w',
        ' %{http_version} %{http_code}',
        ...options,
        `${gateway.url}/a`,
      ])
    expect((await run()).stdout).toBe('{"ok":true} 1.1 200')
    expect((await run('-d', 'hello')).stdout).toBe('{"ok":true} 1.1 200')
    expect(upstream.requests.map(({ body }) => body.toString())).toEqual(['', 'hello'])
  })
})
