// A real forward proxy for tests (RFC 9110 9.3.6): tunnels what CONNECT asks for and records what it was asked.
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface AskedTunnel {
  /** Host and port as they stood in the request line. */
  target: string
  /** Names in lower case. */
  headers: IncomingMessage['headers']
}

export interface ConnectProxyOptions {
  /** `user:password`; without them a request is answered 407. */
  credentials?: string
  /** Where all tunnels lead, whatever name was asked for; unless given, to the name itself. */
  leadsTo?: number
  /** Done with the connection instead of opening a tunnel. */
  instead?: (socket: Socket) => void
}

export interface ConnectProxy {
  /** Without credentials. */
  url: string
  port: number
  /** Every CONNECT, in the order of arrival. */
  asked: AskedTunnel[]
  /** Method and target of whatever else came. */
  others: string[]
  /** Tunnels open now. */
  tunnels(): number
  close(): Promise<void>
}

export async function startConnectProxy({
  credentials,
  leadsTo,
  instead,
}: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const asked: AskedTunnel[] = []
  const others: string[] = []
  const sockets = new Set<Socket>()
  const tunnels = new Set<Socket>()
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`

  const server = createServer((request, response) => {
    others.push(`${request.method} ${request.url}`)
    response.writeHead(501).end()
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('connect', (request: IncomingMessage, client: Socket, rest: Buffer) => {
    client.on('error', () => client.destroy())
    const target = request.url ?? ''
    asked.push({ target, headers: request.headers })
    if (instead) return instead(client)
    if (expected && request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const colon = target.lastIndexOf(':')
    const host = leadsTo === undefined ? target.slice(0, colon) : '127.0.0.1'
    const upstream = connect(leadsTo ?? Number(target.slice(colon + 1)), host)
    upstream.once('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'))
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      tunnels.add(client)
      if (rest.length > 0) upstream.write(rest)
      client.pipe(upstream)
      upstream.pipe(client)
    })
    upstream.on('close', () => client.destroy())
    client.on('close', () => {
      tunnels.delete(client)
      upstream.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    others,
    tunnels: () => tunnels.size,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
