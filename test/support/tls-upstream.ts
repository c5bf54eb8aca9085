// A real HTTPS upstream for tests, on a free port of 127.0.0.1, that records what was asked of it.
import { createServer, type Server } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Certificate } from './certificates.ts'

export interface TlsUpstream {
  server: Server
  url: string
  port: number
  /** `METHOD path`, in the order of arrival. */
  requests: string[]
  /** Connections whose handshake was done. */
  handshakes(): number
  close(): Promise<void>
}

/** Every request is answered 200 `{"ok":true}`. */
export async function startTlsUpstream(certificate: Certificate): Promise<TlsUpstream> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let handshakes = 0
  const server = createServer(certificate, (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    request.resume()
    response.setHeader('content-type', 'application/json')
    response.end('{"ok":true}')
  })
  server.on('secureConnection', () => handshakes++)
  // A client that does not trust the certificate ends the handshake: that is what the tests are about.
  server.on('tlsClientError', () => undefined)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    server,
    url: `https://127.0.0.1:${port}`,
    port,
    requests,
    handshakes: () => handshakes,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
