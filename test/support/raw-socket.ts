// Raw TCP for tests: a client and an upstream that send exact bytes, record exact bytes and see how a connection ends.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { parseResponse, type RawResponse } from './http-bytes.ts'

/** How the other side left: `end` is a clean FIN, `reset` an RST. */
export type Ending = 'end' | 'reset'

export interface RawPeer {
  readonly socket: Socket
  /** Everything that came in and that no `readResponse` has taken. */
  received(): Buffer
  /** Resolves when the kernel has taken the bytes. Text is written as Latin-1, one byte per character. */
  send(bytes: string | Buffer): Promise<void>
  /** The first value that `find` gives; rejects after the timeout, and when the connection ends without it. */
  waitFor<Value>(find: (received: Buffer) => Value | null, what: string): Promise<Value>
  waitForText(text: string): Promise<void>
  /** The next final response with its body; the 1xx before it stand in `information`. */
  readResponse(method?: string): Promise<RawResponse>
  /** Settles when the other side has closed the connection; rejects after the timeout. */
  ended(): Promise<Ending>
  reset(): void
  close(): Promise<void>
}

/** Milliseconds: far above what a test needs, below what a test run waits. */
const patience = 5_000

export function connectRaw(port: number, host = '127.0.0.1'): Promise<RawPeer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, noDelay: true, allowHalfOpen: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(createPeer(socket))
    })
  })
}

export interface RawUpstream {
  url: string
  port: number
  /** Every connection so far. */
  connections: RawPeer[]
  /** The oldest connection that no call has answered yet. */
  nextConnection(): Promise<RawPeer>
  close(): Promise<void>
}

/** Starts on 127.0.0.1. The handler is called for each connection. */
export async function startRawUpstream(handler?: (peer: RawPeer) => void | Promise<void>): Promise<RawUpstream> {
  const connections: RawPeer[] = []
  const waiting: ((peer: RawPeer) => void)[] = []
  let answered = 0
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    const peer = createPeer(socket)
    connections.push(peer)
    const next = waiting.shift()
    if (next) {
      answered++
      next(peer)
    }
    // A connection that ends early fails the handler's reads; the test sees it by what the client gets.
    Promise.resolve(handler?.(peer)).catch(() => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    connections,
    nextConnection() {
      const peer = connections[answered]
      if (!peer) return new Promise((resolve) => waiting.push(resolve))
      answered++
      return Promise.resolve(peer)
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.all(connections.map((peer) => peer.close()))
      await closed
    },
  }
}

function createPeer(socket: Socket): RawPeer {
  let chunks: Buffer[] = []
  let ending: Ending | null = null
  const watchers = new Set<() => void>()

  const received = () => {
    if (chunks.length > 1) chunks = [Buffer.concat(chunks)]
    return chunks[0] ?? Buffer.alloc(0)
  }
  const tell = () => {
    for (const watcher of [...watchers]) watcher()
  }
  const finish = (how: Ending) => {
    ending ??= how
    tell()
  }
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    tell()
  })
  socket.on('end', () => finish('end'))
  socket.on('error', () => finish('reset'))
  socket.on('close', () => finish('reset'))

  const watch = <Value>(look: () => Value | null, isOver: () => boolean, what: string) =>
    new Promise<Value>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        watchers.delete(check)
      }
      const fail = (why: string) => {
        stop()
        reject(new Error(`${what}: ${why}. Received: ${JSON.stringify(received().toString('latin1').slice(0, 2000))}`))
      }
      const timer = setTimeout(() => fail(`nothing after ${patience} ms`), patience)
      const check = () => {
        const value = look()
        if (value !== null) {
          stop()
          resolve(value)
        } else if (isOver()) fail(`the connection ended (${ending})`)
      }
      watchers.add(check)
      check()
    })

  const peer: RawPeer = {
    socket,
    received,
    send: (bytes) =>
      new Promise((resolve) => {
        // A failed write shows in how the connection ends.
        socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => resolve())
      }),
    waitFor: (find, what) =>
      watch(
        () => find(received()),
        () => ending !== null,
        what,
      ),
    waitForText: async (text) => {
      await peer.waitFor((bytes) => (bytes.includes(text) ? true : null), `waiting for ${JSON.stringify(text)}`)
    },
    async readResponse(method = 'GET') {
      const { response, length } = await watch(
        () => parseResponse(received(), { method, isEnded: ending === 'end' }),
        () => ending !== null,
        'waiting for a response',
      )
      chunks = [received().subarray(length)]
      return response
    },
    ended: () =>
      watch(
        () => ending,
        () => false,
        'waiting for the connection to end',
      ),
    reset: () => socket.resetAndDestroy(),
    async close() {
      if (socket.closed) return
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      socket.destroy()
      await closed
    },
  }
  return peer
}
