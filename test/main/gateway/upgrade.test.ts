// Tunnels: WebSocket by a real client and server, other protocols on raw sockets, with the rules that hold for every request.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ClientOptions } from 'ws'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RouteYaml, startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RawResponse, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, type RawPeer, type RawUpstream, startRawUpstream } from '../../support/raw-socket.ts'
import { headerValues, startUpstream } from '../../support/upstream.ts'
import {
  echo,
  openWebSocket,
  startWebSocketUpstream,
  type WebSocketUpstream,
  watchSocket,
} from '../../support/web-socket.ts'

type Options = Partial<TestGatewayOptions> & { route?: Partial<RouteYaml> }

async function openGateway(target: string, { route, ...options }: Options = {}) {
  return closeAfterTest(
    await startGateway({ routes: [{ path: '/a', target, include_subpath: true, ...route }], ...options }),
  )
}

/** A gateway in front of a WebSocket server, and one connection through it. */
async function meet(options: Options & { client?: ClientOptions; protocols?: string[] } = {}) {
  const { client: clientOptions, protocols, ...others } = options
  const upstream = closeAfterTest(await startWebSocketUpstream())
  const gateway = await openGateway(upstream.url, others)
  const client = closeAfterTest(await openWebSocket(`${gateway.url}/a`, clientOptions, protocols))
  const { socket, request } = await upstream.nextConnection()
  return { upstream, gateway, client, server: watchSocket(socket), request }
}

const handshake = (port: number, ...fields: string[]) =>
  ['GET /a HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: Upgrade', 'Upgrade: echo/1', ...fields, '\r\n'].join(
    '\r\n',
  )

const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo/1\r\n\r\n'

/** A tunnel of raw sockets: both ends see every byte and how the other one leaves. */
async function tunnel(options: Options = {}) {
  const upstream = closeAfterTest(await startRawUpstream())
  const gateway = await openGateway(upstream.url, options)
  const client = closeAfterTest(await connectRaw(gateway.port))
  await client.send(handshake(gateway.port))
  const server = await upstream.nextConnection()
  await server.waitForText('\r\n\r\n')
  await server.send(switching)
  await client.waitForText('\r\n\r\n')
  return { upstream, gateway, client, server }
}

/** What a client gets that asks for a WebSocket and is given an ordinary answer. */
async function refusal(port: number, ...fields: string[]): Promise<RawResponse & { ending: string }> {
  const client = closeAfterTest(await connectRaw(port))
  await client.send(
    [
      'GET /a HTTP/1.1',
      ...(fields.some((field) => field.startsWith('Host:')) ? [] : [`Host: 127.0.0.1:${port}`]),
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...fields,
      '\r\n',
    ].join('\r\n'),
  )
  const answer = await client.readResponse()
  return { ...answer, ending: await client.ended() }
}

