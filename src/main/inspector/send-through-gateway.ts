// Sends a request of the app itself through its own gateway, and learns the id of its exchange.
import { request as startRequest } from 'node:http'
import { Readable } from 'node:stream'
import { CallError } from '../../shared/errors.ts'

export interface OwnRequest {
  method: string
  /** Path and query on the gateway. */
  target: string
  /** Name, value, name, value, … without Host and Content-Length. */
  headers: readonly string[]
  body: { pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>; length: number }
}

/**
 * Answers when the exchange's id is known; the response is read to its end in the background.
 * @param gateway such as http://127.0.0.1:4000
 * @param issueToken gives the ticket by which the gateway tells the id
 * @throws CallError server_stopped, or what the body's pieces throw
 */
export async function sendThroughGateway(
  gateway: string,
  { method, target, headers, body }: OwnRequest,
  issueToken: (onTaken: (newId: string) => void) => string,
): Promise<string> {
  const { hostname, port, host } = new URL(gateway)
  // Without one, these three would be sent in chunks.
  const hasLength = body.length > 0 || /^(POST|PUT|PATCH)$/.test(method)
  const framing = hasLength ? ['Content-Length', String(body.length)] : []
  return new Promise((resolve, reject) => {
    const token = issueToken(resolve)
    const request = startRequest({
      host: hostname.replaceAll(/[[\]]/g, ''),
      port,
      method,
      path: target,
      headers: ['Host', host, ...headers, 'x-throughline-replay', token, ...framing],
      agent: false,
      setDefaultHeaders: false,
    })
    // Too late for the answer once the id is known: the exchange itself tells how it ended.
    request.on('error', (error) => {
      if (error instanceof CallError) reject(error)
      else reject(new CallError('server_stopped', 'The gateway could not be reached.', { cause: error }))
    })
    request.on('response', (response) => {
      const id = response.headers['x-throughline-id']
      if (typeof id === 'string') resolve(id)
      else reject(new CallError('server_stopped', 'What answered was not the gateway.'))
      response.on('error', () => {})
      response.resume()
    })
    const source = Readable.from(body.pieces, { objectMode: false })
    source.on('error', (error) => request.destroy(error))
    request.on('close', () => source.destroy())
    source.pipe(request)
  })
}
