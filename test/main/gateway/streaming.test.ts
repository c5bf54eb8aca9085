// Bytes go on as they come, both ways: events one by one, back-pressure from either end, and who leaves is noticed at once.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { connectRaw, type RawPeer, startRawUpstream } from '../../support/raw-socket.ts'
import { sendUntilStalled } from '../../support/stalled.ts'

/** A client whose request has reached a raw upstream that has answered nothing yet. */
async function meet(request: { method?: string; framing?: string; beginning?: string } = {}) {
  const upstream = closeAfterTest(await startRawUpstream())
  const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
  const client = closeAfterTest(await connectRaw(gateway.port))
  const { method = 'GET', framing = '', beginning = '' } = request
  // A request's head goes upstream with the first byte of its body.
  await client.send(`${method} /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n${framing}\r\n${beginning}`)
  const server = await upstream.nextConnection()
  await server.waitForText('\r\n\r\n')
  return { gateway, client, server, upstream }
}

const chunked = 'Transfer-Encoding: chunked\r\n'
const chunkedUpload = { method: 'POST', framing: chunked, beginning: '5\r\nhello\r\n' }
const eventStream = `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n${chunked}\r\n`

describe('as they come', () => {
  it('the response’s head arrives before any of its body', async () => {
    const { client, server } = await meet()
    await server.send(eventStream)
    await client.waitForText('\r\n\r\n')
  })

  it('each server-sent event arrives before the next one is written', async () => {
    const { client, server, gateway } = await meet()
    await server.send(eventStream)
    for (let i = 0; i < 50; i++) {
      const event = `data: ${i}\n\n`
      await server.send(`${event.length.toString(16)}\r\n${event}\r\n`)
      await client.waitForText(`data: ${i}\n\n`)
    }
    await server.send('0\r\n\r\n')
    const answer = await client.readResponse()
    expect(answer.body.toString()).toBe(Array.from({ length: 50 }, (_, i) => `data: ${i}\n\n`).join(''))
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', status: 200 })
  })

  it('events cut in the midst, even of a character, arrive piece by piece', async () => {
    const { client, server } = await meet()
    await server.send(eventStream)
    const event = Buffer.from('data: né\n\n')
    const text = event.toString('latin1')
    for (let i = 1; i <= event.length; i++) {
      await server.send(`1\r\n${text[i - 1]}\r\n`)
      await client.waitFor(
        (bytes) => (bytes.toString('latin1').split('\r\n1\r\n').length > i ? true : null),
        `byte ${i}`,
      )
    }
  })

  it('an event stream is not compressed although the client would take it', async () => {
    const { client, server } = await meet({ framing: 'Accept-Encoding: gzip, br, zstd\r\n' })
    await server.send(`${eventStream}9\r\ndata: x\n\n\r\n0\r\n\r\n`)
    const answer = await client.readResponse()
    expect(answer.body.toString()).toBe('data: x\n\n')
    expect(answer.rawHeaders.join().toLowerCase()).not.toContain('content-encoding')
  })

  it('each piece of a request’s body arrives before the next one is written', async () => {
    const { client, server } = await meet(chunkedUpload)
    for (let i = 0; i < 20; i++) {
      await client.send(`4\r\np${String(i).padStart(3, '0')}\r\n`)
      await server.waitForText(`p${String(i).padStart(3, '0')}`)
    }
    await client.send('0\r\n\r\n')
    await server.waitForText('0\r\n\r\n')
    await server.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    expect((await client.readResponse()).status).toBe(200)
  })

  it('the response may begin before the request has ended', async () => {
    const { client, server } = await meet(chunkedUpload)
    await server.send(`${eventStream}5\r\nfirst\r\n`)
    await client.waitForText('first')
    await client.send('6\r\nsecond\r\n0\r\n\r\n')
    await server.waitForText('second')
    await server.send('5\r\nthird\r\n0\r\n\r\n')
    await client.waitForText('third')
  })

  it('streams run side by side without waiting for one another', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    const pairs: [RawPeer, RawPeer][] = []
    for (let i = 0; i < 20; i++) {
      const client = closeAfterTest(await connectRaw(gateway.port))
      await client.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
      const server = await upstream.nextConnection()
      await server.send(eventStream)
      pairs.push([client, server])
    }
    for (const [client, server] of pairs.reverse()) {
      await server.send('2\r\nhi\r\n')
      await client.waitForText('\r\nhi\r\n')
    }
    expect(gateway.gateway.stats()).toMatchObject({ inFlight: 20, connections: 20 })
  })
})

