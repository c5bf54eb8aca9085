// How a tunnel ends: by either side, in order or broken off, by a stop of the gateway, and a thousand of them at once.
import { describe, expect, it, onTestFinished } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { echo, openWebSocket, startWebSocketUpstream, type WebSocketUpstream } from '../../support/web-socket.ts'
import { asked, handshake, meet, openGateway, tunnel } from './tunnels.ts'

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
    const { gateway, client, server } = await asked()
    client.reset()
    await server.ended()
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('a client that closes in order before the upstream has answered is not waited for either', async () => {
    const { gateway, client, server } = await asked()
    client.socket.end()
    await server.ended()
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
    await expect.poll(() => gateway.gateway.stats().connections).toBe(0)
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
