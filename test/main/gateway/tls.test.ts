// TLS to the upstream: which certificates are trusted, and what a client is told of the others. Nothing is sent to an upstream that is not trusted.
import { writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configTo, serve } from '../../cli/run-cli.ts'
import { type Certificate, createAuthority, selfSigned } from '../../support/certificates.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RawResponse, requestBytes, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startTlsUpstream } from '../../support/tls-upstream.ts'
import { startUpstream } from '../../support/upstream.ts'

const authority = createAuthority()
const names = ['127.0.0.1']
const day = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(Date.now() + days * day)

async function authorityFile(cert = authority.cert): Promise<string> {
  const path = join(await temporaryFolder(), 'authority.pem')
  await writeFile(path, cert)
  return path
}

/** A gateway that trusts the authority, with one route to this target. */
async function openTo(target: string, options: Partial<TestGatewayOptions> = {}) {
  const environment = { NODE_EXTRA_CA_CERTS: await authorityFile() }
  return closeAfterTest(await startGateway({ routes: [{ path: '/a', target }], environment, ...options }))
}

function expectError(answer: RawResponse, status: number, type: string, code: string) {
  expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([status, [type]])
  const { error } = JSON.parse(answer.body.toString())
  expect(error).toEqual({ message: expect.stringContaining(`(${code})`), type, param: null, code: String(status) })
}

const post = { method: 'POST', path: '/a', headers: ['Authorization', 'Bearer SECRET'], body: 'hello' }

describe('what is trusted', () => {
  it('is a private authority that NODE_EXTRA_CA_CERTS names, one of several in its file', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names })))
    const file = await authorityFile(`# Ours\n${createAuthority('Another').cert}\nand\n${authority.cert}`)
    const gateway = await openTo(`${upstream.url}/x`, { environment: { NODE_EXTRA_CA_CERTS: file } })
    expect((await gateway.request(post)).body.toString()).toBe('{"ok":true}')
    expect(upstream.requests).toEqual(['POST /x'])
    expect(await gateway.nextEnded()).toMatchObject({ status: 200, outcome: 'ok', errorCode: null })
  })

  it('is a name as well as an address', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names: ['localhost'] })))
    const gateway = await openTo(`https://localhost:${upstream.port}/x`)
    expect((await gateway.request(post)).status).toBe(200)
  })

  it('is nothing more because a variable names a file that is not there', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names })))
    const gateway = await openTo(upstream.url, { environment: { NODE_EXTRA_CA_CERTS: '/nowhere/authority.pem' } })
    expectError(await gateway.request(post), 502, 'upstream_tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(upstream.requests).toEqual([])
  })

  it('keeps connections open and uses them again', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names })))
    const gateway = await openTo(upstream.url)
    for (let i = 0; i < 20; i++) expect((await gateway.request(post)).status).toBe(200)
    expect([upstream.requests.length, upstream.handshakes()]).toEqual([20, 1])
  })
})

describe('the built command line', () => {
  const send = (url: string) => fetch(`${url}/v1/rerank`, { method: 'POST', body: '{}' })

  it.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'])('trusts what %s names', async (variable) => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names })))
    const cli = await serve(['--config', 'c.yaml'], {
      files: { 'c.yaml': configTo(`${upstream.url}/x`), 'authority.pem': authority.cert },
      environment: { [variable]: await authorityFile() },
    })
    expect(await (await send(cli.url)).text()).toBe('{"ok":true}')
    expect(upstream.requests).toEqual(['POST /x'])
  })

  it('trusts no other', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names })))
    const cli = await serve(['--config', 'c.yaml'], { files: { 'c.yaml': configTo(upstream.url) } })
    const answer = await send(cli.url)
    expect([answer.status, answer.headers.get('x-throughline-error')]).toEqual([502, 'upstream_tls'])
    expect(await cli.line(/rerank/)).toContain('upstream_tls UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(upstream.requests).toEqual([])
  })

  it('does not take NODE_TLS_REJECT_UNAUTHORIZED for a reason to trust everybody', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(selfSigned({ names })))
    const cli = await serve(['--config', 'c.yaml'], {
      files: { 'c.yaml': configTo(upstream.url) },
      environment: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    })
    expect((await send(cli.url)).status).toBe(502)
    expect(upstream.requests).toEqual([])
  })
})

