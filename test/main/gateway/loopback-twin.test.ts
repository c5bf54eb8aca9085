// Both of the machine's own addresses: what `localhost` means differs from client to client.
import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { listenOn } from '../../../src/main/gateway/loopback-twin.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { startUpstream } from '../../support/upstream.ts'

const hasIPv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'))
if (!hasIPv6) process.stdout.write('Skipped: ::1, which this machine does not have.\n')

describe.skipIf(!hasIPv6)('a gateway on 127.0.0.1', () => {
  const get = (host: string) => `GET /a HTTP/1.1\r\nHost: ${host}\r\n\r\n`

  it.each(['localhost', '[::1]'])('answers on the same port of ::1, asked for as %s', async (name) => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    const client = closeAfterTest(await connectRaw(gateway.port, '::1'))
    await client.send(get(`${name}:${gateway.port}`))
    expect((await client.readResponse()).status).toBe(200)
    expect((await gateway.nextEnded()).clientAddress).toMatch(/^\[::1\]:\d+$/)
    expect(gateway.gateway.stats().connections).toBe(1)
  })

  it('guards what comes there as well', async () => {
    const gateway = closeAfterTest(await startGateway({ routes: [] }))
    const client = closeAfterTest(await connectRaw(gateway.port, '::1'))
    await client.send(get('evil.example'))
    expect((await client.readResponse()).status).toBe(403)
  })

  it('closes with an exchange under way there answered first, and no connection left', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await startGateway({ routes: [{ path: '/a', target: upstream.url }], limits: { drainTime: 4000 } })
    const client = closeAfterTest(await connectRaw(gateway.port, '::1'))
    await client.send(get(`localhost:${gateway.port}`))
    const peer = await upstream.nextConnection()
    await peer.waitForText('\r\n\r\n')
    const closed = gateway.close()
    await expect(connectRaw(gateway.port, '::1')).rejects.toThrow('ECONNREFUSED')
    await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    expect((await client.readResponse()).body.toString()).toBe('ok')
    await closed
    await client.ended()
    await expect(connectRaw(gateway.port)).rejects.toThrow('ECONNREFUSED')
  })

  it('does not listen where another program has the port of ::1: localhost would be that program’s', async () => {
    const other = createServer()
    const { port, close } = await listenOn(other, { host: '::1', port: 0 })
    const wanted = createServer()
    await expect(listenOn(wanted, { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(wanted.listening).toBe(false)
    await close()
    const listening = await listenOn(wanted, { host: '127.0.0.1', port })
    expect(listening.port).toBe(port)
    await listening.close()
  })
})

describe('another address', () => {
  it('has no twin', async () => {
    const gateway = closeAfterTest(await startGateway({ routes: [], host: '127.0.0.2' }))
    await expect(connectRaw(gateway.port, '::1')).rejects.toThrow('ECONNREFUSED')
  })
})