describe('messages', () => {
  it('of text and of bytes pass both ways', async () => {
    const { client, server } = await meet()
    client.socket.send('Grüße, 世界')
    expect(await server.nextMessage()).toEqual({ data: Buffer.from('Grüße, 世界'), isBinary: false })
    server.socket.send(Buffer.from([0, 255, 13, 10]))
    expect(await client.nextMessage()).toEqual({ data: Buffer.from([0, 255, 13, 10]), isBinary: true })
    server.socket.send('')
    expect(await client.nextMessage()).toEqual({ data: Buffer.alloc(0), isBinary: false })
  })

  it('in fragments arrive whole, each fragment as soon as it was sent', async () => {
    const { client, server } = await meet()
    client.socket.send('one ', { fin: false })
    client.socket.ping('between')
    const [ping] = (await once(server.socket, 'ping')) as [Buffer]
    expect(ping.toString()).toBe('between')
    client.socket.send('two', { fin: true })
    expect((await server.nextMessage()).data.toString()).toBe('one two')
  })

  it('ping and pong pass both ways', async () => {
    const { client, server } = await meet()
    client.socket.ping('c')
    expect(String((await once(client.socket, 'pong'))[0])).toBe('c')
    server.socket.ping('s')
    expect(String((await once(server.socket, 'pong'))[0])).toBe('s')
  })

  it('of 5 MB arrive byte for byte, both ways', async () => {
    const { client, server } = await meet()
    const data = randomBytes(5_000_000)
    client.socket.send(data)
    expect((await server.nextMessage()).data.equals(data)).toBe(true)
    server.socket.send(data)
    expect((await client.nextMessage()).data.equals(data)).toBe(true)
  })

  it('10,000 of them keep their order', async () => {
    const { client, server } = await meet()
    for (let i = 0; i < 10_000; i++) client.socket.send(String(i))
    for (let i = 0; i < 10_000; i++) expect((await server.nextMessage()).data.toString()).toBe(String(i))
  })

  it('that come with the handshake’s answer are not lost', async () => {
    const upstream = closeAfterTest(await startWebSocketUpstream(({ socket }) => socket.send('first')))
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await openWebSocket(`${gateway.url}/a`))
    expect((await client.nextMessage()).data.toString()).toBe('first')
  })

  it('that the client sends right behind its handshake are not lost', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`${handshake(gateway.port)}early`)
    const server = await upstream.nextConnection()
    await server.waitForText('\r\n\r\n')
    await server.send(`${switching}hello`)
    await server.waitForText('early')
    await client.waitForText('hello')
    expect(client.received().toString().split('\r\n\r\n')[1]).toBe('hello')
  })
})

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
    const exchange = closeAndTake(client.socket, gateway)
    expect((await exchange).requestBytes).toBeLessThan(5000)
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
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(handshake(gateway.port))
    const server = await upstream.nextConnection()
    await server.waitForText('\r\n\r\n')
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

