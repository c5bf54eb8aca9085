// Pooled connections that the upstream closes: no error for a request that it cannot have read, and none is ever sent twice.
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAuthority } from '../../support/certificates.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type ClosingUpstreamOptions, startClosingUpstream } from '../../support/closing-upstream.ts'
import { startGateway } from '../../support/gateway.ts'
import { requestBytes } from '../../support/http-bytes.ts'
import { connectRaw, type RawPeer, startRawUpstream } from '../../support/raw-socket.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const authority = createAuthority()

/** Counts the requests that undici sends to this origin. */
function countSends(origin: string): () => number {
  let count = 0
  const onSend = (message: unknown) => {
    if ((message as { request: { origin: string } }).request.origin === origin) count++
  }
  subscribe('undici:client:sendHeaders', onSend)
  onTestFinished(() => void unsubscribe('undici:client:sendHeaders', onSend))
  return () => count
}

const clients = 8

/** A random number of turns of the event loop, at least one. */
function afterSomeTurns(action: () => void): void {
  let turns = 1 + Math.floor(Math.random() * 8)
  const step = () => (turns-- > 0 ? setImmediate(step) : action())
  step()
}

interface Load {
  method: string
  isSecure: boolean
  requests: number
  /** The body comes in chunks, so it goes up as a stream. */
  isChunked?: boolean
  onIdle?: ClosingUpstreamOptions['onIdle']
  /** Around the time that each request is sent. */
  closesOnSend?: boolean
}

/** Sends requests, each with an id of its own, from several clients at once. */
async function load({ method, isSecure, requests, isChunked = false, onIdle, closesOnSend = false }: Load) {
  const upstream = closeAfterTest(
    await startClosingUpstream({
      ...(isSecure && { certificate: authority.issue({ names: ['127.0.0.1'] }) }),
      ...(onIdle && { onIdle }),
    }),
  )
  const authorityFile = join(await temporaryFolder(), 'authority.pem')
  await writeFile(authorityFile, authority.cert)
  const gateway = closeAfterTest(
    await startGateway({
      routes: [{ path: '/a', target: upstream.url }],
      environment: { NODE_EXTRA_CA_CERTS: authorityFile },
    }),
  )
  const sends = countSends(upstream.url)
  const failed: string[] = []
  let next = 0
  const work = async () => {
    const client = closeAfterTest(await connectRaw(gateway.port))
    while (next < requests) {
      const headers = ['X-Id', String(next++)]
      const text = `{"id":${next}}`
      const body = method !== 'POST' ? {} : isChunked ? { chunks: [text, ' '] } : { body: text }
      if (closesOnSend) afterSomeTurns(upstream.closeIdle)
      await client.send(requestBytes(gateway.port, { method, path: '/a', headers, ...body }))
      const answer = await client.readResponse()
      if (answer.status !== 200) failed.push(answer.body.toString())
      if (!closesOnSend && onIdle) await delay(Math.random() * 3)
    }
  }
  await Promise.all(Array.from({ length: clients }, work))
  return { failed, seen: [...upstream.seen.values()], connections: upstream.connections(), sends: sends() }
}

describe('an upstream that closes idle connections shows no error, and sees no request twice', () => {
  it.each<[string, Omit<Load, 'onIdle' | 'closesOnSend'>]>([
    ['POST', { method: 'POST', isSecure: false, requests: 2000 }],
    ['GET', { method: 'GET', isSecure: false, requests: 500 }],
    ['POST over TLS', { method: 'POST', isSecure: true, requests: 300 }],
  ])('at once after its answer: %s', async (_name, options) => {
    const { failed, seen, connections } = await load({ ...options, onIdle: (closeNow) => closeNow() })
    expect(failed).toEqual([])
    expect(seen).toEqual(Array(options.requests).fill(1))
    expect(connections).toBe(options.requests)
  })

  it.each<[string, Omit<Load, 'onIdle' | 'closesOnSend'>]>([
    ['POST', { method: 'POST', isSecure: false, requests: 2000 }],
    ['POST in chunks', { method: 'POST', isSecure: false, isChunked: true, requests: 1000 }],
    ['GET', { method: 'GET', isSecure: false, requests: 1000 }],
    ['POST over TLS', { method: 'POST', isSecure: true, requests: 1000 }],
  ])('after a random short time: %s', async (_name, options) => {
    const { failed, seen, sends } = await load({
      ...options,
      onIdle: (closeNow) => void setTimeout(closeNow, Math.random() * 4),
    })
    expect(failed).toEqual([])
    expect(seen).toEqual(Array(options.requests).fill(1))
    expect(sends).toBeGreaterThan(options.requests)
  })

  it.each<[string, Omit<Load, 'onIdle' | 'closesOnSend'>]>([
    ['POST', { method: 'POST', isSecure: false, requests: 2000 }],
    ['POST in chunks', { method: 'POST', isSecure: false, isChunked: true, requests: 1000 }],
    ['GET', { method: 'GET', isSecure: false, requests: 1000 }],
    ['POST over TLS', { method: 'POST', isSecure: true, requests: 1000 }],
  ])('while a request is on its way: %s', async (_name, options) => {
    const { failed, seen, sends } = await load({ ...options, closesOnSend: true })
    expect(failed).toEqual([])
    expect(seen).toEqual(Array(options.requests).fill(1))
    // Else none of them met a closed connection, and nothing was tried.
    expect(sends).toBeGreaterThan(options.requests)
  })
})

