// How a response's body is written: every chunk whole and in order, whoever is slow, whatever breaks, and behind another response.
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { get, type IncomingMessage, type ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway, type TestGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { startUpstream } from '../../support/upstream.ts'

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

const openTo = async (target: string, options: Partial<TestGatewayOptions> = {}) =>
  closeAfterTest(await startGateway({ routes: [{ path: '/a', target, include_subpath: true }], ...options }))

/** The responses that the gateway has begun, for a look at what they hold back; `port()` tells its own from others. */
function watchResponses(port: () => number): ServerResponse[] {
  const responses: ServerResponse[] = []
  const onStart = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (request.socket.localPort === port()) responses.push(response)
  }
  subscribe('http.server.request.start', onStart)
  onTestFinished(() => void unsubscribe('http.server.request.start', onStart))
  return responses
}

/** A gateway whose responses are looked at on each chunk: `peak()` is the most bytes that one held back in memory. */
async function openWatched(target: string) {
  let gateway: TestGateway | null = null
  const responses = watchResponses(() => gateway?.port ?? 0)
  let peak = 0
  const streamed = () => {
    for (const response of responses) peak = Math.max(peak, response.writableLength)
  }
  gateway = await openTo(target, { observer: { streamed } })
  return { gateway, responses, peak: () => peak }
}

describe('a client that reads slowly', () => {
  const count = 50_000
  /** 20 MB in all: more than the buffers of both connections hold. */
  const piece = (i: number) => `${String(i).padStart(399, '.')}\n`

  it('gets 50,000 small chunks whole and in order, and little of them is held in memory', async () => {
    const upstream = closeAfterTest(
      await startUpstream(async (_request, response) => {
        for (let i = 0; i < count; i++) if (!response.write(piece(i))) await once(response, 'drain')
        response.end()
      }),
    )
    const { gateway, responses, peak } = await openWatched(upstream.url)
    const [response] = (await once(get(`${gateway.url}/a`, { agent: false }), 'response')) as [IncomingMessage]
    // It does not read at all until the gateway is behind with it.
    await expect.poll(() => responses[0]?.socket?.writableNeedDrain).toBe(true)
    let expected = 0
    let rest = ''
    for await (const data of response as AsyncIterable<Buffer>) {
      const lines = (rest + data.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines)
        if (`${line}\n` !== piece(expected++)) throw new Error(`Not chunk ${expected - 1}: ${line}`)
      await turn()
    }
    expect([expected, rest]).toEqual([count, ''])
    expect(peak()).toBeGreaterThan(16 * 1024)
    expect(peak()).toBeLessThan(128 * 1024)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', responseBytes: count * 400 })
  })
})

describe('an upstream that breaks', () => {
  it.each<[string, string, string]>([
    ['after some chunks', chunked + chunk('one') + chunk('two') + chunk('three'), 'three\r\n'],
    ['its framing behind some chunks', `${chunked}${chunk('one')}${chunk('two')}${chunk('three')}zz\r\n`, 'three\r\n'],
    ['in the midst of a chunk', `${chunked}${chunk('one')}a\r\nthree`, 'three\r\n'],
    ['before its length', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nonetwothree', 'three'],
  ])('%s: what had arrived reaches the client, and no end of the body', async (_name, bytes, last) => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        // In one turn: what was said and the end of it arrive together.
        void peer.send(bytes)
        peer.socket.destroySoon()
      }),
    )
    const gateway = await openTo(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    await client.ended()
    const received = client.received().toString('latin1')
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(received).toContain('one')
    expect(received.endsWith(last)).toBe(true)
    expect(received).not.toContain('\r\n0\r\n')
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', status: 200 })
  })
})

describe('two requests that a client sends at once', () => {
  async function openPipelined() {
    const upstream = closeAfterTest(await startRawUpstream())
    const watched = await openWatched(upstream.url)
    const client = closeAfterTest(await connectRaw(watched.gateway.port))
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${watched.gateway.port}\r\n\r\n`
    await client.send(ask('/a/first') + ask('/a/second'))
    const servers = [await upstream.nextConnection(), await upstream.nextConnection()]
    for (const server of servers) await server.waitForText('\r\n\r\n')
    servers.sort((a) => (a.received().includes('/first') ? -1 : 1))
    const [first, second] = servers as [(typeof servers)[0], (typeof servers)[0]]
    return { ...watched, client, first, second }
  }

  it('the second response streams as it comes, once the first is out', async () => {
    const { gateway, client, first, second } = await openPipelined()
    await second.send(chunked + chunk('early'))
    await expect.poll(() => gateway.gateway.stats().bytesOut).toBe(5)
    await first.send(`${chunked}${chunk('one')}0\r\n\r\n`)
    expect((await client.readResponse()).body.toString()).toBe('one')
    await client.waitForText(chunk('early'))
    for (let i = 0; i < 20; i++) {
      await second.send(chunk(`event ${i}\n`))
      await client.waitForText(chunk(`event ${i}\n`))
    }
    await second.send('0\r\n\r\n')
    const answer = await client.readResponse()
    expect(answer.body.toString()).toBe(`early${Array.from({ length: 20 }, (_, i) => `event ${i}\n`).join('')}`)
    expect(gateway.exchanges.map(({ requestTarget }) => requestTarget)).toEqual(['/a/first', '/a/second'])
  })

  it('a large second response waits for the first without filling the memory, and arrives whole', async () => {
    const { client, first, second, peak, responses } = await openPipelined()
    const pieces = Array.from({ length: 3000 }, (_, i) => String(i).padStart(1000, '.'))
    const sent = second.send(`${chunked}${pieces.map(chunk).join('')}0\r\n\r\n`)
    await expect.poll(() => responses[1]?.writableNeedDrain).toBe(true)
    await first.send('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none')
    expect((await client.readResponse()).body.toString()).toBe('one')
    const answer = await client.readResponse()
    expect(answer.body.toString()).toBe(pieces.join(''))
    expect(peak()).toBeGreaterThan(16 * 1024)
    expect(peak()).toBeLessThan(128 * 1024)
    await sent
  })
})
