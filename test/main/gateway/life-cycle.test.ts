// A gateway's life: routes swapped under load, a stop that lets running exchanges finish, another start, live counts.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { connectRaw, type RawPeer, startRawUpstream } from '../../support/raw-socket.ts'
import { headerValues, startUpstream } from '../../support/upstream.ts'

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'

const get = (port: number) => `GET /a HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`

/** A gateway with one response that has begun. */
async function streaming(drainTime?: number) {
  const upstream = closeAfterTest(await startRawUpstream())
  const gateway = closeAfterTest(
    await startGateway({
      routes: [{ path: '/a', target: upstream.url, headers: { 'X-Table': 'first' } }],
      ...(drainTime === undefined ? {} : { limits: { drainTime } }),
    }),
  )
  const client = closeAfterTest(await connectRaw(gateway.port))
  await client.send(get(gateway.port))
  const server = await upstream.nextConnection()
  await server.send(`${chunked}5\r\nhello\r\n`)
  await client.waitForText('hello')
  return { upstream, gateway, client, server }
}

async function isRefused(port: number): Promise<boolean> {
  return connectRaw(port).then(
    (peer: RawPeer) => peer.close().then(() => false),
    () => true,
  )
}

describe('a changed route table', () => {
  it('takes effect on the next request; what is under way finishes on its own', async () => {
    const { gateway, client, server } = await streaming()
    const other = closeAfterTest(await startUpstream())
    gateway.setRoutes([{ path: '/a', target: other.url, headers: { 'X-Table': 'second' } }])
    expect((await gateway.request({ path: '/a' })).status).toBe(200)
    expect(headerValues(await other.nextRequest(), 'x-table')).toEqual(['second'])

    await server.send('5\r\nworld\r\n0\r\n\r\n')
    expect((await client.readResponse()).body.toString()).toBe('helloworld')
    expect(server.received().toString()).toContain('X-Table: first')
  })

  it('takes effect on a connection that is already open', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: `${upstream.url}/one` }] }))
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(get(gateway.port))
    await client.readResponse()
    gateway.setRoutes([{ path: '/a', target: `${upstream.url}/two` }])
    await client.send(get(gateway.port))
    await client.readResponse()
    expect(upstream.requests.map(({ path }) => path)).toEqual(['/one', '/two'])
  })

  it('without the route breaks nothing that is under way', async () => {
    const { gateway, client, server } = await streaming()
    gateway.setRoutes([])
    expect((await gateway.request({ path: '/a' })).status).toBe(404)
    await server.send('0\r\n\r\n')
    expect((await client.readResponse()).body.toString()).toBe('hello')
  })

  it('swapped 1,000 times under load loses no request', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const tables = ['one', 'two'].map((name) => [
      { path: '/x', target: upstream.url, enabled: name === 'one' },
      { path: '/a', target: `${upstream.url}/${name}` },
    ])
    const gateway = closeAfterTest(await startGateway({ routes: tables[0] ?? [] }))
    let isOver = false
    const statuses = new Map<number, number>()
    const load = Array.from({ length: 8 }, async () => {
      const client = closeAfterTest(await connectRaw(gateway.port))
      while (!isOver) {
        await client.send(get(gateway.port))
        const { status } = await client.readResponse()
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    })
    for (let i = 0; i < 1000; i++) {
      gateway.setRoutes(tables[i % 2] ?? [])
      await new Promise((resolve) => setImmediate(resolve))
    }
    isOver = true
    await Promise.all(load)
    expect([...statuses.keys()]).toEqual([200])
    expect(new Set(upstream.requests.map(({ path }) => path))).toEqual(new Set(['/one', '/two']))
  })
})

describe('a stop', () => {
  it('takes no new connections', async () => {
    const { gateway, server } = await streaming(5000)
    const closing = gateway.close()
    expect(await isRefused(gateway.port)).toBe(true)
    await server.send('0\r\n\r\n')
    await closing
  })

  it('closes idle connections at once', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(
      await startGateway({ routes: [{ path: '/a', target: upstream.url }], limits: { drainTime: 8000 } }),
    )
    const used = closeAfterTest(await connectRaw(gateway.port))
    await used.send(get(gateway.port))
    await used.readResponse()
    await Promise.all([gateway.close(), used.ended()])
  })

  it('closes connections that were never used at once', async () => {
    const gateway = closeAfterTest(await startGateway({ routes: [], limits: { drainTime: 8000 } }))
    const fresh = closeAfterTest(await connectRaw(gateway.port))
    await expect.poll(() => gateway.gateway.stats().connections).toBe(1)
    await Promise.all([gateway.close(), fresh.ended()])
  })

  it('lets what runs finish, and then closes its connection', async () => {
    const { gateway, client, server } = await streaming(8000)
    const closing = gateway.close()
    await server.send('5\r\nworld\r\n0\r\n\r\n')
    expect((await client.readResponse()).body.toString()).toBe('helloworld')
    await client.ended()
    await closing
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })

  it('resets what still runs after the drain time', async () => {
    const { gateway, client, server } = await streaming(200)
    const started = performance.now()
    await gateway.close()
    expect(performance.now() - started).toBeGreaterThan(150)
    await Promise.all([client.ended(), server.ended()])
    expect(client.received().toString()).not.toContain('0\r\n\r\n')
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
  })

  it('may be called twice, and before any start', async () => {
    const gateway = await startGateway({ routes: [] })
    await Promise.all([gateway.close(), gateway.close()])
    await gateway.close()
  })

  it('frees the port: the same gateway listens again and serves', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    expect((await gateway.request({ path: '/a' })).status).toBe(200)
    await gateway.close()
    expect(await isRefused(gateway.port)).toBe(true)
    await gateway.gateway.listen({ host: '127.0.0.1', port: gateway.port })
    expect((await gateway.request({ path: '/a' })).status).toBe(200)
  })
})

