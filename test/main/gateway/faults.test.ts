// What can go wrong between gateway and upstream, and what the client sees of it: an error in JSON, or a broken connection.
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RawResponse, requestBytes, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, type RawPeer, startRawUpstream } from '../../support/raw-socket.ts'
import { sendUntilStalled } from '../../support/stalled.ts'

/** A gateway in front of an upstream that does this with each connection once a request's head is in. */
async function open(
  serve: (peer: RawPeer) => void | Promise<void>,
  options: Partial<TestGatewayOptions> = {},
  route = {},
) {
  const upstream = closeAfterTest(
    await startRawUpstream(async (peer) => {
      await peer.waitForText('\r\n\r\n')
      await serve(peer)
    }),
  )
  const gateway = closeAfterTest(
    await startGateway({ routes: [{ path: '/a', target: upstream.url, ...route }], ...options }),
  )
  return { upstream, gateway }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function expectError(answer: RawResponse, status: number, type: string, code: string | RegExp) {
  expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([status, [type]])
  const { error } = JSON.parse(answer.body.toString())
  expect(error).toEqual({ message: expect.stringMatching(code), type, param: null, code: String(status) })
}

describe('before the response has begun', () => {
  it('a refused connection is 502 upstream_unreachable', async () => {
    const port = await freePort()
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: `http://127.0.0.1:${port}` }] }))
    const answer = await gateway.request({ path: '/a' })
    expectError(answer, 502, 'upstream_unreachable', 'ECONNREFUSED')
    expect(JSON.parse(answer.body.toString()).error.message).toContain(`127.0.0.1:${port}`)
    expect(await gateway.nextEnded()).toMatchObject({
      status: 502,
      outcome: 'upstream_error',
      errorType: 'upstream_unreachable',
      errorCode: 'ECONNREFUSED',
      upstream: `127.0.0.1:${port}`,
    })
  })

  it('a name that does not resolve is 502 upstream_unreachable', async () => {
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: 'http://nowhere.invalid/' }] }))
    const answer = await gateway.request({ path: '/a' })
    // Without a resolver at hand the system says EAI_AGAIN.
    const { errorCode } = await gateway.nextEnded()
    expect(errorCode).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/)
    expectError(answer, 502, 'upstream_unreachable', errorCode ?? '')
  })

  it.each<[string, (peer: RawPeer) => void | Promise<void>, RegExp]>([
    ['a reset', (peer) => peer.reset(), /ECONNRESET/],
    ['a close without an answer', (peer) => void peer.socket.end(), /UND_ERR_SOCKET/],
    [
      'a reset in the midst of the head',
      async (peer) => {
        await peer.send('HTTP/1.1 200 OK\r\nContent-Ty')
        peer.reset()
      },
      // Node 20 sees it as a close.
      /ECONNRESET|UND_ERR_SOCKET/,
    ],
  ])('%s is 502 upstream_unreachable, and the request is not sent twice', async (_name, serve, code) => {
    const { upstream, gateway } = await open(serve)
    const answer = await gateway.request({ method: 'POST', path: '/a', body: 'hello' })
    expectError(answer, 502, 'upstream_unreachable', code)
    expect(await gateway.nextEnded()).toMatchObject({
      outcome: 'upstream_error',
      errorCode: expect.stringMatching(code),
      status: 502,
    })
    expect(upstream.connections.length).toBe(1)
  })

  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a bad status', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['a bad header', 'HTTP/1.1 200 OK\r\nX Y: z\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello'],
    ['both a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a NUL in a header', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n'],
    ['a coding that would be lost', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n'],
  ])('%s is 502 upstream_protocol', async (_name, bytes) => {
    const { gateway } = await open((peer) => peer.send(bytes))
    const answer = await gateway.request({ path: '/a' })
    expectError(answer, 502, 'upstream_protocol', /HPE_|UND_ERR_/)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorType: 'upstream_protocol' })
  })

  it('an endless header is 502 upstream_protocol', async () => {
    const { gateway } = await open(async (peer) => {
      await peer.send('HTTP/1.1 200 OK\r\n')
      const fields = `X-Endless: ${'x'.repeat(4000)}\r\n`.repeat(16)
      while (!peer.socket.destroyed && peer.socket.writable) {
        if (await Promise.race([peer.send(fields).then(() => false), peer.ended().then(() => true)])) break
      }
    })
    const answer = await gateway.request({ path: '/a' })
    expectError(answer, 502, 'upstream_protocol', 'UND_ERR_HEADERS_OVERFLOW')
  })

  it('a reason phrase that is no UTF-8 does not hang the request', async () => {
    const { gateway } = await open((peer) => peer.send('HTTP/1.1 503 D\xe9sol\xe9\r\nContent-Length: 2\r\n\r\nhi'))
    const answer = await gateway.request({ path: '/a' })
    expect([answer.status, answer.body.toString()]).toEqual([503, 'hi'])
  })

  it('nothing before the timeout is 504 upstream_timeout, and the upstream is let go', async () => {
    const { upstream, gateway } = await open(() => {}, {}, { timeout: 0.2 })
    const answer = await gateway.request({ path: '/a' })
    expectError(answer, 504, 'upstream_timeout', 'UND_ERR_HEADERS_TIMEOUT')
    expect(await gateway.nextEnded()).toMatchObject({ status: 504, outcome: 'timeout', errorType: 'upstream_timeout' })
    await (await upstream.nextConnection()).ended()
  })

  it('half a head before the timeout is 504, too', async () => {
    const { gateway } = await open(
      async (peer) => {
        await peer.send('HTTP/1.1 200 OK\r\nX-A: b')
      },
      {},
      { timeout: 0.2 },
    )
    expectError(await gateway.request({ path: '/a' }), 504, 'upstream_timeout', 'TIMEOUT')
  })

  it('the timeout does not run while the request is still being sent', async () => {
    const { gateway } = await open(
      async (peer) => {
        if (peer.received().toString().startsWith('GET')) return
        await peer.waitForText('0\r\n\r\n')
        await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      },
      {},
      { timeout: 0.2 },
    )
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nTransfer-Encoding: chunked\r\n\r\n`)
    for (let i = 0; i < 3; i++) {
      await client.send('1\r\nx\r\n')
      // A request that is whole and that nobody answers: by its end the timeout is over for this one, too.
      expect((await gateway.request({ path: '/a' })).status).toBe(504)
    }
    await client.send('0\r\n\r\n')
    expect((await client.readResponse()).status).toBe(200)
  })

  it('the client can read the error although it was still sending its body', async () => {
    const { gateway } = await open((peer) => peer.reset())
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: 10000000\r\n\r\n`)
    const body = Buffer.alloc(10_000_000)
    const [answer] = await Promise.all([client.readResponse(), client.send(body)])
    expect(answer.status).toBe(502)
  })

  it('the connection serves the next request after an error', async () => {
    let isFirst = true
    const { gateway } = await open((peer) => {
      if (isFirst) peer.reset()
      else void peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      isFirst = false
    })
    const client = closeAfterTest(await connectRaw(gateway.port))
    for (const status of [502, 200]) {
      await client.send(requestBytes(gateway.port, { method: 'POST', path: '/a', body: 'hello' }))
      expect((await client.readResponse()).status).toBe(status)
    }
  })
})

