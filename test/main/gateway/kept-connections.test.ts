// Connections between two requests: how long they are kept, on either side, and that nothing under way is cut by it.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { requestBytes } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

async function start(limits: { clientKeepAlive?: number; upstreamKeepAlive?: number }) {
  const upstream = closeAfterTest(await startRawUpstream())
  const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }], limits }))
  const client = await connectRaw(gateway.port)
  closeAfterTest(client)
  let count = 0
  const exchange = async (head = answer) => {
    const path = `/a?number=${++count}`
    await client.send(requestBytes(gateway.port, { method: 'GET', path }))
    const peer = upstream.connections.at(-1) ?? (await upstream.nextConnection())
    await peer.waitForText(path.slice(2))
    await peer.send(head)
    expect((await client.readResponse()).status).toBe(200)
    return peer
  }
  return { upstream, gateway, client, exchange }
}

describe('a client’s connection', () => {
  it('is closed when nothing has come on it for its time', async () => {
    const { client, exchange } = await start({ clientKeepAlive: 100 })
    await exchange()
    const since = performance.now()
    expect(await client.ended()).toBe('end')
    expect(performance.now() - since).toBeGreaterThan(90)
  })

  it('is told how long that is', async () => {
    const { client, gateway, upstream } = await start({ clientKeepAlive: 65_000 })
    await client.send(requestBytes(gateway.port, { method: 'GET', path: '/a' }))
    const peer = await upstream.nextConnection()
    await peer.waitForText('\r\n\r\n')
    await peer.send(answer)
    const response = await client.readResponse()
    expect(response.rawHeaders.join(' ')).toContain('timeout=65')
  })

  it('stays while its request waits for the upstream, however long that is', async () => {
    const { client, gateway, upstream, exchange } = await start({ clientKeepAlive: 20 })
    // Another one shows that the time has come.
    const other = closeAfterTest(await connectRaw(gateway.port))
    const peer = await exchange()
    await client.send(requestBytes(gateway.port, { method: 'GET', path: '/a?second' }))
    await peer.waitForText('second')
    await other.send(requestBytes(gateway.port, { method: 'GET', path: '/nothing' }))
    expect((await other.readResponse()).status).toBe(404)
    expect(await other.ended()).toBe('end')
    await upstream.connections[0]?.send(answer)
    expect((await client.readResponse()).status).toBe(200)
  })
})

describe('an upstream’s connection', () => {
  it('is used again within its time', async () => {
    const { upstream, exchange } = await start({ upstreamKeepAlive: 60_000 })
    await exchange()
    await exchange()
    expect(upstream.connections).toHaveLength(1)
  })

  it('is closed when it was not used for its time', async () => {
    const { exchange } = await start({ upstreamKeepAlive: 100 })
    const peer = await exchange()
    const since = performance.now()
    expect(await peer.ended()).toBe('end')
    expect(performance.now() - since).toBeGreaterThan(90)
  })

  it('is closed before the time that the upstream names has passed', async () => {
    const { exchange } = await start({ upstreamKeepAlive: 60_000 })
    const since = performance.now()
    const peer = await exchange(
      'HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nKeep-Alive: timeout=2\r\nContent-Length: 2\r\n\r\nok',
    )
    expect(await peer.ended()).toBe('end')
    expect(performance.now() - since).toBeLessThan(2000)
  })

  it('stays while its answer takes longer than that', async () => {
    const { client, gateway, upstream, exchange } = await start({ upstreamKeepAlive: 50 })
    const peer = await exchange()
    await client.send(requestBytes(gateway.port, { method: 'GET', path: '/a?second' }))
    await peer.waitForText('second')
    // A connection of its own, idle for its time, shows that the time has come.
    const other = closeAfterTest(await connectRaw(gateway.port))
    await other.send(requestBytes(gateway.port, { method: 'GET', path: '/a?third' }))
    const second = await upstream.nextConnection()
    await second.waitForText('third')
    await second.send(answer)
    expect(await second.ended()).toBe('end')
    await peer.send(answer)
    expect((await client.readResponse()).status).toBe(200)
  })
})