describe('the end of a connection', () => {
  it('by the client: its close code and reason reach the server', async () => {
    const { client, server, gateway } = await meet()
    client.socket.close(4001, 'client is done')
    expect(await server.closed).toEqual({ code: 4001, reason: 'client is done' })
    expect(await client.closed).toEqual({ code: 4001, reason: 'client is done' })
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })

  it('by the server: its close code and reason reach the client', async () => {
    const { client, server, gateway } = await meet()
    server.socket.close(4002, 'server is done')
    expect(await client.closed).toEqual({ code: 4002, reason: 'server is done' })
    expect(await server.closed).toEqual({ code: 4002, reason: 'server is done' })
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })

  it('without a close frame is abnormal on the other side, too', async () => {
    const first = await meet()
    first.client.socket.terminate()
    expect((await first.server.closed).code).toBe(1006)
    const second = await meet()
    second.server.socket.terminate()
    expect((await second.client.closed).code).toBe(1006)
  })

  it('a client’s reset reaches the upstream at once', async () => {
    const { client, server, gateway } = await tunnel()
    const started = performance.now()
    client.reset()
    await server.ended()
    expect(performance.now() - started).toBeLessThan(500)
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('an upstream’s reset reaches the client at once', async () => {
    const { client, server, gateway } = await tunnel()
    await server.send('half')
    await client.waitForText('half')
    const started = performance.now()
    server.reset()
    await client.ended()
    expect(performance.now() - started).toBeLessThan(500)
    expect((await gateway.nextEnded()).outcome).toBe('upstream_error')
  })

  it('one direction may end before the other', async () => {
    const { client, server, gateway } = await tunnel()
    client.socket.end('last words')
    await server.waitForText('last words')
    expect(await server.ended()).toBe('end')
    await server.send('answer')
    await client.waitForText('answer')
    server.socket.end()
    expect(await client.ended()).toBe('end')
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', requestBytes: 10, responseBytes: 6 })
  })

  it('a client that leaves before the upstream has answered is not waited for', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(handshake(gateway.port))
    const server = await upstream.nextConnection()
    await server.waitForText('\r\n\r\n')
    client.reset()
    await server.ended()
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('a client that closes in order before the upstream has answered is not waited for either', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(handshake(gateway.port))
    const server = await upstream.nextConnection()
    await server.waitForText('\r\n\r\n')
    client.socket.end()
    await server.ended()
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
    await expect.poll(() => gateway.gateway.stats().connections).toBe(0)
  })
})

async function closeAndTake(socket: { close(): void }, gateway: { nextEnded(): Promise<Ended> }): Promise<Ended> {
  socket.close()
  return gateway.nextEnded()
}

type Ended = Awaited<ReturnType<Awaited<ReturnType<typeof startGateway>>['nextEnded']>>

describe('what holds for every request', () => {
  const settings = { master_key: 'sk-master' }

  it('without the client key: 401, and the upstream sees nothing', async () => {
    const { upstream, gateway } = await guarded({ settings, route: { auth: true } })
    for (const fields of [[], ['Authorization: Bearer sk-wrong']]) {
      expectRefusal(await refusal(gateway.port, ...fields), 401, 'auth_error')
    }
    expect(upstream.connections).toEqual([])
  })

  it('with the client key: tunnelled, and the key goes no further', async () => {
    const { request } = await meet({
      settings,
      route: { auth: true },
      client: { headers: { Authorization: 'Bearer sk-master', 'X-Mine': '1' } },
    })
    expect(headerValues(request, 'authorization')).toEqual([])
    expect(headerValues(request, 'x-mine')).toEqual(['1'])
    expect(JSON.stringify(request.rawHeaders)).not.toContain('sk-master')
  })

  it.each<[string, string[], number, string]>([
    ['a foreign Origin', ['Origin: https://evil.example'], 403, 'forbidden_origin'],
    ['a page of another site', ['Sec-Fetch-Site: cross-site'], 403, 'forbidden_origin'],
    ['a rebound name', ['Host: evil.example'], 403, 'forbidden_host'],
  ])('%s is refused', async (_name, fields, status, type) => {
    const { upstream, gateway } = await guarded()
    expectRefusal(await refusal(gateway.port, ...fields), status, type)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'refused', status, errorType: type })
    expect(upstream.connections).toEqual([])
  })

  it('an allowed Origin is tunnelled', async () => {
    const origin = 'https://app.example.com'
    const { client, server, request } = await meet({ allowedOrigins: [origin], client: { origin } })
    expect(headerValues(request, 'origin')).toEqual([origin])
    client.socket.send('hi')
    expect((await server.nextMessage()).data.toString()).toBe('hi')
  })

  it('a missing variable is 502', async () => {
    const { upstream, gateway } = await guarded({ route: { headers: { 'X-Key': 'os.environ/NOT_SET' } } })
    const answer = await refusal(gateway.port)
    expectRefusal(answer, 502, 'missing_variable')
    expect(answer.body.toString()).toContain('NOT_SET')
    expect(upstream.connections).toEqual([])
  })

  it('no route is 404', async () => {
    const { gateway } = await guarded({ route: { path: '/b' } })
    expectRefusal(await refusal(gateway.port), 404, 'no_route')
  })

  async function guarded(options: Options = {}) {
    const upstream: RawUpstream = closeAfterTest(await startRawUpstream())
    return { upstream, gateway: await openGateway(upstream.url, options) }
  }

  function expectRefusal(answer: RawResponse & { ending: string }, status: number, type: string) {
    expect(answer.status).toBe(status)
    expect(valuesOf(answer, 'x-throughline-error')).toEqual([type])
    expect(JSON.parse(answer.body.toString()).error.type).toBe(type)
    expect(answer.ending).toBe('end')
  }

  it('a refused client that stays is closed', async () => {
    const { gateway } = await guarded({ route: { path: '/b' } })
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`${handshake(gateway.port)}more that nobody reads`)
    expect((await client.readResponse()).status).toBe(404)
    expect(await client.ended()).toBe('end')
    await expect.poll(() => gateway.gateway.stats().connections, { timeout: 4000 }).toBe(0)
  })
})