describe('after the response has begun, the client’s connection breaks', () => {
  const head = 'HTTP/1.1 200 OK\r\n'

  /** A client that has the response's head and the first bytes of its body. */
  async function begin(beginning: string, version = '1.1', route = {}) {
    const { upstream, gateway } = await open((peer) => peer.send(beginning), {}, route)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`GET /a HTTP/${version}\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    await client.waitForText('hello')
    return { client, gateway, upstream: await upstream.nextConnection() }
  }

  const breaks: [string, (peer: RawPeer) => void][] = [
    ['reset', (peer) => peer.reset()],
    ['close', (peer) => void peer.socket.end()],
  ]

  it.each(breaks)('%s in a chunked body: no final chunk', async (_name, breakOff) => {
    const { client, gateway, upstream } = await begin(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`)
    breakOff(upstream)
    await client.ended()
    expect(client.received().toString()).toMatch(/\r\n\r\n5\r\nhello\r\n$/)
    expect(await gateway.nextEnded()).toMatchObject({ status: 200, outcome: 'upstream_error', responseBytes: 5 })
  })

  it.each(breaks)('%s in a body with a Content-Length: it stays short', async (_name, breakOff) => {
    const { client, gateway, upstream } = await begin(`${head}Content-Length: 10\r\n\r\nhello`)
    breakOff(upstream)
    await client.ended()
    expect(client.received().toString()).toMatch(/\r\n\r\nhello$/)
    expect(await gateway.nextEnded()).toMatchObject({ status: 200, outcome: 'upstream_error', responseBytes: 5 })
  })

  it.each(breaks)('%s in what goes to a client of HTTP/1.0 without a length: a reset', async (_name, breakOff) => {
    const { client, upstream } = await begin(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`, '1.0')
    breakOff(upstream)
    expect(await client.ended()).toBe('reset')
  })

  it('a reset in a body that ends with the connection: no clean end', async () => {
    const { client, gateway, upstream } = await begin(`${head}\r\nhello`)
    upstream.reset()
    await client.ended()
    expect(client.received().toString()).not.toMatch(/0\r\n\r\n$/)
    expect((await gateway.nextEnded()).outcome).toBe('upstream_error')
  })

  it('a bad chunk', async () => {
    const { client, gateway, upstream } = await begin(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`)
    await upstream.send('zz\r\nevil')
    await client.ended()
    expect(client.received().toString()).toMatch(/5\r\nhello\r\n$/)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorType: 'upstream_protocol' })
  })

  it('silence between bytes for longer than the timeout', async () => {
    const { client, gateway, upstream } = await begin(
      `${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
      '1.1',
      {
        timeout: 0.2,
      },
    )
    await client.ended()
    expect(client.received().toString()).toMatch(/5\r\nhello\r\n$/)
    expect(await gateway.nextEnded()).toMatchObject({
      status: 200,
      outcome: 'timeout',
      errorCode: 'UND_ERR_BODY_TIMEOUT',
    })
    await upstream.ended()
  })

  it('a reset while the client reads slowly, of an upstream that closes after its answer', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const { client, gateway, upstream } = await begin(
      `${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
    )
    client.socket.pause()
    // Then the gateway has stopped reading.
    await sendUntilStalled(upstream, chunk)
    upstream.reset()
    client.socket.resume()
    await client.ended()
    expect((await gateway.nextEnded()).outcome).toBe('upstream_error')
    expect(client.received().subarray(-5).toString()).not.toBe('0\r\n\r\n')
  })

  it('but more than the Content-Length ends where it should', async () => {
    const { client } = await begin(`${head}Content-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nX: smuggled\r\n\r\n`)
    const answer = await client.readResponse()
    expect(answer.body.toString()).toBe('hello')
    expect(client.received().length).toBe(0)
  })
})

it('a stream that keeps moving is never cut, however long it takes', async () => {
  const { gateway } = await open(
    async (peer) => {
      await peer.send('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n')
      for (let i = 0; i < 10; i++) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        await peer.send(`9\r\ndata: ${i}\n\n\r\n`)
      }
      await peer.send('0\r\n\r\n')
    },
    {},
    { timeout: 0.3 },
  )
  const answer = await gateway.request({ path: '/a' })
  expect(answer.body.toString()).toBe(Array.from({ length: 10 }, (_, i) => `data: ${i}\n\n`).join(''))
  expect((await gateway.nextEnded()).outcome).toBe('ok')
})

describe('an idle connection that the upstream closed', () => {
  it('is no error of the next request, and that request is sent once', async () => {
    const served: string[] = []
    const { upstream, gateway } = await open(async (peer) => {
      served.push(peer.received().toString('latin1').split(' ')[0] ?? '')
      await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')
      peer.socket.end()
    })
    for (let i = 0; i < 20; i++) {
      expect((await gateway.request({ method: 'POST', path: '/a', body: 'x' })).status).toBe(200)
    }
    expect(served.length).toBe(20)
    expect(upstream.connections.length).toBeGreaterThanOrEqual(20)
  })
})
