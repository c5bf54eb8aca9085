// Peers that are slow and not broken, and those that never come: who is waited for, for how long, and what is told.
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startFullBacklog } from '../../support/full-backlog.ts'
import { startGateway } from '../../support/gateway.ts'
import { requestBytes, valuesOf } from '../../support/http-bytes.ts'
import { startRawUpstream } from '../../support/raw-socket.ts'
import { startUpstream } from '../../support/upstream.ts'

/** Reads one byte, then nothing for a time. */
function slowReader(port: number, pause: number) {
  let read = 0
  let isSlow = true
  const socket = connect({
    port,
    host: '127.0.0.1',
    onread: {
      buffer: () => Buffer.alloc(isSlow ? 1 : 65_536),
      callback(size) {
        read += size
        if (!isSlow) return true
        setTimeout(() => socket.resume(), pause)
        return false
      },
    },
  })
  onTestFinished(() => void socket.destroy())
  return {
    socket,
    read: () => read,
    hurry() {
      isSlow = false
      socket.resume()
    },
  }
}

describe('a client that reads a byte from time to time', () => {
  const size = 24 * 1024 * 1024

  it('gets the whole of a large response, although that takes many times the timeout', async () => {
    const upstream = closeAfterTest(
      await startUpstream((_request, response) => {
        response.writeHead(200, { 'content-length': size })
        response.end(Buffer.alloc(size))
      }),
    )
    const timeout = 0.1
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url, timeout }] }))
    const reader = slowReader(gateway.port, 20)
    reader.socket.write(requestBytes(gateway.port, { path: '/a', headers: ['Connection', 'close'] }))
    const since = performance.now()
    await expect.poll(() => reader.read(), { timeout: 5000 }).toBeGreaterThan(40)
    // Slow indeed, and still served.
    expect(performance.now() - since).toBeGreaterThan(5 * timeout * 1000)
    expect(gateway.gateway.stats().inFlight).toBe(1)
    // What the client does not take is not taken from the upstream: it would have to lie in memory.
    expect(gateway.gateway.stats().bytesOut).toBeLessThan(size)
    reader.hurry()
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', responseBytes: size })
    await expect.poll(() => reader.read()).toBeGreaterThan(size)
  })

  it('that leaves lets the upstream go', async () => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        await peer.send(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`)
        await peer.send(Buffer.alloc(size))
      }),
    )
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    const reader = slowReader(gateway.port, 20)
    reader.socket.write(requestBytes(gateway.port, { path: '/a' }))
    await expect.poll(() => reader.read()).toBeGreaterThan(5)
    reader.socket.destroy()
    expect(await gateway.nextEnded()).toMatchObject({ status: 200, outcome: 'client_closed' })
    await (await upstream.nextConnection()).ended()
    expect(gateway.gateway.stats().inFlight).toBe(0)
  })
})

describe('an upstream that takes no connection', () => {
  it('in time is 502 upstream_unreachable', async () => {
    const upstream = closeAfterTest(await startFullBacklog())
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: `http://127.0.0.1:${upstream.port}` }],
        limits: { connectTimeout: 100 },
      }),
    )
    const answer = await gateway.request({ method: 'POST', path: '/a', body: 'hello' })
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([502, ['upstream_unreachable']])
    expect(JSON.parse(answer.body.toString()).error.message).toContain('(UND_ERR_CONNECT_TIMEOUT)')
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorCode: 'UND_ERR_CONNECT_TIMEOUT' })
  })

  it('holds up no request to another', async () => {
    const slow = closeAfterTest(await startFullBacklog())
    const quick = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(
      await startGateway({
        routes: [
          { path: '/slow', target: `http://127.0.0.1:${slow.port}` },
          { path: '/quick', target: quick.url },
        ],
        limits: { connectTimeout: 400 },
      }),
    )
    const waiting = Promise.all(Array.from({ length: 20 }, () => gateway.request({ path: '/slow' })))
    for (let i = 0; i < 20; i++) expect((await gateway.request({ path: '/quick' })).status).toBe(200)
    expect(gateway.gateway.stats().inFlight).toBe(20)
    expect((await waiting).map(({ status }) => status)).toEqual(Array(20).fill(502))
  })

  it('is let go when the client leaves before', async () => {
    const upstream = closeAfterTest(await startFullBacklog())
    const gateway = closeAfterTest(
      await startGateway({ routes: [{ path: '/a', target: `http://127.0.0.1:${upstream.port}` }] }),
    )
    const client = connect(gateway.port, '127.0.0.1')
    client.write(requestBytes(gateway.port, { path: '/a' }))
    await expect.poll(() => gateway.gateway.stats().inFlight).toBe(1)
    client.destroy()
    expect(await gateway.nextEnded()).toMatchObject({ status: null, outcome: 'client_closed' })
  })
})

it('connections that an abort ends are not opened anew', async () => {
  const upstream = closeAfterTest(await startRawUpstream())
  const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url, timeout: 0.05 }] }))
  for (let round = 1; round <= 5; round++) {
    expect((await gateway.request({ method: 'POST', path: '/a', body: 'hello' })).status).toBe(504)
    const peer = await upstream.nextConnection()
    await peer.ended()
    expect(peer.received().toString()).toContain('hello')
  }
  expect(upstream.connections.length).toBe(5)
})