describe('the client goes away', () => {
  /** Milliseconds until the upstream's connection has ended. */
  async function timeToEnd(server: RawPeer, leave: () => void): Promise<number> {
    const started = performance.now()
    leave()
    await server.ended()
    return performance.now() - started
  }

  it('before the response: the upstream sees it within 100 ms', async () => {
    const { client, server, gateway } = await meet()
    expect(await timeToEnd(server, () => client.socket.destroy())).toBeLessThan(100)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'client_closed', status: null })
  })

  it('in the response: the upstream sees it within 100 ms', async () => {
    const { client, server, gateway } = await meet()
    await server.send(`${eventStream}5\r\nhello\r\n`)
    await client.waitForText('hello')
    expect(await timeToEnd(server, () => client.socket.destroy())).toBeLessThan(100)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'client_closed', status: 200 })
  })

  it('with a reset: the upstream sees it within 100 ms', async () => {
    const { client, server, gateway } = await meet()
    expect(await timeToEnd(server, () => client.reset())).toBeLessThan(100)
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('in its own body: the upstream sees no end of it', async () => {
    const { client, server, gateway } = await meet(chunkedUpload)
    await server.waitForText('hello')
    expect(await timeToEnd(server, () => client.socket.destroy())).toBeLessThan(100)
    expect(server.received().toString()).not.toContain('\r\n0\r\n')
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('in a body with a length: the upstream sees it within 100 ms', async () => {
    const { client, server, gateway } = await meet({
      method: 'POST',
      framing: 'Content-Length: 10\r\n',
      beginning: 'hello',
    })
    await server.waitForText('hello')
    expect(await timeToEnd(server, () => client.socket.destroy())).toBeLessThan(100)
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('before the upstream was connected: nothing is sent there', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    let connect: (() => void) | undefined
    const asked = new Promise<void>((resolve) => {
      connect = resolve
    })
    let release: (() => void) | undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const address = async () => {
      connect?.()
      await held
      return { hostname: '127.0.0.1', port: upstream.port }
    }
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: 'http://slow.example/' }],
        hostOverrides: new Map([['slow.example', address]]),
      }),
    )
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: 2\r\n\r\nhi`)
    await asked
    client.socket.destroy()
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
    release?.()
    // The connection may be made; no request goes over it.
    await gateway.close()
    expect(upstream.connections.map((peer) => peer.received().toString())).not.toContainEqual(
      expect.stringContaining('POST'),
    )
  })
})

describe('back-pressure', () => {
  const piece = Buffer.alloc(256 * 1024, 'x')
  /** Far more than all buffers on the way can hold. */
  const pieces = 400

  /** Writes pieces until one is not taken: at once, or by the time that the other side has been seen to be full. */
  function fill(writer: RawPeer, asChunk: boolean): Promise<number> {
    const bytes = asChunk
      ? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
      : piece
    return sendUntilStalled(writer, bytes, pieces)
  }

  it('a client that does not read stalls the upstream’s writes; nothing is held in memory', async () => {
    const { client, server, gateway } = await meet()
    await server.send(`HTTP/1.1 200 OK\r\n${chunked}\r\n`)
    await client.waitForText('\r\n\r\n')
    client.socket.pause()
    const before = process.memoryUsage().rss
    const written = await fill(server, true)
    expect(written).toBeLessThan(pieces / 2)
    // Both ends live in this process, too; 100 MB would have been written without back-pressure.
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
    client.socket.resume()
    await server.send('0\r\n\r\n')
    const answer = await client.readResponse()
    expect(answer.body.length).toBe((written + 1) * piece.length)
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })

  it.each([
    ['chunks', chunked, '1\r\nx\r\n', true],
    ['a length', `Content-Length: ${pieces * piece.length + 1}\r\n`, 'x', false],
  ])('an upstream that does not read stalls the client’s writes: %s', async (_name, framing, beginning, asChunk) => {
    const { client, server } = await meet({ method: 'POST', framing, beginning })
    server.socket.pause()
    const before = process.memoryUsage().rss
    const written = await fill(client, asChunk)
    expect(written).toBeLessThan(pieces / 2)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
    const arrived = server.received().length
    server.socket.resume()
    await server.waitFor(
      (bytes) => (bytes.length > arrived + written * piece.length ? true : null),
      'waiting for the rest',
    )
  })

  it('a slow client does not hold up another one', async () => {
    const { client, server, gateway, upstream } = await meet()
    await server.send(`HTTP/1.1 200 OK\r\n${chunked}\r\n`)
    await client.waitForText('\r\n\r\n')
    client.socket.pause()
    await fill(server, true)
    const other = closeAfterTest(await connectRaw(gateway.port))
    await other.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    const { send } = await upstream.nextConnection()
    await send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')
    expect((await other.readResponse()).body.toString()).toBe('hi')
  })
})
