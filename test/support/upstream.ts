// A real upstream for tests: an HTTP server on a free port that records what reached it, byte for byte.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordedRequest {
  method: string
  /** The request target as it stood on the wire: path and query, nothing decoded. */
  path: string
  /** Names and values in turn, in the order, case and repetition of the wire. */
  rawHeaders: string[]
  rawTrailers: string[]
  /** Empty where the upstream was started with `keepBodies: false`. */
  body: Buffer
  bodyBytes: number
  /** Of the body, in hex. */
  sha256: string
  /** False where the client went away before the body's end. */
  complete: boolean
}

/**
 * Answers one request; called when the headers are in. `received` settles when the body has been recorded.
 * The body is read at once: `request.pause()` holds it back.
 */
export type UpstreamHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  received: Promise<RecordedRequest>,
) => void | Promise<void>

export interface Upstream {
  url: string
  port: number
  /** Requests whose body has ended, in the order of their ends. */
  requests: RecordedRequest[]
  /** How many requests have begun, recorded or not. */
  begun(): number
  /** The oldest request that no call has answered yet, waiting for it where there is none. */
  nextRequest(): Promise<RecordedRequest>
  /** Breaks what is under way and frees the port. Calls that wait for a request are rejected. */
  close(): Promise<void>
}

const answerOk: UpstreamHandler = async (_request, response, received) => {
  await received
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end('{"ok":true}')
}

/** Starts on 127.0.0.1. Without a handler every request is answered 200 `{"ok":true}` when its body is in. */
export async function startUpstream(
  handler: UpstreamHandler = answerOk,
  options: { keepBodies?: boolean } = {},
): Promise<Upstream> {
  const requests: RecordedRequest[] = []
  const waiting: PromiseWithResolver<RecordedRequest>[] = []
  let answered = 0
  let begun = 0

  const server = createServer((request, response) => {
    begun += 1
    const received = record(request, options.keepBodies ?? true).then((recorded) => {
      requests.push(recorded)
      const next = waiting.shift()
      if (next) {
        answered += 1
        next.resolve(recorded)
      }
      return recorded
    })
    const answer = async () => handler(request, response, received)
    answer().catch((error: Error) => response.destroy(error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    begun: () => begun,
    nextRequest() {
      const recorded = requests[answered]
      if (recorded) {
        answered += 1
        return Promise.resolve(recorded)
      }
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      for (const { reject } of waiting.splice(0)) reject(new Error('The upstream was closed before a request came.'))
    },
  }
}

interface PromiseWithResolver<Value> {
  resolve(value: Value): void
  reject(error: Error): void
}

/** All values of a header of this name, whatever its case, in order. */
export function headerValues(recorded: Pick<RecordedRequest, 'rawHeaders'>, name: string): string[] {
  const { rawHeaders } = recorded
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name.toLowerCase())
}

/** Reads the body to its end, or to the client's abort. */
function record(request: IncomingMessage, keepBody: boolean): Promise<RecordedRequest> {
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let bodyBytes = 0
  request.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    bodyBytes += chunk.length
    if (keepBody) chunks.push(chunk)
  })
  // An abort is told as an error and a close; the close says enough.
  request.on('error', () => {})
  return new Promise((resolve) => {
    const finish = () => {
      request.off('end', finish)
      request.off('close', finish)
      resolve({
        method: request.method ?? '',
        path: request.url ?? '',
        rawHeaders: request.rawHeaders,
        rawTrailers: request.rawTrailers,
        body: Buffer.concat(chunks),
        bodyBytes,
        sha256: hash.digest('hex'),
        complete: request.complete,
      })
    }
    request.on('end', finish)
    request.on('close', finish)
  })
}