describe('a certificate that is not trusted is 502 upstream_tls, and nothing is sent', () => {
  it.each<[string, string, () => Certificate]>([
    ['expired', 'CERT_HAS_EXPIRED', () => authority.issue({ names, notAfter: inDays(-1) })],
    ['not yet valid', 'CERT_NOT_YET_VALID', () => authority.issue({ names, notBefore: inDays(1) })],
    ['for another name', 'ERR_TLS_CERT_ALTNAME_INVALID', () => authority.issue({ names: ['other.example'] })],
    ['for another address', 'ERR_TLS_CERT_ALTNAME_INVALID', () => authority.issue({ names: ['127.0.0.2'] })],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', () => selfSigned({ names })],
    [
      'of an unknown authority',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      () => createAuthority('Unknown authority').issue({ names }),
    ],
    [
      'of an authority that only has the trusted one’s name',
      'CERT_SIGNATURE_FAILURE',
      () => createAuthority().issue({ names }),
    ],
  ])('%s: %s', async (_name, code, certificate) => {
    const upstream = closeAfterTest(await startTlsUpstream(certificate()))
    const gateway = await openTo(upstream.url)
    // More than once: an error must not leave a connection behind that a later request is sent on.
    for (let i = 0; i < 3; i++) {
      expectError(await gateway.request(post), 502, 'upstream_tls', code)
      expect(await gateway.nextEnded()).toMatchObject({
        status: 502,
        outcome: 'upstream_error',
        errorType: 'upstream_tls',
        errorCode: code,
        upstream: `127.0.0.1:${upstream.port}`,
      })
    }
    expect(upstream.requests).toEqual([])
    expect(gateway.gateway.stats().inFlight).toBe(0)
  })

  it('many requests at once, each with an answer of its own', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names: ['other.example'] })))
    const gateway = await openTo(upstream.url, { limits: { upstreamConnections: 4 } })
    const answers = await Promise.all(Array.from({ length: 40 }, () => gateway.request(post)))
    for (const answer of answers) expectError(answer, 502, 'upstream_tls', 'ERR_TLS_CERT_ALTNAME_INVALID')
    expect(upstream.requests).toEqual([])
  })
})

describe('where one side does not speak TLS', () => {
  it('plain HTTP on the port of an https target is 502 upstream_tls', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = await openTo(`https://127.0.0.1:${upstream.port}`)
    const answer = await gateway.request(post)
    const { errorCode } = await gateway.nextEnded()
    // OpenSSL 3.2 and later name it by what it looks like.
    expect(errorCode).toMatch(/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/)
    expectError(answer, 502, 'upstream_tls', errorCode ?? '')
    expect(upstream.begun()).toBe(0)
  })

  it('bytes that are no TLS are 502 upstream_tls', async () => {
    const upstream = closeAfterTest(await startRawUpstream((peer) => peer.send('SSH-2.0-OpenSSH_9.6\r\n')))
    const gateway = await openTo(`https://127.0.0.1:${upstream.port}`)
    const answer = await gateway.request(post)
    const { errorCode, outcome } = await gateway.nextEnded()
    expectError(answer, 502, 'upstream_tls', errorCode ?? '')
    expect([outcome, errorCode]).toEqual(['upstream_error', expect.stringMatching(/^ERR_SSL_/)])
    expect((await upstream.nextConnection()).received().includes('SECRET')).toBe(false)
  })

  it('TLS on the port of an http target is 502 with its code', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names })))
    const gateway = await openTo(`http://127.0.0.1:${upstream.port}`)
    const answer = await gateway.request(post)
    const { errorCode, errorType, outcome } = await gateway.nextEnded()
    expectError(answer, 502, errorType ?? '', errorCode ?? '')
    expect(outcome).toBe('upstream_error')
    expect(errorType).toMatch(/^upstream_(unreachable|protocol)$/)
    expect(upstream.requests).toEqual([])
  })
})

describe('a handshake that does not come to its end', () => {
  it('in time is 502 upstream_unreachable, and the connection is let go', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = await openTo(`https://127.0.0.1:${upstream.port}`, { limits: { connectTimeout: 100 } })
    expectError(await gateway.request(post), 502, 'upstream_unreachable', 'UND_ERR_CONNECT_TIMEOUT')
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorCode: 'UND_ERR_CONNECT_TIMEOUT' })
    const peer = await upstream.nextConnection()
    await peer.ended()
    expect(peer.received().includes('SECRET')).toBe(false)
  })

  it.each([
    ['closed', 'end'],
    ['reset', 'resetAndDestroy'],
  ] as const)('but is %s is 502 upstream_unreachable', async (_name, breakOff) => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitFor((bytes) => (bytes.length > 100 ? true : null), 'the hello')
        peer.socket[breakOff]()
      }),
    )
    const gateway = await openTo(`https://127.0.0.1:${upstream.port}`)
    expectError(await gateway.request(post), 502, 'upstream_unreachable', 'ECONNRESET')
    expect(upstream.connections.length).toBe(1)
  })
})

describe('a response that is broken off', () => {
  it.each([
    ['a length', 'Content-Length: 10\r\n\r\nhello'],
    ['chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    ['its end as the connection’s', '\r\nhello'],
  ])('by a reset, with %s, has no clean end', async (_name, rest) => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names })))
    const connections: Socket[] = []
    upstream.server.on('connection', (socket: Socket) => connections.push(socket))
    upstream.server.removeAllListeners('request').on('request', ({ socket }: IncomingMessage) => {
      socket.write(`HTTP/1.1 200 OK\r\n${rest}`)
    })
    const gateway = await openTo(upstream.url)
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(requestBytes(gateway.port, { path: '/a' }))
    await client.waitForText('hello')
    connections[0]?.resetAndDestroy()
    await client.ended()
    expect(client.received().toString()).not.toMatch(/\r\n0\r\n\r\n$/)
    expect(await gateway.nextEnded()).toMatchObject({ status: 200, outcome: 'upstream_error' })
  })
})
