// Records what a real WebSocket client and server say to each other, as bytes in both directions.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { type ServerOptions, WebSocket, WebSocketServer } from 'ws'
import type { ArrivalMark, CapturedExchange } from '../../src/main/inspector/captured.ts'
import { capturedBody, capturedExchange, headerField } from './captured-body.ts'

export interface RecordedWebSocket {
  /** What came behind the heads. */
  up: Buffer
  down: Buffer
  arrivals: { up: ArrivalMark[]; down: ArrivalMark[] }
  /** Sec-WebSocket-Extensions of the answer; null where there is none. */
  extensions: string | null
}

/**
 * Both talk until the connection is closed, which `talk` sees to.
 * @param options Of the server; the client offers compression.
 */
export async function recordWebSocket(
  options: ServerOptions,
  talk: (client: WebSocket, server: WebSocket) => void | Promise<void>,
): Promise<RecordedWebSocket> {
  const server = new WebSocketServer({ ...options, host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const recorded: Record<'up' | 'down', { chunks: Buffer[]; times: number[] }> = {
    up: { chunks: [], times: [] },
    down: { chunks: [], times: [] },
  }
  const startedAt = performance.now()
  const relay = createServer((client) => {
    const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1')
    for (const [direction, from, to] of [
      ['up', client, upstream],
      ['down', upstream, client],
    ] as const) {
      from.on('data', (chunk) => {
        recorded[direction].chunks.push(chunk)
        recorded[direction].times.push(performance.now() - startedAt)
        to.write(chunk)
      })
      from.on('end', () => to.end())
      from.on('error', () => to.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const connected = once(server, 'connection') as Promise<[WebSocket]>
  const client = new WebSocket(`ws://127.0.0.1:${(relay.address() as AddressInfo).port}`)
  const [[served]] = await Promise.all([connected, once(client, 'open')])
  const closed = Promise.all([once(client, 'close'), once(served, 'close')])
  await talk(client, served)
  await closed
  relay.close()
  server.close()
  const up = behindHead(recorded.up)
  const down = behindHead(recorded.down)
  const extensions = /^sec-websocket-extensions: *(.*?)\r$/im.exec(down.head)?.[1] ?? null
  return { up: up.bytes, down: down.bytes, arrivals: { up: up.arrivals, down: down.arrivals }, extensions }
}

/** As the recorder would have kept it. */
export function webSocketExchange({ up, down, arrivals, extensions }: RecordedWebSocket): CapturedExchange {
  return capturedExchange({
    summary: { status: 101, stream: 'websocket', method: 'GET' },
    detail: { response: webSocketResponse(extensions) },
    request: capturedBody(up, { arrivals: arrivals.up }),
    response: capturedBody(down, { arrivals: arrivals.down }),
  })
}

export function webSocketResponse(extensions: string | null) {
  const headers = [headerField('Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=')]
  if (extensions !== null) headers.push(headerField('Sec-WebSocket-Extensions', extensions))
  return { status: 101, statusText: 'Switching Protocols', headers, trailers: [], body: capturedBody().info }
}

function behindHead({ chunks, times }: { chunks: Buffer[]; times: number[] }) {
  const all = Buffer.concat(chunks)
  const end = all.indexOf('\r\n\r\n') + 4
  const arrivals: ArrivalMark[] = []
  let position = 0
  for (const [i, chunk] of chunks.entries()) {
    const offset = Math.max(0, position - end)
    position += chunk.length
    if (position > end) arrivals.push({ offset, atMs: times[i] as number })
  }
  return { head: all.toString('latin1', 0, end), bytes: all.subarray(end), arrivals }
}
