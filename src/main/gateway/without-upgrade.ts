// Gives a request whose Upgrade is ignored back to the server, as the ordinary request that it also is.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { responseUnderWay } from './client-error.ts'

const dropped = new Set(['upgrade', 'http2-settings', 'connection'])

/**
 * node:http has taken its parser off the connection when it tells of an upgrade. The head is put back in
 * front of what follows, without what asks for the upgrade, and the connection is handed in anew.
 */
export function withoutUpgrade(
  request: IncomingMessage,
  socket: Socket,
  rest: Buffer,
  handOver: (socket: Socket) => void,
): void {
  // An answer is still due, and what was to send it has left the connection, too.
  if (responseUnderWay(socket)) return void socket.destroy()
  const { method, url, httpVersion, rawHeaders } = request
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (!dropped.has((rawHeaders[i] as string).toLowerCase())) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), rest]))
  handOver(socket)
}
