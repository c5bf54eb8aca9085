// Faults by name, each as cheap as it can be: what the upstream does, what the client does, and how it may end.
import type { Socket } from 'node:net'

export interface LeakFault {
  /** Called for each connection to the upstream whose first bytes are in. null: nothing listens there. */
  upstream: ((socket: Socket, received: Buffer) => void) | null
  /** What a client sends. */
  request: string
  /** The error answers come on a connection that stays open; else every request has one of its own. */
  keepsConnection: boolean
  /** What a client does once its request is sent; unless given, it waits for the answer or the connection's end. */
  afterSend?: (client: Socket) => void
  /** What a client does when the upstream has the request. */
  whenReceived?: (client: Socket) => void
  /** What a client does when the first bytes of the response are in. */
  whenAnswered?: (client: Socket) => void
  /** The route's timeout in seconds. */
  timeout?: number
  /** Requests at once. */
  clients?: number
  /** The target's own proxy: the upstream is asked for a tunnel. */
  isProxy?: boolean
  /** Outcomes that the exchange's record may have; none where the request never becomes an exchange. */
  outcomes: readonly string[]
}

const post = 'POST /a HTTP/1.1\r\nHost: HOST\r\nX-Id: ID\r\nContent-Length: 5\r\n\r\nhello'
const halfBody = 'POST /a HTTP/1.1\r\nHost: HOST\r\nX-Id: ID\r\nContent-Length: 10\r\n\r\nhello'
const upgrade = 'GET /a HTTP/1.1\r\nHost: HOST\r\nX-Id: ID\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
const ok = 'HTTP/1.1 200 OK\r\n'
const chunk = `${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`
const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello'

/** Bytes of header block that the gateway takes in these runs, either way. */
export const headerLimit = 4096

const silence = () => undefined
const failing = { request: post, keepsConnection: true, outcomes: ['upstream_error'] }
const breaking = { request: post, keepsConnection: false, outcomes: ['upstream_error'] }
const leaving = { request: post, keepsConnection: false, outcomes: ['client_closed'] }

export const leakFaults = {
  'the upstream refuses': { ...failing, upstream: null },
  'the upstream resets before the headers': { ...failing, upstream: (socket) => void socket.resetAndDestroy() },
  'the upstream resets in the body': {
    ...breaking,
    upstream: (socket) => void socket.write(chunk, () => socket.resetAndDestroy()),
  },
  'the upstream sends bad HTTP': { ...failing, upstream: (socket) => void socket.write('HTTP/1.1 abc OK\r\n\r\n') },
  'the final chunk is missing': { ...breaking, upstream: (socket) => void socket.end(chunk) },
  'the upstream’s header does not end': {
    ...failing,
    upstream: (socket) => void socket.write(`${ok}X-Endless: ${'x'.repeat(headerLimit)}`),
  },
  'nothing comes before the timeout': {
    ...failing,
    upstream: silence,
    timeout: 0.02,
    clients: 250,
    outcomes: ['timeout'],
  },
  'the client leaves before the answer': {
    ...leaving,
    upstream: silence,
    whenReceived: (client) => void client.resetAndDestroy(),
  },
  'the client leaves in the body': {
    ...leaving,
    upstream: (socket) => void socket.write(chunk),
    whenAnswered: (client) => void client.destroy(),
  },
  'the client half-closes': {
    ...leaving,
    upstream: (socket) => void socket.end(`${ok}Connection: close\r\nContent-Length: 2\r\n\r\nhi`),
    afterSend: (client) => void client.end(),
    outcomes: ['ok', 'client_closed'],
  },
  'the client sends half a body': {
    ...leaving,
    request: halfBody,
    upstream: silence,
    whenReceived: (client) => void client.destroy(),
  },
  'the client’s header does not end': {
    ...leaving,
    request: `GET /a HTTP/1.1\r\nHost: HOST\r\nX-Endless: ${'x'.repeat(headerLimit)}`,
    upstream: silence,
    outcomes: [],
  },
  'the client leaves its tunnel': {
    ...leaving,
    request: upgrade,
    upstream: (socket) => void socket.write(switching),
    whenAnswered: (client) => void client.resetAndDestroy(),
  },
  'the proxy refuses': {
    ...failing,
    isProxy: true,
    upstream: (socket) => void socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
  },
} satisfies Record<string, LeakFault>

export type LeakFaultName = keyof typeof leakFaults