describe('an upstream that does not switch', () => {
  it.each([
    ['a length', 'Content-Length: 9\r\n\r\nno access'],
    ['chunks', 'Transfer-Encoding: chunked\r\n\r\n3\r\nno \r\n6\r\naccess\r\n0\r\n\r\n'],
    ['its connection’s end', 'Connection: close\r\n\r\nno access'],
  ])('its refusal reaches the client: a body with %s', async (_name, rest) => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        await peer.send(`HTTP/1.1 403 Not For You\r\nX-Why: because\r\n${rest}`)
        if (rest.startsWith('Connection')) peer.socket.end()
      }),
    )
    const gateway = await openGateway(upstream.url)
    const answer = await refusal(gateway.port)
    expect([answer.status, answer.reason, answer.body.toString()]).toEqual([403, 'Not For You', 'no access'])
    expect(valuesOf(answer, 'x-why')).toEqual(['because'])
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', status: 403, responseBytes: 9 })
  })

  it('a large refusal that the client reads slowly arrives whole', async () => {
    const body = randomBytes(3_000_000)
    const upstream = closeAfterTest(
      await startUpstream((_request, response) => {
        response.writeHead(401, { 'content-length': body.length }).end(body)
      }),
    )
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    client.socket.pause()
    await client.send(handshake(gateway.port))
    // All that the buffers on the way take has been written; the rest waits for the reader.
    await expect.poll(() => gateway.gateway.stats().bytesOut).toBeGreaterThan(100_000)
    client.socket.resume()
    expect((await client.readResponse()).body.equals(body)).toBe(true)
  })

  it('that is down is 502', async () => {
    const upstream = await startRawUpstream()
    await upstream.close()
    const gateway = await openGateway(upstream.url)
    const answer = await refusal(gateway.port)
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([502, ['upstream_unreachable']])
    expect(answer.body.toString()).toContain('ECONNREFUSED')
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorCode: 'ECONNREFUSED' })
  })

  it('that resets instead of an answer is 502', async () => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        peer.reset()
      }),
    )
    const gateway = await openGateway(upstream.url)
    expect((await refusal(gateway.port)).status).toBe(502)
  })

  it('that never answers is 504 after the route’s timeout', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url, { route: { timeout: 0.2 } })
    const answer = await refusal(gateway.port)
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([504, ['upstream_timeout']])
  })

  it('a quiet tunnel is not cut by the route’s timeout', async () => {
    const { client, server } = await tunnel({ route: { timeout: 0.2 } })
    await new Promise((resolve) => setTimeout(resolve, 700))
    await server.send('still here')
    await client.waitForText('still here')
  })
})

