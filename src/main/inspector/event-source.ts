// Lists the events of a response as it streams in, and reads their payloads again from what was captured.
import type { CapturedBody, CapturedExchange } from './captured.ts'
import type { Coding } from './content-coding.ts'
import { createEventStream, type EventFormat, type EventMessage, eventText } from './event-stream.ts'
import { type MessageSource, mostMessages, mostPayloadBytes } from './message-source.ts'
import { createStreamReader } from './stream-reader.ts'

/** The format of a media type's stream; null where it has no messages. */
export function eventFormat(mediaType: string | null): EventFormat | null {
  if (mediaType === 'text/event-stream') return 'events'
  const isLines = /^application\/(?:x-)?(?:ndjson|jsonl|json-?lines|json-?stream|stream\+json)$/.test(mediaType ?? '')
  return isLines ? 'lines' : null
}

export function createEventSource(exchange: CapturedExchange, format: EventFormat): MessageSource {
  const reader = createStreamReader(exchange.body('response').info.encodings)
  const stream = createEventStream(format)
  const problems: string[] = []
  let isFlushed = false
  let isFull = false

  return {
    async update(current) {
      const body = current.body('response')
      if (isFull || isFlushed) return
      // Whether it had ended before it was read to its end.
      const { isEnded } = body
      for await (const { bytes, timeAt } of reader.advance(body)) {
        stream.feed(bytes, timeAt)
        if (stream.messages.length < mostMessages) continue
        isFull = true
        problems.push(`Only the first ${stream.messages.length} messages are listed.`)
        return
      }
      if (!isEnded && !reader.isOver) return
      isFlushed = true
      const last = body.arrivals.at(-1)?.atMs ?? null
      const isBroken = stream.end(() => last)
      if (isBroken && body.info.gap === null) problems.push('The stream ends in the middle of its last event.')
    },
    hasLost: (current) => current.body('response').info.capturedBytes < reader.offset,
    messages: stream.messages,
    get problems() {
      return [...reader.problems, ...problems]
    },
    async payload(current, index) {
      const message = stream.messages[index] as EventMessage
      const bytes = await readRange(current, reader.codings, message.start, message.end)
      return { bytes: new Uint8Array(Buffer.from(eventText(format, message.type, bytes))), isText: true }
    },
    close: () => reader.close(),
  }
}

/** Where there are codings, all before the range is decoded once more. */
async function readRange(
  exchange: CapturedExchange,
  codings: readonly Coding[],
  start: number,
  end: number,
): Promise<Buffer> {
  const body = exchange.body('response')
  const upTo = Math.min(end, start + mostPayloadBytes)
  if (codings.length === 0) return body.read(start, upTo - start)
  const reader = createStreamReader(codings.toReversed())
  const parts: Buffer[] = []
  let position = 0
  try {
    for await (const { bytes } of reader.advance(withoutArrivals(body))) {
      parts.push(bytes.subarray(Math.max(0, start - position), Math.max(0, upTo - position)))
      position += bytes.length
      if (position >= upTo) break
    }
  } finally {
    reader.close()
  }
  return Buffer.concat(parts)
}

/** Read for its bytes only, it need not be read in the pieces that it arrived in. */
function withoutArrivals(body: CapturedBody): CapturedBody {
  const { info, charset, isEnded, secrets } = body
  return { info, charset, isEnded, secrets, arrivals: [], read: (offset, length) => body.read(offset, length) }
}