describe('a start', () => {
  it('on a port that is taken is rejected with the system’s error', async () => {
    const first = closeAfterTest(await startGateway({ routes: [] }))
    const second = closeAfterTest(await startGateway({ routes: [] }))
    await second.close()
    await expect(second.gateway.listen({ host: '127.0.0.1', port: first.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    // A later start on a free port works.
    await second.gateway.listen({ host: '127.0.0.1', port: second.port })
  })

  it('tells its URL', async () => {
    const gateway = closeAfterTest(await startGateway({ routes: [] }))
    expect(gateway.url).toBe(`http://127.0.0.1:${gateway.port}`)
  })
})

describe('limits', () => {
  it('connections over the limit wait, and are served when one ends', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(
      await startGateway({ routes: [{ path: '/a', target: upstream.url }], limits: { clientConnections: 1 } }),
    )
    const first = closeAfterTest(await connectRaw(gateway.port))
    await first.send(get(gateway.port))
    await first.readResponse()
    const second = closeAfterTest(await connectRaw(gateway.port))
    await second.send(get(gateway.port))
    await expect.poll(() => gateway.gateway.stats().connections).toBe(2)
    await first.send(get(gateway.port))
    await first.readResponse()
    expect(upstream.begun()).toBe(2)
    await first.close()
    expect((await second.readResponse()).status).toBe(200)
  })

  it('a saturated upstream queues; no request fails', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(
      await startGateway({ routes: [{ path: '/a', target: upstream.url }], limits: { upstreamConnections: 2 } }),
    )
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => gateway.request({ method: 'POST', path: '/a', body: 'x' })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(upstream.requests.length).toBe(50)
  })

  it('a client that takes too long for its header block is answered 400 and closed', async () => {
    const gateway = closeAfterTest(await startGateway({ routes: [], limits: { headersTimeout: 300 } }))
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send('GET /a HTTP/1.1\r\nHost:')
    // Node looks every 30 seconds unless told otherwise; what counts here is that the limit is handed on.
    await expect.poll(() => client.received().length, { timeout: 4000 }).toBeGreaterThan(0)
    const answer = await client.readResponse()
    expect(answer.status).toBe(400)
    await client.ended()
  })
})

describe('stats', () => {
  it('count connections, exchanges and body bytes', async () => {
    const upstream = closeAfterTest(
      await startUpstream(async (_request, response, received) => {
        await received
        response.end('12345')
      }),
    )
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    const { stats } = gateway.gateway
    expect(stats()).toEqual({ connections: 0, inFlight: 0, total: 0, bytesIn: 0, bytesOut: 0 })
    await gateway.request({ method: 'POST', path: '/a', body: 'abc' })
    await gateway.request({ method: 'POST', path: '/a', chunks: ['abcd'] })
    await gateway.request({ path: '/none' })
    await expect.poll(() => stats().connections).toBe(0)
    expect(stats()).toMatchObject({ inFlight: 0, total: 3, bytesIn: 7, bytesOut: 10 })
  })

  it('count what is in flight', async () => {
    const { gateway, server, client } = await streaming()
    expect(gateway.gateway.stats()).toEqual({ connections: 1, inFlight: 1, total: 1, bytesIn: 0, bytesOut: 5 })
    await server.send('0\r\n\r\n')
    await client.readResponse()
    await gateway.nextEnded()
    expect(gateway.gateway.stats()).toMatchObject({ connections: 1, inFlight: 0, total: 1 })
  })

  it('are a copy', async () => {
    const gateway = closeAfterTest(await startGateway({ routes: [] }))
    gateway.gateway.stats().total = 99
    expect(gateway.gateway.stats().total).toBe(0)
  })
})
