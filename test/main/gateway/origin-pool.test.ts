// The pool of one origin: how many connections there are at most, who waits, and what becomes of those that fail.
import { describe, expect, it } from 'vitest'
import { createIdleTimeouts } from '../../../src/main/gateway/idle-timeouts.ts'
import { createOriginPool } from '../../../src/main/gateway/origin-pool.ts'
import { TellingClient } from '../../../src/main/gateway/telling-client.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { requestBytes } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

async function startLimited(upstreamConnections: number) {
  const upstream = closeAfterTest(await startRawUpstream())
  const gateway = closeAfterTest(
    await startGateway({ routes: [{ path: '/a', target: upstream.url }], limits: { upstreamConnections } }),
  )
  const request = async (path: string) => {
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(requestBytes(gateway.port, { path }))
    return client
  }
  return { upstream, gateway, request }
}

describe('connections to one origin', () => {
  it('are as many as may be; more requests wait, and the one that came first goes first', async () => {
    const { upstream, request } = await startLimited(1)
    const first = await request('/a?first')
    const peer = await upstream.nextConnection()
    await peer.waitForText('first')
    const second = await request('/a?second')
    const third = await request('/a?third')
    await peer.send(answer)
    await first.readResponse()
    await peer.waitForText('second')
    expect(peer.received().toString()).not.toContain('third')
    await peer.send(answer)
    await second.readResponse()
    await peer.waitForText('third')
    await peer.send(answer)
    expect((await third.readResponse()).status).toBe(200)
    expect(upstream.connections).toHaveLength(1)
  })

  it('are used again, the newest free one first', async () => {
    const { upstream, request } = await startLimited(8)
    const clients = [await request('/a?first')]
    const oldest = await upstream.nextConnection()
    await oldest.waitForText('first')
    clients.push(await request('/a?second'))
    const newest = await upstream.nextConnection()
    await newest.waitForText('second')
    await oldest.send(answer)
    await clients[0]?.readResponse()
    await newest.send(answer)
    await clients[1]?.readResponse()
    clients.push(await request('/a?third'))
    await newest.waitForText('third')
    await newest.send(answer)
    expect((await clients[2]?.readResponse())?.status).toBe(200)
    expect(upstream.connections).toHaveLength(2)
  })

  it('make room where one breaks: what waits for it gets another', async () => {
    const { upstream, request } = await startLimited(1)
    const first = await request('/a?first')
    const peer = await upstream.nextConnection()
    await peer.waitForText('first')
    const second = await request('/a?second')
    peer.reset()
    expect((await first.readResponse()).status).toBe(502)
    const next = await upstream.nextConnection()
    await next.waitForText('second')
    await next.send(answer)
    expect((await second.readResponse()).status).toBe(200)
  })

  it('that cannot be made fail each request that waits for them, and leave room for what comes later', async () => {
    const { upstream, gateway, request } = await startLimited(1)
    await upstream.close()
    for (const client of await Promise.all(['/a?1', '/a?2', '/a?3'].map(request))) {
      expect((await client.readResponse()).status).toBe(502)
    }
    expect(gateway.exchanges.map(({ errorType }) => errorType)).toEqual(Array(3).fill('upstream_unreachable'))
    expect((await gateway.request({ path: '/a' })).status).toBe(502)
  })
})

describe('a request that cannot be begun', () => {
  it('fails alone: its connection takes the next one', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    let unused = 0
    const pool = createOriginPool({
      createClient: () => new TellingClient(new URL(upstream.url), {}, createIdleTimeouts()),
      limit: 1,
      onUnused: () => unused++,
    })
    const send = (headers: string[]) =>
      new Promise<string>((resolve) => {
        pool.dispatch(
          { path: '/', method: 'GET', headers },
          {
            onConnect() {},
            onHeaders: () => true,
            onData: () => true,
            onComplete: () => resolve('answered'),
            onError: (error) => resolve(error.message),
          },
        )
      })
    for (let i = 0; i < 3; i++) expect(await send(['Bad\nname', 'value'])).toContain('invalid')
    const sent = send(['Good', 'value'])
    const peer = await upstream.nextConnection()
    await peer.waitForText('Good')
    await peer.send(answer)
    expect(await sent).toBe('answered')
    await peer.close()
    await expect.poll(() => unused).toBe(1)
  })
})
