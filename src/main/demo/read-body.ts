// Reads a request's body for the demo upstream, keeping at most its first mebibyte.
import type { IncomingMessage } from 'node:http'

const keptBytes = 1024 * 1024

export interface ReceivedBody {
  /** At most the first mebibyte. */
  start: Buffer
  /** Of the whole body. */
  size: number
}

export async function readBody(request: IncomingMessage): Promise<ReceivedBody> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size < keptBytes) chunks.push(chunk.subarray(0, keptBytes - size))
    size += chunk.length
  }
  return { start: Buffer.concat(chunks), size }
}

/** The body as a JSON object; undefined where it is none. */
export function parseObject(body: ReceivedBody): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.start.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
