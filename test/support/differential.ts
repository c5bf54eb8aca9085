// Sends the same bytes straight to an upstream and through the gateway, and tells what each side saw.
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { connectRaw, type Ending, type RawPeer } from './raw-socket.ts'
import { fieldValues, parseWireRequest, parseWireResponse, statusOf, type WireMessage } from './wire-message.ts'

/** What an upstream is to answer, as bytes. */
export interface PreparedResponse {
  bytes: Buffer
  /** Where the bytes are cut into packets. */
  cuts: readonly number[]
  /** The upstream ends the connection behind them. */
  ends: boolean
}

export interface Observation {
  /** As the upstream got it; null where nothing arrived. */
  request: WireMessage | null
  /** The 1xx responses that the client got. */
  information: readonly WireMessage[]
  response: WireMessage
  /** How the client's connection was ended behind a response that says so; `open` behind any other. */
  ending: Ending | 'open'
}

/** Names the prepared response that a request is to get. */
const caseField = 'x-case'

export interface Script {
  /** The value of the request's `x-case` field. */
  name: string
  /** The request that came in since the last call. */
  take(): WireMessage | null
  forget(): void
}

export interface ScriptedUpstream {
  port: number
  url: string
  prepare(response: PreparedResponse): Script
  close(): Promise<void>
}

interface Case {
  response: PreparedResponse
  request: WireMessage | null
}

/** An upstream that records each request byte for byte and answers it with what was prepared for it. */
export async function startScriptedUpstream(): Promise<ScriptedUpstream> {
  const cases = new Map<string, Case>()
  const sockets = new Set<Socket>()
  let sequence = 0

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Whoever breaks the connection, the comparison shows it.
    socket.on('error', () => undefined)
    let unread = Buffer.alloc(0)
    let isAnswering = false
    const answerNext = async () => {
      const parsed = isAnswering ? null : parseWireRequest(unread)
      if (!parsed) return
      unread = unread.subarray(parsed.length)
      const prepared = cases.get(fieldValues(parsed.message, caseField)[0] ?? '')
      if (!prepared) return void socket.destroy()
      prepared.request = parsed.message
      isAnswering = true
      await sendInPieces(socket, prepared.response.bytes, prepared.response.cuts)
      isAnswering = false
      if (prepared.response.ends) socket.end()
      else await answerNext()
    }
    socket.on('data', (chunk: Buffer) => {
      unread = Buffer.concat([unread, chunk])
      void answerNext()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    prepare(response) {
      const name = String(++sequence)
      const one: Case = { response, request: null }
      cases.set(name, one)
      return {
        name,
        take() {
          const { request } = one
          one.request = null
          return request
        },
        forget: () => void cases.delete(name),
      }
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

export interface RequestOnWire {
  method: string
  /** The whole request to a server on this port, with a field that names the prepared response. */
  bytes(port: number, caseLine: string): Buffer
  cuts: readonly number[]
}

/** A client's connection and how much of what came in on it has been looked at. */
export interface ClientConnection {
  peer: RawPeer
  port: number
  offset: number
}

export async function openConnection(port: number): Promise<ClientConnection> {
  return { peer: await connectRaw(port), port, offset: 0 }
}

/** One exchange with the server on this port, on a connection of its own. */
export async function observe(port: number, request: RequestOnWire, script: Script): Promise<Observation> {
  const connection = await openConnection(port)
  try {
    return await observeOn(connection, request, script)
  } finally {
    await connection.peer.close()
  }
}

/** One exchange on a connection that may have had others before. */
export async function observeOn(
  connection: ClientConnection,
  request: RequestOnWire,
  script: Script,
): Promise<Observation> {
  const { peer, port } = connection
  // A server may answer and close before it has read everything: the answer counts.
  void sendInPieces(peer.socket, request.bytes(port, `X-Case: ${script.name}`), request.cuts)
  const information: WireMessage[] = []
  const response = await peer.waitFor((received) => {
    while (true) {
      const isEnded = peer.socket.readableEnded
      const parsed = parseWireResponse(received.subarray(connection.offset), { method: request.method, isEnded })
      if (!parsed) return null
      connection.offset += parsed.length
      if (statusOf(parsed.message) >= 200) return parsed.message
      information.push(parsed.message)
    }
  }, `waiting for the answer to ${request.method} on port ${port}`)
  const saysClose = fieldValues(response, 'connection').some((value) => value.toLowerCase() === 'close')
  const ending = saysClose || response.framing === 'close' ? await peer.ended() : 'open'
  return { request: script.take(), information, response, ending }
}

async function sendInPieces(socket: Socket, bytes: Buffer, cuts: readonly number[]): Promise<void> {
  const ends = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b)
  let start = 0
  for (const end of [...ends.filter((cut) => cut > 0), bytes.length]) {
    const piece = bytes.subarray(start, end)
    start = end
    await new Promise<void>((resolve) => {
      // A failed write shows in how the connection ends.
      socket.write(piece, () => resolve())
    })
    // Two turns of the event loop: the other side reads this piece before the next one is written.
    for (let turn = 0; turn < 2 && end < bytes.length; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
}
