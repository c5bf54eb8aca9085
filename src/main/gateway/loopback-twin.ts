// Listens on both of the machine's own addresses: `localhost` means ::1 first to many a client, 127.0.0.1 to others.
import { type AddressInfo, createServer, type Server } from 'node:net'

export interface ListeningOn {
  readonly port: number
  /** Takes no more connections; settles when the last one has ended. */
  close(): Promise<void>
}

/**
 * Listens on the host, and where that is 127.0.0.1 or localhost, on the same port of ::1 too; what connects there is the
 * server's like any other connection. Where the machine has no IPv6 there is nobody to miss it. A port that another
 * program has there is in use: what is sent to `localhost` would reach that program.
 * @param port 0 takes one that is free on both
 * Rejects with the system's error, such as EADDRINUSE.
 */
export async function listenOn(server: Server, { host, port }: { host: string; port: number }): Promise<ListeningOn> {
  const hasTwin = host === '127.0.0.1' || host === 'localhost'
  for (let attempt = 1; ; attempt++) {
    const taken = await listen(server, host, port)
    if (!hasTwin || isIPv6(server)) return { port: taken, close: () => close(server) }
    // As node:http makes its own.
    const twin = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
    try {
      await listen(twin, '::1', taken)
      return {
        port: taken,
        close: async () => {
          await Promise.all([close(server), close(twin)])
        },
      }
    } catch (error) {
      if (withoutIPv6.has((error as NodeJS.ErrnoException).code)) return { port: taken, close: () => close(server) }
      await close(server)
      if (port !== 0 || attempt === attempts) throw error
    }
  }
}

function isIPv6(server: Server): boolean {
  return (server.address() as AddressInfo).family === 'IPv6'
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.removeListener('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

const withoutIPv6: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])
/** A port that is free on one address is seldom taken on the other. */
const attempts = 10
