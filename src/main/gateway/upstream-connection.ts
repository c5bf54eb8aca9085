// What is known of a connection to an upstream, kept on its socket: an object of its own for it would cost each request a look-up.
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Exchange, UpstreamConnection } from './exchange.ts'
import { socketAddress } from './socket-address.ts'

const noted = Symbol('connection')
const hasServed = Symbol('has served')

export interface ConnectionTimes {
  /** performance.now() when the connection was begun, when TCP stood, and when TLS did; null without TLS. */
  begun: number
  connected: number
  secured: number | null
}

interface NotedSocket extends Socket {
  [noted]?: UpstreamConnection
  [hasServed]?: boolean
}

/**
 * @param socket what requests are written to
 * @param connection the socket itself, or what is below its TLS
 */
export function noteConnection(socket: NotedSocket, connection: Socket, times: ConnectionTimes): void {
  const { begun, connected, secured } = times
  socket[noted] = {
    address: socketAddress(connection.remoteAddress, connection.remotePort),
    tlsVersion: secured === null ? null : (socket as Socket as TLSSocket).getProtocol(),
    connectMs: connected - begun,
    tlsMs: secured === null ? null : secured - connected,
  }
  socket[hasServed] = false
}

/** To be called when a request goes out on the socket: writes into its exchange which connection that is. */
export function takeConnection(socket: NotedSocket, exchange: Exchange): void {
  exchange.connection = socket[noted] ?? null
  exchange.isReused = socket[hasServed] === true
  socket[hasServed] = true
}
