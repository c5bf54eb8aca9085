// Requests that Node would answer bare or hang up on: the gateway answers them as every other error, and records them.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RawResponse, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw } from '../../support/raw-socket.ts'
import { startUpstream } from '../../support/upstream.ts'

async function open(options: Partial<TestGatewayOptions> = {}) {
  const upstream = closeAfterTest(await startUpstream())
  const gateway = closeAfterTest(
    await startGateway({ routes: [{ path: '/a', target: upstream.url, include_subpath: true }], ...options }),
  )
  const client = closeAfterTest(await connectRaw(gateway.port))
  return { upstream, gateway, client, host: `Host: 127.0.0.1:${gateway.port}` }
}

function expectError(answer: RawResponse, status: number, type: string) {
  expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([status, [type]])
  expect(valuesOf(answer, 'content-type')).toEqual(['application/json'])
  expect(JSON.parse(answer.body.toString()).error).toMatchObject({ type, param: null, code: String(status) })
}

describe('an Expect of another kind than 100-continue', () => {
  it('is 417, and the connection stays', async () => {
    const { upstream, gateway, client, host } = await open()
    for (const expectation of ['more', 'x=1, 200-ok']) {
      await client.send(`GET /a HTTP/1.1\r\n${host}\r\nExpect: ${expectation}\r\n\r\n`)
      const answer = await client.readResponse()
      expectError(answer, 417, 'expectation_failed')
      const exchange = await gateway.nextEnded()
      expect(exchange).toMatchObject({ status: 417, outcome: 'refused', errorType: 'expectation_failed', sent: null })
      expect(valuesOf(answer, 'x-throughline-id')).toEqual([exchange.id])
    }
    await client.send(`GET /a HTTP/1.1\r\n${host}\r\n\r\n`)
    expect((await client.readResponse()).status).toBe(200)
    expect(upstream.begun()).toBe(1)
  })

  it('with a body that is yet to come: the connection ends behind the answer', async () => {
    const { gateway, client, host } = await open()
    await client.send(`POST /a HTTP/1.1\r\n${host}\r\nExpect: more\r\nContent-Length: 5\r\n\r\n`)
    const answer = await client.readResponse()
    expectError(answer, 417, 'expectation_failed')
    expect(valuesOf(answer, 'connection')).toEqual(['close'])
    expect(await client.ended()).toBe('end')
    expect((await gateway.nextEnded()).outcome).toBe('refused')
  })

  it('does not get around the guard', async () => {
    const { client } = await open()
    await client.send('GET /a HTTP/1.1\r\nHost: evil.example\r\nExpect: more\r\n\r\n')
    expectError(await client.readResponse(), 403, 'forbidden_host')
  })

  it('of a page that may use the server is answered so that the page may read it', async () => {
    const origin = 'https://app.example.com'
    const { client, host } = await open({ allowedOrigins: [origin] })
    await client.send(`GET /a HTTP/1.1\r\n${host}\r\nOrigin: ${origin}\r\nExpect: more\r\n\r\n`)
    expect(valuesOf(await client.readResponse(), 'access-control-allow-origin')).toEqual([origin])
  })
})

describe('CONNECT', () => {
  it.each([
    ['of this server', 'HOST'],
    ['of the host that the client wants to reach', 'api.example.com:443'],
  ])('is 405 with Allow, and the connection ends: a Host %s', async (_name, value) => {
    const { upstream, gateway, client } = await open()
    const name = value.replace('HOST', `127.0.0.1:${gateway.port}`)
    await client.send(`CONNECT api.example.com:443 HTTP/1.1\r\nHost: ${name}\r\n\r\nwhat follows at once`)
    const answer = await client.readResponse()
    expectError(answer, 405, 'method_not_allowed')
    expect(valuesOf(answer, 'allow')).toEqual([expect.not.stringContaining('CONNECT')])
    expect(await client.ended()).toBe('end')
    expect(client.received().toString()).toBe('')
    const exchange = await gateway.nextEnded()
    expect(exchange).toMatchObject({
      ...{ method: 'CONNECT', requestTarget: 'api.example.com:443', status: 405, outcome: 'refused' },
      errorType: 'method_not_allowed',
    })
    expect(valuesOf(answer, 'x-throughline-id')).toEqual([exchange.id])
    expect(upstream.begun()).toBe(0)
    client.socket.end()
    await expect.poll(() => gateway.gateway.stats()).toMatchObject({ connections: 0, inFlight: 0, total: 1 })
  })

  it('behind a request that is not yet answered: the connection is closed, and the gateway goes on', async () => {
    const upstream = closeAfterTest(await startUpstream(() => undefined))
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    const client = closeAfterTest(await connectRaw(gateway.port))
    const host = `Host: 127.0.0.1:${gateway.port}`
    await client.send(`GET /a HTTP/1.1\r\n${host}\r\n\r\nCONNECT x:1 HTTP/1.1\r\n${host}\r\n\r\n`)
    await client.ended()
    await expect.poll(() => gateway.gateway.stats()).toMatchObject({ connections: 0, inFlight: 0, total: 2 })
  })
})
