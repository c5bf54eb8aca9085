// Routes change while requests run: nothing fails, nothing is mixed; and what is over a limit waits its turn and is served.
import { readFile, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { openConfigDocument } from '../../../src/main/config/config-document.ts'
import { setEnabled } from '../../../src/main/config/edit-config.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RouteYaml, startGateway, type TestGateway } from '../../support/gateway.ts'
import { type RequestBytes, requestBytes, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, type RawPeer, startRawUpstream } from '../../support/raw-socket.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { headerValues, startUpstream } from '../../support/upstream.ts'

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Sends a request on a connection that stays open, and reads the answer. */
async function ask(client: RawPeer, port: number, request: RequestBytes) {
  await client.send(requestBytes(port, request))
  return client.readResponse(request.method)
}

/** Clients that send one request after the other until they are told to stop; how many were answered, and how. */
function load(port: number, count: number, request: (turn: number) => RequestBytes) {
  let isOver = false
  const answers = new Map<string, number>()
  const running = Promise.all(
    Array.from({ length: count }, async () => {
      const client = closeAfterTest(await connectRaw(port))
      for (let turn = 0; !isOver; turn++) {
        const answer = await ask(client, port, request(turn))
        const name = `${answer.status} ${valuesOf(answer, 'x-throughline-error')[0] ?? answer.body.toString()}`
        answers.set(name, (answers.get(name) ?? 0) + 1)
      }
    }),
  )
  return {
    async stop() {
      isOver = true
      await running
      return Object.fromEntries(answers)
    },
  }
}

/** Streams that stay open: each gets every event that is written, in order. */
async function openStreams(port: number, count: number, streams: readonly ServerResponse[]) {
  const clients = await Promise.all(
    Array.from({ length: count }, async () => {
      const client = closeAfterTest(await connectRaw(port))
      await client.send(requestBytes(port, { path: '/stream' }))
      await client.waitForText('\r\n\r\n')
      return client
    }),
  )
  let events = 0
  return {
    write() {
      events++
      for (const stream of streams) stream.write(`data: ${events}\n\n`)
    },
    async end() {
      for (const stream of streams) stream.end()
      const bodies = await Promise.all(clients.map(async (client) => (await client.readResponse()).body.toString()))
      const wanted = Array.from({ length: events }, (_, i) => `data: ${i + 1}\n\n`).join('')
      expect(bodies.map((body) => body === wanted)).toEqual(clients.map(() => true))
    },
  }
}

/** Answers /steady at once, keeps /stream open, and tells of any other path which table sent the request. */
async function startTarget() {
  const streams: ServerResponse[] = []
  const mixed: string[] = []
  const upstream = closeAfterTest(
    await startUpstream(async (request, response, received) => {
      await received
      if (request.url === '/stream') {
        streams.push(response)
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        return
      }
      const table = request.url?.split('/v')[1]
      const header = request.headers['x-table']
      if (table !== undefined && header !== table) mixed.push(`path ${table}, header ${header}`)
      response.end(table === undefined ? 'steady' : 'swapped')
    }),
  )
  return { upstream, streams, mixed }
}

/** The nth table: one route never changes, one is toggled, one is edited, one comes and goes, and their order turns. */
function tableOf(url: string, n: number): RouteYaml[] {
  const routes: RouteYaml[] = [
    { path: '/toggled', target: `${url}/v${n}`, headers: { 'X-Table': String(n) }, enabled: n % 2 === 0 },
    {
      path: '/edited',
      target: `${url}/v${n}`,
      headers: { 'X-Table': String(n) },
      ...(n % 3 === 0 ? { methods: ['GET'] } : {}),
    },
    { path: '/stream', target: `${url}/stream`, enabled: n % 5 !== 1 },
    ...(n % 7 === 0 ? [{ path: '/steady/more', target: url, include_subpath: true }] : []),
  ]
  if (n % 4 === 3) routes.reverse()
  routes.splice(n % 3, 0, { path: '/steady', target: `${url}/steady` })
  return routes
}

describe('routes toggled and edited 1,000 times under load', () => {
  it('no request fails, no stream breaks, no request sees two tables', { timeout: 60_000 }, async () => {
    const { upstream, streams, mixed } = await startTarget()
    const gateway = closeAfterTest(await startGateway({ routes: tableOf(upstream.url, 0) }))
    const open = await openStreams(gateway.port, 4, streams)
    const steady = load(gateway.port, 8, (turn) =>
      turn % 2 ? { method: 'POST', path: '/steady', body: 'x'.repeat(turn % 1000) } : { path: '/steady' },
    )
    const toggled = load(gateway.port, 2, () => ({ path: '/toggled' }))
    const edited = load(gateway.port, 2, () => ({ path: '/edited' }))

    for (let n = 1; n <= 1000; n++) {
      gateway.setRoutes(tableOf(upstream.url, n))
      if (n % 10 === 0) open.write()
      await nextTurn()
    }

    expect(Object.keys(await steady.stop())).toEqual(['200 steady'])
    expect(Object.keys(await edited.stop())).toEqual(['200 swapped'])
    expect(Object.keys(await toggled.stop()).sort()).toEqual(['200 swapped', '404 route_disabled'])
    await open.end()
    expect(mixed).toEqual([])
    await expect.poll(() => gateway.gateway.stats().inFlight).toBe(0)
    const outcomes = new Set(gateway.exchanges.map(({ status, outcome }) => `${status} ${outcome}`))
    expect(outcomes).toEqual(new Set(['200 ok', '404 refused']))
  })
})

describe('an exchange under way', () => {
  it('finishes on the table that it began with, although its body is still coming', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const route = (n: string) => [{ path: '/a', target: `${upstream.url}/${n}`, headers: { 'X-Table': n } }]
    const gateway = closeAfterTest(await startGateway({ routes: route('first') }))
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: 10\r\n\r\nhello`)
    const server = await upstream.nextConnection()
    await server.waitForText('hello')
    gateway.setRoutes(route('second'))
    gateway.setRoutes([])
    await client.send('world')
    await server.waitForText('helloworld')
    await server.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    expect((await client.readResponse()).body.toString()).toBe('ok')
    expect(server.received().toString()).toMatch(/^POST \/first HTTP\/1\.1\r\n(.*\r\n)*X-Table: first\r\n/)
    expect((await gateway.nextEnded()).route?.headers[0]?.value.source).toBe('first')
  })

  it('that waits for its turn at a busy origin still goes where it was to go', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const route = (n: string) => [{ path: '/a', target: `${upstream.url}/${n}`, headers: { 'X-Table': n } }]
    const gateway = closeAfterTest(await startGateway({ routes: route('first'), limits: { upstreamConnections: 1 } }))
    const clients = await Promise.all([1, 2].map(async () => closeAfterTest(await connectRaw(gateway.port))))
    for (const client of clients) await client.send(requestBytes(gateway.port, { path: '/a' }))
    const server = await upstream.nextConnection()
    await server.waitForText('\r\n\r\n')
    await expect.poll(() => gateway.gateway.stats().inFlight).toBe(2)
    gateway.setRoutes(route('second'))
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
    await server.send(answer)
    await server.waitFor((bytes) => (bytes.toString().split('\r\n\r\n').length > 2 ? true : null), 'the second request')
    await server.send(answer)
    for (const client of clients) expect((await client.readResponse()).status).toBe(200)
    expect(
      server
        .received()
        .toString()
        .match(/GET \/\w+|X-Table: \w+/g),
    ).toEqual([...['GET /first', 'X-Table: first'], ...['GET /first', 'X-Table: first']])
  })
})

describe('a config file', () => {
  async function serveFile() {
    const { upstream, streams, mixed } = await startTarget()
    const path = join(await temporaryFolder(), 'config.yaml')
    const text = stringify({ general_settings: { pass_through_endpoints: tableOf(upstream.url, 0) } })
    await writeFile(path, text)
    const file = await openConfigDocument(path, { environment: {} })
    onTestFinished(() => file.close())
    const gateway = closeAfterTest(await startGateway({ routes: [] }))
    gateway.gateway.setConfig(file.running)
    file.onChange(() => gateway.gateway.setConfig(file.running))
    const indexOf = (route: string) => file.config.routes.findIndex((one) => one.path === route)
    return { upstream, streams, mixed, path, text, file, gateway, indexOf }
  }

  const statusOf = async (gateway: TestGateway, path: string) => (await gateway.request({ path })).status

  it('a route switched 200 times through it: each switch holds for the next request, and no other request fails', {
    timeout: 60_000,
  }, async () => {
    const { streams, file, gateway, indexOf } = await serveFile()
    const open = await openStreams(gateway.port, 2, streams)
    const steady = load(gateway.port, 4, () => ({ path: '/steady' }))
    const wrong: string[] = []
    for (let n = 1; n <= 200; n++) {
      const enabled = n % 2 === 0
      const name = n % 4 < 2 ? '/toggled' : '/stream'
      await file.edit(`Switch ${name}`, (text) => setEnabled(text, indexOf(name), enabled))
      const isServed = name === '/toggled' ? (await statusOf(gateway, name)) === 200 : null
      if (isServed !== null && isServed !== enabled) wrong.push(`${name} ${enabled} at ${n}`)
      if (n % 10 === 0) open.write()
    }
    expect(Object.keys(await steady.stop())).toEqual(['200 steady'])
    expect(wrong).toEqual([])
    await open.end()
  })

  it('changed by another program: the new routes are served, a broken file changes nothing', async () => {
    const { path, text, gateway } = await serveFile()
    const steady = load(gateway.port, 2, () => ({ path: '/steady' }))
    for (let n = 0; n < 5; n++) {
      await writeFile(path, text.replace('path: /toggled', `path: /renamed-${n}`))
      await expect.poll(() => statusOf(gateway, `/renamed-${n}`), { timeout: 5000 }).toBe(200)
      await writeFile(path, `${text}\n  - [`)
      expect(await statusOf(gateway, `/renamed-${n}`)).toBe(200)
    }
    expect(Object.keys(await steady.stop())).toEqual(['200 steady'])
    expect(await readFile(path, 'utf8')).toBe(`${text}\n  - [`)
  })
})

describe('more client connections than the limit', () => {
  /** A full gateway: four connections that have each been served once and stay open. */
  async function fill() {
    const upstream = closeAfterTest(await startUpstream())
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: upstream.url, include_subpath: true }],
        limits: { clientConnections: 4 },
      }),
    )
    const { port } = gateway
    const clients = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const client = closeAfterTest(await connectRaw(port))
        expect((await ask(client, port, { path: '/a/first' })).status).toBe(200)
        return client
      }),
    )
    const paths = () => upstream.requests.map(({ path }) => path).filter((path) => path !== '/first')
    /** Long enough for a request that is served at all: another one has gone there and back behind it. */
    const roundTrip = async () => {
      for (let i = 0; i < 3; i++) await ask(clients[3] as RawPeer, port, { path: '/a/first' })
    }
    const wait = async (path: string) => {
      const client = closeAfterTest(await connectRaw(port))
      const before = gateway.gateway.stats().connections
      await client.send(requestBytes(port, { path }))
      await expect.poll(() => gateway.gateway.stats().connections).toBeGreaterThanOrEqual(before)
      return client
    }
    return { gateway, clients, paths, roundTrip, wait }
  }

  it('the fifth waits, and is served when one of the four ends', async () => {
    const { gateway, clients, paths, roundTrip, wait } = await fill()
    const fifth = await wait('/a/fifth')
    await expect.poll(() => gateway.gateway.stats().connections).toBe(5)
    await roundTrip()
    expect([paths(), fifth.received().length]).toEqual([[], 0])
    await clients[0]?.close()
    expect((await fifth.readResponse()).status).toBe(200)
    expect(paths()).toEqual(['/fifth'])
    expect(gateway.gateway.stats().connections).toBe(4)
  })

  it('many that wait are served in the order in which they came', async () => {
    const { gateway, clients, paths, wait } = await fill()
    const waiting: RawPeer[] = []
    for (let i = 0; i < 8; i++) {
      waiting.push(await wait(`/a/${i}`))
      await expect.poll(() => gateway.gateway.stats().connections).toBe(5 + i)
    }
    for (const client of clients.slice(0, 3)) client.reset()
    await clients[3]?.close()
    for (const client of waiting) {
      expect((await client.readResponse()).status).toBe(200)
      await client.close()
    }
    expect(paths().map((path) => Number(path.slice(1)))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it.each<[string, (client: RawPeer) => void]>([
    ['with a reset', (client) => client.reset()],
    ['in order', (client) => void client.socket.destroy()],
  ])('one that leaves %s while it waits is forgotten', async (_name, leave) => {
    const { gateway, clients, paths, wait } = await fill()
    const fifth = await wait('/a/fifth')
    await expect.poll(() => gateway.gateway.stats().connections).toBe(5)
    const sixth = await wait('/a/sixth')
    await expect.poll(() => gateway.gateway.stats().connections).toBe(6)
    leave(fifth)
    await expect.poll(() => gateway.gateway.stats().connections).toBe(5)
    await clients[0]?.close()
    expect((await sixth.readResponse()).status).toBe(200)
    expect(paths()).toEqual(['/sixth'])
  })

  it('one that waits may send more than its head, in pieces', async () => {
    const { gateway, clients, wait } = await fill()
    const fifth = closeAfterTest(await connectRaw(gateway.port))
    const sixth = await wait('/a/sixth')
    const body = Buffer.alloc(300_000, 'abc')
    const bytes = requestBytes(gateway.port, { method: 'POST', path: '/a/fifth', body })
    const sending = (async () => {
      for (let at = 0; at < bytes.length; at += 50_000) {
        await fifth.send(bytes.subarray(at, at + 50_000))
        await nextTurn()
      }
    })()
    await expect.poll(() => gateway.gateway.stats().connections).toBe(6)
    await clients[0]?.close()
    expect((await fifth.readResponse()).status).toBe(200)
    await sending
    await fifth.close()
    expect((await sixth.readResponse()).status).toBe(200)
    expect(gateway.exchanges.map(({ requestBytes: count }) => count)).toContain(body.length)
    expect((await ask(sixth, gateway.port, { path: '/a/again' })).status).toBe(200)
  })

  it('a stop does not begin with those that wait', async () => {
    const upstream = closeAfterTest(await startRawUpstream())
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: upstream.url, include_subpath: true }],
        limits: { clientConnections: 1, drainTime: 200 },
      }),
    )
    const clients = await Promise.all([1, 2].map(async () => closeAfterTest(await connectRaw(gateway.port))))
    for (const client of clients) await client.send(requestBytes(gateway.port, { path: '/a' }))
    await (await upstream.nextConnection()).waitForText('\r\n\r\n')
    await expect.poll(() => gateway.gateway.stats()).toMatchObject({ connections: 2, total: 1 })
    await gateway.close()
    await Promise.all(clients.map((client) => client.ended()))
    await expect.poll(() => gateway.gateway.stats()).toMatchObject({ connections: 0, total: 1 })
  })

  it('a stop ends those that wait, too', async () => {
    const { gateway, wait } = await fill()
    const fifth = await wait('/a/fifth')
    await expect.poll(() => gateway.gateway.stats().connections).toBe(5)
    await gateway.close()
    await fifth.ended()
    await expect.poll(() => gateway.gateway.stats().connections).toBe(0)
  })
})

describe('a saturated origin', () => {
  /** @param pause what each answer waits for */
  async function startBusy(pause: () => Promise<void>, route: Partial<RouteYaml> = {}) {
    let atOnce = 0
    let most = 0
    const upstream = closeAfterTest(
      await startUpstream(async (request, response, received) => {
        most = Math.max(most, ++atOnce)
        await received
        await pause()
        atOnce--
        response.end(headerValues(request, 'x-number')[0])
      }),
    )
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: upstream.url, ...route }],
        limits: { upstreamConnections: 2 },
      }),
    )
    return { upstream, gateway, most: () => most }
  }

  const numbered = (i: number): RequestBytes =>
    i % 2
      ? { path: '/a', headers: ['X-Number', String(i)] }
      : { method: 'POST', path: '/a', headers: ['X-Number', String(i)], body: 'x'.repeat(i) }

  it('queues 20 slow requests at two connections and fails none, although the last waits longer than the timeout', async () => {
    const { gateway, most } = await startBusy(() => new Promise((resolve) => setTimeout(resolve, 100)), {
      timeout: 0.5,
    })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => gateway.request(numbered(i))))
    expect(answers.map(({ status, body }) => `${status} ${body}`)).toEqual(answers.map((_, i) => `200 ${i}`))
    expect(most()).toBe(2)
  })

  it('never sees the request of a client that left the queue', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const { upstream, gateway } = await startBusy(() => gate)
    const served = [0, 1, 2].map((i) => gateway.request(numbered(i)))
    await expect.poll(() => gateway.gateway.stats().inFlight).toBe(3)
    const leaving = closeAfterTest(await connectRaw(gateway.port))
    await leaving.send(requestBytes(gateway.port, { path: '/a', headers: ['X-Number', 'leaving'] }))
    await expect.poll(() => gateway.gateway.stats().inFlight).toBe(4)
    leaving.reset()
    expect((await gateway.nextEnded()).outcome).toBe('client_closed')
    open()
    await Promise.all(served)
    expect((await gateway.request(numbered(5))).status).toBe(200)
    expect(upstream.requests.flatMap((request) => headerValues(request, 'x-number'))).not.toContain('leaving')
  })
})