describe('a request that the upstream has read is sent once, although it is not answered', () => {
  const endings: [string, (peer: RawPeer) => void, string][] = [
    ['a FIN', (peer) => void peer.socket.destroy(), 'UND_ERR_SOCKET'],
    ['a FIN of one direction', (peer) => void peer.socket.end(), 'UND_ERR_SOCKET'],
    ['an RST', (peer) => peer.reset(), 'ECONNRESET'],
  ]
  const cases = ['POST', 'GET'].flatMap((method) =>
    ['fresh', 'reused'].flatMap((connection) =>
      endings.map(([ending, end, code]) => ({ method, connection, ending, end, code })),
    ),
  )

  it.each(cases)('$method on a $connection connection, then $ending', async ({ method, connection, end, code }) => {
    const rounds = 20
    const seen: string[] = []
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        if (connection === 'reused') {
          await peer.waitForText('\r\n\r\n')
          await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
        }
        const id = await peer.waitFor(
          (bytes) => /X-Id: (\d+)\r\n(?:.+\r\n)*\r\n(?:hello)?$/.exec(bytes.toString('latin1'))?.[1] ?? null,
          'the request',
        )
        seen.push(id)
        end(peer)
      }),
    )
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    for (let round = 0; round < rounds; round++) {
      if (connection === 'reused') expect((await gateway.request({ path: '/a' })).status).toBe(200)
      const body = method === 'POST' ? { body: 'hello' } : {}
      const answer = await gateway.request({ method, path: '/a', headers: ['X-Id', String(round)], ...body })
      expect(answer.status).toBe(502)
      expect(JSON.parse(answer.body.toString()).error).toMatchObject({
        type: 'upstream_unreachable',
        message: expect.stringContaining(`(${code})`),
      })
      expect(gateway.exchanges.at(-1)).toMatchObject({ outcome: 'upstream_error', errorCode: code })
    }
    expect(seen).toEqual(Array.from({ length: rounds }, (_, round) => String(round)))
    expect(upstream.connections.length).toBe(rounds)
  })
})

describe('Keep-Alive: timeout=N', () => {
  async function open(keepAlive: string) {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        for (let answered = 0; ; answered++) {
          await peer.waitFor(
            (bytes) => (bytes.toString('latin1').split('\r\n\r\n').length - 1 > answered ? true : null),
            'a request',
          )
          await peer.send(`HTTP/1.1 200 OK\r\nContent-Length: 0\r\n${keepAlive}\r\n`)
        }
      }),
    )
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }] }))
    return { upstream, gateway }
  }

  it('of 1 s is too short to use the connection again', async () => {
    const { upstream, gateway } = await open('Keep-Alive: timeout=1\r\n')
    for (let i = 0; i < 5; i++) expect((await gateway.request({ path: '/a' })).status).toBe(200)
    expect(upstream.connections.length).toBe(5)
    await Promise.all(upstream.connections.map((peer) => peer.ended()))
  })

  it('of 3 s: the connection is used again, and given up before the upstream would', async () => {
    const { upstream, gateway } = await open('Keep-Alive: timeout=3, max=100\r\n')
    for (let i = 0; i < 5; i++) expect((await gateway.request({ path: '/a' })).status).toBe(200)
    expect(upstream.connections.length).toBe(1)
    const since = performance.now()
    expect(await upstream.connections[0]?.ended()).toBe('end')
    expect(performance.now() - since).toBeLessThan(2500)
    expect((await gateway.request({ path: '/a' })).status).toBe(200)
    expect(upstream.connections.length).toBe(2)
  })

  it('is not passed on to the client', async () => {
    const { gateway } = await open('Keep-Alive: timeout=5\r\nConnection: keep-alive\r\n')
    const { rawHeaders } = await gateway.request({ path: '/a' })
    expect(rawHeaders.join('\n')).not.toContain('timeout=5')
  })
})
