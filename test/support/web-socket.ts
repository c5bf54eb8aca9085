// A real WebSocket server and client for tests, with promises for what happens on a connection.
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import WebSocket, { type ClientOptions, type RawData, type ServerOptions, WebSocketServer } from 'ws'

export interface ServedSocket {
  socket: WebSocket
  request: IncomingMessage
}

export interface WebSocketUpstream {
  url: string
  port: number
  server: WebSocketServer
  /** The oldest connection that no call has answered yet. */
  nextConnection(): Promise<ServedSocket>
  close(): Promise<void>
}

/** Starts on 127.0.0.1. The handler is called at once for each connection, before anything came on it. */
export async function startWebSocketUpstream(
  handler: (served: ServedSocket) => void = () => undefined,
  options: ServerOptions = {},
): Promise<WebSocketUpstream> {
  const http = createServer()
  const server = new WebSocketServer({ ...options, server: http })
  const connections: ServedSocket[] = []
  const waiting: ((served: ServedSocket) => void)[] = []
  server.on('connection', (socket, request) => {
    const served = { socket, request }
    // A broken connection is told by its close event.
    socket.on('error', () => undefined)
    const next = waiting.shift()
    if (next) next(served)
    else connections.push(served)
    handler(served)
  })
  await new Promise<void>((resolve) => http.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, resolve))
  const { port } = http.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    nextConnection() {
      const served = connections.shift()
      return served ? Promise.resolve(served) : new Promise((resolve) => waiting.push(resolve))
    },
    async close() {
      for (const socket of server.clients) socket.terminate()
      server.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

/** Sends every message back as it came. */
export function echo({ socket }: ServedSocket): void {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
}

export interface ClientSocket {
  socket: WebSocket
  /** The oldest message that no call has answered yet. */
  nextMessage(): Promise<{ data: Buffer; isBinary: boolean }>
  /** Settles when the connection has ended. */
  closed: Promise<{ code: number; reason: string }>
  close(): Promise<void>
}

/** Rejects when the answer is no switch of protocols. */
export async function openWebSocket(
  url: string,
  options: ClientOptions = {},
  protocols: string[] = [],
): Promise<ClientSocket> {
  const client = watchSocket(new WebSocket(url.replace(/^http/, 'ws'), protocols, options))
  await once(client.socket, 'open')
  return client
}

/** Collects from now on what comes on the socket. */
export function watchSocket(socket: WebSocket): ClientSocket {
  const messages: { data: Buffer; isBinary: boolean }[] = []
  const waiting: ((message: { data: Buffer; isBinary: boolean }) => void)[] = []
  socket.on('message', (data: RawData, isBinary) => {
    const message = { data: data as Buffer, isBinary }
    const next = waiting.shift()
    if (next) next(message)
    else messages.push(message)
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  return {
    socket,
    nextMessage() {
      const message = messages.shift()
      return message ? Promise.resolve(message) : new Promise((resolve) => waiting.push(resolve))
    },
    closed,
    async close() {
      if (socket.readyState === WebSocket.CLOSED) return
      socket.on('error', () => undefined)
      socket.terminate()
      await closed
    },
  }
}