describe('back-pressure', () => {
  const piece = Buffer.alloc(256 * 1024, 'x')
  /** 100 MB: far more than all buffers on the way can hold. */
  const pieces = 400

  /** Writes until the reader's stillness has come all the way back; how many pieces were taken. */
  async function fill(writer: RawPeer): Promise<number> {
    for (let written = 0; written < pieces; written++) {
      const isTaken = await Promise.race([
        writer.send(piece).then(() => true),
        new Promise<false>((resolve) => setTimeout(resolve, 400, false)),
      ])
      if (!isTaken) return written
    }
    return pieces
  }

  it.each([
    'client',
    'upstream',
  ] as const)('one that does not read stalls the other side (%s); memory stays flat', async (slow) => {
    const { client, server } = await tunnel()
    const [reader, writer] = slow === 'client' ? [client, server] : [server, client]
    const before = reader.received().length
    reader.socket.pause()
    const memory = process.memoryUsage().rss
    const written = await fill(writer)
    expect(written).toBeLessThan(pieces / 2)
    // Both ends live in this process, too.
    expect(process.memoryUsage().rss - memory).toBeLessThan(60 * 1024 * 1024)
    reader.socket.resume()
    const total = before + (written + 1) * piece.length
    await reader.waitFor((bytes) => (bytes.length >= total ? true : null), 'waiting for all that was written')
    expect(reader.received().length).toBe(total)
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

describe('the exchange', () => {
  it('tells status, bytes both ways, headers and outcome', async () => {
    const begun: number[] = []
    const { client, server, gateway } = await meet({ observer: { responded: ({ status }) => begun.push(status ?? 0) } })
    expect(begun).toEqual([101])
    expect(gateway.gateway.stats()).toMatchObject({ connections: 1, inFlight: 1, total: 1 })
    client.socket.send('12345')
    await server.nextMessage()
    server.socket.send('123')
    await client.nextMessage()
    client.socket.close()
    const exchange = await gateway.nextEnded()
    expect(exchange).toMatchObject({ status: 101, outcome: 'ok', errorType: null, requestTarget: '/a' })
    // Frames: 6 bytes around what a client sends, 2 around what a server sends, and the two closes.
    expect(exchange.requestBytes).toBe(5 + 6 + 6)
    expect(exchange.responseBytes).toBe(3 + 2 + 2)
    expect(exchange.responseHeaders?.map((name) => name.toLowerCase())).toContain('sec-websocket-accept')
    expect(exchange.firstByteAt).not.toBeNull()
    expect(exchange.endedAt).not.toBeNull()
    await expect
      .poll(() => gateway.gateway.stats())
      .toMatchObject({ connections: 0, inFlight: 0, bytesIn: 17, bytesOut: 7 })
  })
})

describe('a stop', () => {
  it('leaves an open tunnel its drain time, then ends it', async () => {
    const { client, server, gateway } = await meet({ limits: { drainTime: 400 } })
    const started = performance.now()
    const closing = gateway.close()
    client.socket.send('still works')
    expect((await server.nextMessage()).data.toString()).toBe('still works')
    await closing
    expect(performance.now() - started).toBeGreaterThan(350)
    expect((await client.closed).code).toBe(1006)
    expect((await server.closed).code).toBe(1006)
    await expect.poll(() => gateway.gateway.stats()).toMatchObject({ connections: 0, inFlight: 0 })
  })

  it('ends an upgrade that the upstream has not answered', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url, { limits: { drainTime: 200 } })
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(handshake(gateway.port))
    const server = await upstream.nextConnection()
    await gateway.close()
    await Promise.all([client.ended(), server.ended()])
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('does not wait once the tunnels have ended', async () => {
    const { client, gateway } = await meet({ limits: { drainTime: 8000 } })
    const closing = gateway.close()
    client.socket.close()
    await closing
  })
})

describe('many at once', () => {
  const count = 1000

  it('1,000 open sockets echo, and nothing is left of them', { timeout: 60_000 }, async () => {
    const warnings: Error[] = []
    const onWarning = (warning: Error) => warnings.push(warning)
    process.on('warning', onWarning)
    onTestFinished(() => void process.off('warning', onWarning))
    const upstream: WebSocketUpstream = closeAfterTest(await startWebSocketUpstream(echo, { perMessageDeflate: false }))
    const gateway = await openGateway(upstream.url)
    const clients = await Promise.all(
      Array.from({ length: count }, () => openWebSocket(`${gateway.url}/a`, { perMessageDeflate: false })),
    )
    await expect.poll(() => gateway.gateway.stats()).toMatchObject({ connections: count, inFlight: count })
    expect(upstream.server.clients.size).toBe(count)

    for (const [i, { socket }] of clients.entries()) socket.send(`message ${i}`)
    const answers = await Promise.all(clients.map((client) => client.nextMessage()))
    expect(answers.map(({ data }) => data.toString())).toEqual(clients.map((_, i) => `message ${i}`))

    // One half ends in order, the other breaks off.
    for (const [i, { socket }] of clients.entries()) i % 2 === 0 ? socket.close(4003) : socket.terminate()
    await Promise.all(clients.map(({ closed }) => closed))
    await expect.poll(() => gateway.gateway.stats(), { timeout: 10_000 }).toMatchObject({ connections: 0, inFlight: 0 })
    await expect.poll(() => upstream.server.clients.size).toBe(0)
    expect(gateway.exchanges.length).toBe(count)
    expect(new Set(gateway.exchanges.map(({ status }) => status))).toEqual(new Set([101]))
    // A listener too many on any emitter is warned of.
    expect(warnings).toEqual([])
  })
})
