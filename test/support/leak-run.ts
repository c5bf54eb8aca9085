// A program of its own: puts the gateway through one fault many times and prints what is left behind, as JSON.
// Run with --expose-gc, the fault's name and the count.
import { subscribe } from 'node:diagnostics_channel'
import type { EventEmitter } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { stringify } from 'yaml'
import { parseConfig } from '../../src/main/config/parse-config.ts'
import { createVariables } from '../../src/main/config/variables.ts'
import { createGateway } from '../../src/main/gateway/gateway.ts'
import { headerLimit, type LeakFault, type LeakFaultName, leakFaults } from './leak-faults.ts'

export interface LeakReport {
  /** Requests of the first part, after which was measured for the first time, and of both. */
  first: number
  count: number
  /** By what the record says; a request that never became an exchange has none. */
  outcomes: Record<string, number>
  before: Leftovers
  after: Leftovers
  warnings: string[]
}

export interface Leftovers {
  /** Bytes after a garbage collection. */
  heap: number
  /** Bytes outside of the heap, such as buffers. */
  external: number
  /** Open sockets, servers aside. */
  sockets: number
  timers: number
  connections: number
  inFlight: number
  /** On the process, and on the gateway's server. */
  listeners: number
}

const [name = '', countText = ''] = process.argv.slice(2)
const fault: LeakFault = leakFaults[name as LeakFaultName]
const count = Number(countText)
const first = Math.min(1000, count / 2)
const outcomes: Record<string, number> = {}
const warnings: string[] = []
process.on('warning', (warning) => warnings.push(`${warning.name}: ${warning.message}`))

let server: EventEmitter | null = null
subscribe('http.server.request.start', (message) => {
  server ??= (message as { server: EventEmitter }).server
})

/** Clients whose request is not yet at the upstream, by id. */
const underWay = new Map<string, Socket>()

const upstream = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined)
  socket.once('data', (received) => {
    fault.upstream?.(socket, received)
    if (!fault.whenReceived) return
    const id = /X-Id: (\d+)/.exec(received.toString('latin1'))?.[1] ?? ''
    const client = underWay.get(id)
    if (client) fault.whenReceived(client)
  })
  socket.resume()
})
const upstreamPort = await listen(upstream)
if (fault.upstream === null) upstream.close()

const upstreamUrl = `http://127.0.0.1:${upstreamPort}`
const gateway = createGateway({
  variables: createVariables({ environment: {} }),
  limits: { headerBytes: headerLimit },
  environment: fault.isProxy ? { HTTP_PROXY: upstreamUrl } : {},
  observer: {
    received: () => undefined,
    sent: () => undefined,
    responded: () => undefined,
    streamed: () => undefined,
    ended(exchange) {
      const outcome = exchange.outcome ?? 'none'
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    },
  },
})
const route = { path: '/a', target: upstreamUrl, timeout: fault.timeout ?? 60 }
const { config } = parseConfig(stringify({ general_settings: { pass_through_endpoints: [route] } }), {
  environment: {},
})
if (config === null) throw new Error('The config is not valid.')
gateway.setConfig(config)
const { port } = await gateway.listen({ host: '127.0.0.1', port: 0 })

let sent = 0
await run(first)
const before = await measure()
await run(count)
const after = await measure()
const report: LeakReport = { first, count, outcomes, before, after, warnings }
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit())

async function run(until: number): Promise<void> {
  const client = fault.keepsConnection ? onOneConnection : onConnectionsOfTheirOwn
  await Promise.all(Array.from({ length: fault.clients ?? 32 }, () => client(until)))
}

async function onOneConnection(until: number): Promise<void> {
  const client = await open()
  while (sent < until) {
    client.write(request())
    // The gateway's own answers end so.
    await new Promise<void>((resolve, reject) => {
      const onData = (chunk: Buffer) => {
        if (chunk.at(-1) !== 0x0a) return
        client.off('data', onData).off('close', onClose)
        resolve()
      }
      const onClose = () => reject(new Error('The connection was closed.'))
      client.on('data', onData).once('close', onClose)
    })
  }
  client.resetAndDestroy()
}

async function onConnectionsOfTheirOwn(until: number): Promise<void> {
  while (sent < until) {
    const client = await open()
    const bytes = request()
    const id = String(sent)
    underWay.set(id, client)
    if (fault.whenAnswered) client.once('data', () => fault.whenAnswered?.(client))
    const closed = new Promise((resolve) => client.once('close', resolve))
    client.write(bytes)
    fault.afterSend?.(client)
    await closed
    underWay.delete(id)
  }
}

function request(): string {
  return fault.request.replace('HOST', `127.0.0.1:${port}`).replace('ID', String(++sent))
}

function open(): Promise<Socket> {
  return new Promise((resolve) => {
    const client = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(client))
    client.on('error', () => undefined)
    client.resume()
  })
}

/** Waits for what is still ending, then for the collector. */
async function measure(): Promise<Leftovers> {
  const deadline = performance.now() + 5000
  let left = look()
  while (left.sockets + left.connections + left.inFlight > 0 && performance.now() < deadline) {
    await delay(10)
    left = look()
  }
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await delay(5)
  }
  return look()
}

function look(): Leftovers {
  const { heapUsed, external } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo()
  const { connections, inFlight } = gateway.stats()
  return {
    heap: heapUsed,
    external,
    sockets: resources.filter((resource) => resource === 'TCPSocketWrap').length,
    timers: resources.filter((resource) => resource === 'Timeout').length,
    connections,
    inFlight,
    listeners: countListeners(process) + (server ? countListeners(server) : 0),
  }
}

function countListeners(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, event) => sum + emitter.listenerCount(event), 0)
}

function listen(listening: Server): Promise<number> {
  return new Promise((resolve) => {
    listening.listen({ port: 0, host: '127.0.0.1', backlog: 511 }, () =>
      resolve((listening.address() as AddressInfo).port),
    )
  })
}
