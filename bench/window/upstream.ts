// The upstream of the window's bench: small JSON answers, and one large one.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const small = JSON.stringify({ id: 'x', model: 'gpt-5-mini', text: 'y'.repeat(400) })
const record = { id: 'ord_48213', items: [{ name: 'Lamp', price: 12.5, tags: ['a', 'b'] }], note: 'z'.repeat(60) }

/** Valid JSON of about so many bytes. */
function jsonOf(bytes: number): string {
  const one = JSON.stringify(record)
  return `[${Array.from({ length: Math.ceil(bytes / (one.length + 1)) }, () => one).join(',')}]`
}

export interface BenchUpstream {
  url: string
  close(): void
}

export async function startUpstream(): Promise<BenchUpstream> {
  const large = jsonOf(20_000_000)
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const body = request.url?.startsWith('/large') ? large : small
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      response.end(body)
    })
  })
  server.keepAliveTimeout = 600_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
