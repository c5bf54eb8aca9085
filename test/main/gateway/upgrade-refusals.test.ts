// Tunnels that do not come about: the rules that hold for every request, and upstreams that do not switch.
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RawResponse, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, type RawUpstream, startRawUpstream } from '../../support/raw-socket.ts'
import { headerValues, startUpstream } from '../../support/upstream.ts'
import { handshake, meet, type Options, openGateway, refusal, tunnel } from './tunnels.ts'

describe('what holds for every request', () => {
  const settings = { master_key: 'sk-master' }

  it('without the client key: 401, and the upstream sees nothing', async () => {
    const { upstream, gateway } = await guarded({ settings, route: { auth: true } })
    for (const fields of [[], ['Authorization: Bearer sk-wrong']]) {
      expectRefusal(await refusal(gateway.port, ...fields), 401, 'auth_error')
    }
    expect(upstream.connections).toEqual([])
  })

  it('with the client key: tunnelled, and the key goes no further', async () => {
    const { request } = await meet({
      settings,
      route: { auth: true },
      client: { headers: { Authorization: 'Bearer sk-master', 'X-Mine': '1' } },
    })
    expect(headerValues(request, 'authorization')).toEqual([])
    expect(headerValues(request, 'x-mine')).toEqual(['1'])
    expect(JSON.stringify(request.rawHeaders)).not.toContain('sk-master')
  })

  it.each<[string, string[], number, string]>([
    ['a foreign Origin', ['Origin: https://evil.example'], 403, 'forbidden_origin'],
    ['a page of another site', ['Sec-Fetch-Site: cross-site'], 403, 'forbidden_origin'],
    ['a rebound name', ['Host: evil.example'], 403, 'forbidden_host'],
  ])('%s is refused', async (_name, fields, status, type) => {
    const { upstream, gateway } = await guarded()
    expectRefusal(await refusal(gateway.port, ...fields), status, type)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'refused', status, errorType: type })
    expect(upstream.connections).toEqual([])
  })

  it('an allowed Origin is tunnelled', async () => {
    const origin = 'https://app.example.com'
    const { client, server, request } = await meet({ allowedOrigins: [origin], client: { origin } })
    expect(headerValues(request, 'origin')).toEqual([origin])
    client.socket.send('hi')
    expect((await server.nextMessage()).data.toString()).toBe('hi')
  })

  it('a missing variable is 502', async () => {
    const { upstream, gateway } = await guarded({ route: { headers: { 'X-Key': 'os.environ/NOT_SET' } } })
    const answer = await refusal(gateway.port)
    expectRefusal(answer, 502, 'missing_variable')
    expect(answer.body.toString()).toContain('NOT_SET')
    expect(upstream.connections).toEqual([])
  })

  it('no route is 404', async () => {
    const { gateway } = await guarded({ route: { path: '/b' } })
    expectRefusal(await refusal(gateway.port), 404, 'no_route')
  })

  async function guarded(options: Options = {}) {
    const upstream: RawUpstream = closeAfterTest(await startRawUpstream())
    return { upstream, gateway: await openGateway(upstream.url, options) }
  }

  function expectRefusal(answer: RawResponse & { ending: string }, status: number, type: string) {
    expect(answer.status).toBe(status)
    expect(valuesOf(answer, 'x-throughline-error')).toEqual([type])
    expect(JSON.parse(answer.body.toString()).error.type).toBe(type)
    expect(answer.ending).toBe('end')
  }

  it('a refused client that stays is closed', async () => {
    const { gateway } = await guarded({ route: { path: '/b' } })
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`${handshake(gateway.port)}more that nobody reads`)
    expect((await client.readResponse()).status).toBe(404)
    expect(await client.ended()).toBe('end')
    await expect.poll(() => gateway.gateway.stats().connections, { timeout: 4000 }).toBe(0)
  })
})

describe('an upstream that does not switch', () => {
  it.each([
    ['a length', 'Content-Length: 9\r\n\r\nno access'],
    ['chunks', 'Transfer-Encoding: chunked\r\n\r\n3\r\nno \r\n6\r\naccess\r\n0\r\n\r\n'],
    ['its connection’s end', 'Connection: close\r\n\r\nno access'],
  ])('its refusal reaches the client: a body with %s', async (_name, rest) => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        await peer.send(`HTTP/1.1 403 Not For You\r\nX-Why: because\r\n${rest}`)
        if (rest.startsWith('Connection')) peer.socket.end()
      }),
    )
    const gateway = await openGateway(upstream.url)
    const answer = await refusal(gateway.port)
    expect([answer.status, answer.reason, answer.body.toString()]).toEqual([403, 'Not For You', 'no access'])
    expect(valuesOf(answer, 'x-why')).toEqual(['because'])
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', status: 403, responseBytes: 9 })
  })

  it('a large refusal that the client reads slowly arrives whole', async () => {
    const body = randomBytes(3_000_000)
    const upstream = closeAfterTest(
      await startUpstream((_request, response) => {
        response.writeHead(401, { 'content-length': body.length }).end(body)
      }),
    )
    const gateway = await openGateway(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    client.socket.pause()
    await client.send(handshake(gateway.port))
    // All that the buffers on the way take has been written; the rest waits for the reader.
    await expect.poll(() => gateway.gateway.stats().bytesOut).toBeGreaterThan(100_000)
    client.socket.resume()
    expect((await client.readResponse()).body.equals(body)).toBe(true)
  })

  it('that is down is 502', async () => {
    const upstream = await startRawUpstream()
    await upstream.close()
    const gateway = await openGateway(upstream.url)
    const answer = await refusal(gateway.port)
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([502, ['upstream_unreachable']])
    expect(answer.body.toString()).toContain('ECONNREFUSED')
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorCode: 'ECONNREFUSED' })
  })

  it('that resets instead of an answer is 502', async () => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        peer.reset()
      }),
    )
    const gateway = await openGateway(upstream.url)
    expect((await refusal(gateway.port)).status).toBe(502)
  })

  it.each([
    ['without Upgrade', ''],
    ['with Connection alone', 'Connection: Upgrade\r\n'],
    ['with Upgrade alone', 'Upgrade: websocket\r\n'],
  ])('that answers 101 %s is 502 upstream_protocol', async (_name, field) => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        await peer.send(`HTTP/1.1 101 Switching Protocols\r\n${field}\r\nfirst bytes`)
      }),
    )
    const gateway = await openGateway(upstream.url)
    const answer = await refusal(gateway.port)
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([502, ['upstream_protocol']])
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorType: 'upstream_protocol' })
  })

  it('that never answers is 504 after the route’s timeout', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openGateway(upstream.url, { route: { timeout: 0.2 } })
    const answer = await refusal(gateway.port)
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([504, ['upstream_timeout']])
  })

  it('a quiet tunnel is not cut by the route’s timeout', async () => {
    const { client, server, gateway } = await tunnel({ route: { timeout: 0.2 } })
    // Requests of the same route that nobody answers: they are, and so is more time than the timeout over.
    for (let i = 0; i < 3; i++) expect((await gateway.request({ path: '/a' })).status).toBe(504)
    await server.send('still here')
    await client.waitForText('still here')
  })
})
