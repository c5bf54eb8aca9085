// What passes through a tunnel: WebSocket messages by a real client and server, byte for byte, with back-pressure; and its exchange's record.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../src/main/gateway/exchange.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { sendUntilStalled } from '../../support/stalled.ts'
import { openWebSocket, startWebSocketUpstream } from '../../support/web-socket.ts'
import { handshake, meet, openGateway, switching, tunnel } from './tunnels.ts'

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

describe('back-pressure', () => {
  const piece = Buffer.alloc(256 * 1024, 'x')
  /** 100 MB: far more than all buffers on the way can hold. */
  const pieces = 400

  it.each([
    'client',
    'upstream',
  ] as const)('one that does not read stalls the other side (%s); memory stays flat', async (slow) => {
    const { client, server } = await tunnel()
    const [reader, writer] = slow === 'client' ? [client, server] : [server, client]
    const before = reader.received().length
    reader.socket.pause()
    const memory = process.memoryUsage().rss
    const written = await sendUntilStalled(writer, piece, pieces)
    expect(written).toBeLessThan(pieces / 2)
    // Both ends live in this process, too.
    expect(process.memoryUsage().rss - memory).toBeLessThan(60 * 1024 * 1024)
    reader.socket.resume()
    const total = before + (written + 1) * piece.length
    await reader.waitFor((bytes) => (bytes.length >= total ? true : null), 'waiting for all that was written')
    expect(reader.received().length).toBe(total)
  })
})

describe('the exchange', () => {
  it('every byte of either direction is observed, in order, behind the answer’s head', async () => {
    const seen: string[] = []
    const observer = {
      responded: ({ status, statusText, responseHeaders }: Exchange) => {
        seen.push(`${status} ${statusText} ${responseHeaders?.join()}`)
      },
      sent: (_exchange: Exchange, chunk: Buffer) => void seen.push(`up ${chunk}`),
      streamed: (_exchange: Exchange, chunk: Buffer) => void seen.push(`down ${chunk}`),
    }
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url, { observer })
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`${handshake(gateway.port)}early`)
    const server = await upstream.nextConnection()
    await server.waitForText('\r\n\r\n')
    expect(seen).toEqual([])
    await server.send(switching.replace('\r\n\r\n', '\r\nX-Own: 1\r\n\r\nhello'))
    await server.waitForText('early')
    await client.waitForText('hello')
    expect(seen[0]).toBe('101 Switching Protocols X-Own,1')
    expect(seen.slice(1).sort()).toEqual(['down hello', 'up early'])
    await client.send('again')
    await server.waitForText('again')
    await server.send('world')
    await client.waitForText('world')
    expect(seen.slice(3)).toEqual(['up again', 'down world'])
  })

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
