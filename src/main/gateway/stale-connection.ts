// Tells a request that an idle connection's end swallowed from one that the upstream may have processed.
import type { Socket } from 'node:net'

/**
 * The upstream had closed the connection before the request arrived, so nothing of it was read. The only
 * failure besides an unsent write after which a request may be sent again.
 */
export class StaleConnectionError extends Error {
  readonly code = 'UND_ERR_SOCKET'

  constructor() {
    super('The upstream had closed the idle connection before the request arrived.')
    this.name = 'StaleConnectionError'
  }
}

/**
 * An upstream that read the request and then closed leaves a connection that still takes bytes; one that
 * had closed before answered our bytes with a reset, and the next write fails at once with EPIPE
 * (RFC 9293 3.10.7.4; Linux: tcp_reset in CLOSE_WAIT). So the end of a connection is answered with an
 * empty line, which nobody reads any more, to see which it was.
 * @param connection what the bytes go over: the socket itself, or what is below its TLS
 */
export function detectStale(socket: Socket, connection: Socket): void {
  socket.prependListener('error', (error: NodeJS.ErrnoException) => {
    // undici takes a reset in a body that ends with the connection for its end; by another code it does not.
    if (error.code === 'ECONNRESET' && error.syscall === 'read') {
      Object.assign(error, { code: 'UND_ERR_SOCKET', cause: { code: 'ECONNRESET' } })
    }
  })
  socket.prependOnceListener('end', () => {
    if (socket.destroyed) return
    connection.write('\r\n')
    if ((connection.errored as NodeJS.ErrnoException | null)?.code === 'EPIPE') {
      socket.destroy(new StaleConnectionError())
    }
  })
}

/** Whether nothing of the request can have been processed. */
export function isUnsent(error: unknown): boolean {
  if (error instanceof StaleConnectionError) return true
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === 'write' && (code === 'EPIPE' || code === 'ECONNRESET')
}
