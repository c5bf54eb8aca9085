// A gateway that moves to another address, and what changes of it while it runs: nothing under way is lost.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { startUpstream } from '../../support/upstream.ts'

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
const origin = 'https://app.example.com'

/** A gateway with one response that has begun. */
async function streaming() {
  const upstream = closeAfterTest(await startRawUpstream())
  // Far shorter than the response takes: a move gives what runs its own time.
  const gateway = closeAfterTest(
    await startGateway({ routes: [{ path: '/a', target: upstream.url }], limits: { drainTime: 50 } }),
  )
  const client = closeAfterTest(await connectRaw(gateway.port))
  await client.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
  const server = await upstream.nextConnection()
  await server.send(`${chunked}5\r\nhello\r\n`)
  await client.waitForText('hello')
  return { ...gateway, client, server }
}

async function status(port: number, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/none`, { headers: { connection: 'close', ...headers } })
  await response.text()
  return response.status
}

describe('a move', () => {
  it('to another port serves there at once, and what runs ends on the old one', async () => {
    const { gateway, port, client, server, nextEnded } = await streaming()
    const { address, left } = await gateway.move({ host: '127.0.0.1', port: 0 })
    expect(address.port).not.toBe(port)
    expect(await status(address.port)).toBe(404)
    await expect(connectRaw(port)).rejects.toThrow()
    await nextEnded()

    await server.send('5\r\nworld\r\n0\r\n\r\n')
    expect((await client.readResponse()).body.toString()).toBe('helloworld')
    await left
    expect((await nextEnded()).outcome).toBe('ok')
    expect(gateway.isListening).toBe(true)
  })

  it('to another host keeps the port, and needs the client key from then on', async () => {
    const { gateway, port, client, server } = await streaming()
    const { address, left } = await gateway.move({ host: '0.0.0.0', port })
    expect(address).toEqual({ host: '0.0.0.0', port, url: `http://0.0.0.0:${port}` })
    const refused = await fetch(`http://127.0.0.1:${port}/a`, { headers: { connection: 'close' } })
    expect(refused.status).toBe(401)
    await refused.text()
    await server.send('0\r\n\r\n')
    expect((await client.readResponse()).body.toString()).toBe('hello')
    await left
  })

  it('to a port that is taken fails, and the old address serves on as if nothing had been', async () => {
    const taken = closeAfterTest(await startGateway({ routes: [] }))
    const { gateway, port, client, server } = await streaming()
    await expect(gateway.move({ host: '127.0.0.1', port: taken.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(await status(port)).toBe(404)
    await server.send('0\r\n\r\n')
    await client.readResponse()
  })

  it('to a host that is not this computer’s goes back to the old one', async () => {
    const { gateway, port, client, server } = await streaming()
    await expect(gateway.move({ host: '192.0.2.1', port })).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
    expect(gateway.isListening).toBe(true)
    expect(await status(port)).toBe(404)
    await server.send('0\r\n\r\n')
    expect((await client.readResponse()).body.toString()).toBe('hello')
  })

  it('is followed by a stop that ends what still runs on the old address', async () => {
    const { gateway, client } = await streaming()
    const { left } = await gateway.move({ host: '127.0.0.1', port: 0 })
    await gateway.close()
    await Promise.all([left, client.ended()])
    expect(gateway.isListening).toBe(false)
  })

  it('takes a changed route table to both addresses', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const { gateway, setRoutes, client, server } = await streaming()
    const { address } = await gateway.move({ host: '127.0.0.1', port: 0 })
    setRoutes([{ path: '/none', target: upstream.url }])
    expect(await status(address.port)).toBe(200)
    await server.send('0\r\n\r\n')
    await client.readResponse()
  })
})

describe('a change while it runs', () => {
  it('allows an origin and forbids it again, for preflights and requests', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const { gateway, request } = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    const preflight = () =>
      request({ method: 'OPTIONS', path: '/a', headers: ['Origin', origin, 'Access-Control-Request-Method', 'PUT'] })
    const get = () => request({ path: '/a', headers: ['Origin', origin] })
    expect([(await preflight()).status, (await get()).status]).toEqual([403, 403])

    gateway.setAllowedOrigins([origin])
    expect([(await preflight()).status, (await get()).status]).toEqual([204, 200])

    gateway.setAllowedOrigins([])
    expect([(await preflight()).status, (await get()).status]).toEqual([403, 403])
    expect(upstream.requests.length).toBe(1)
  })

  it('adds the id to responses or leaves it out', async () => {
    const { gateway, url } = closeAfterTest(await startGateway({ routes: [] }))
    const id = async () => {
      const response = await fetch(url)
      await response.text()
      return response.headers.get('x-throughline-id')
    }
    expect(await id()).not.toBeNull()
    gateway.setSendsId(false)
    expect(await id()).toBeNull()
    gateway.setSendsId(true)
    expect(await id()).not.toBeNull()
  })
})
