// Who is at the other end of a connection, as it is shown: address and port.
import type { Socket } from 'node:net'
import { urlHost } from './guard.ts'

/** Such as 127.0.0.1:4000 or [::1]:4000; null where the connection has none any more. */
export function socketAddress(address: string | undefined, port: number | undefined): string | null {
  if (!address) return null
  return `${urlHost(address.startsWith('::ffff:') ? address.slice(7) : address)}:${port}`
}

const known = Symbol('address')

/** The other end of a client's connection, put together once for all requests that come over it. */
export function clientAddress(socket: Socket & { [known]?: string | null }): string | null {
  socket[known] ??= socketAddress(socket.remoteAddress, socket.remotePort)
  return socket[known]
}
