// How the stand-ins of the APIs answer: JSON, an error, or server-sent events one by one.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  })
  response.end(text)
}

/** Compressed where the client takes it, as the APIs do with long answers. */
export function sendCompressedJson(request: IncomingMessage, response: ServerResponse, body: unknown): void {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return sendJson(response, 200, body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  response.end(gzipSync(JSON.stringify(body)))
}

export interface ServerSentEvent {
  /** No `event:` line where it is left out. */
  event?: string
  /** As JSON, or a string as it is. */
  data: unknown
}

/** Each event in a write of its own. */
export async function sendEvents(
  response: ServerResponse,
  events: readonly ServerSentEvent[],
  headers: Record<string, string> = {},
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...headers,
  })
  for (const { event, data } of events) {
    const name = event === undefined ? '' : `event: ${event}\n`
    response.write(`${name}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`)
    await setImmediate()
  }
  response.end()
}
