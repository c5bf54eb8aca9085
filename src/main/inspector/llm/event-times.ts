// Tells when the first events of a captured stream had arrived.
import type { CapturedBody } from '../captured.ts'
import { createEventStream } from '../event-stream.ts'
import { createStreamReader } from '../stream-reader.ts'
import { createArrayElements } from './array-elements.ts'

/** The formats that a response's events come in. */
export type StreamFormat = 'sse' | 'array'

/**
 * Milliseconds from the request of each event up to the one with this index, which is the last that is read;
 * fewer where the stream ends before. Empty where no arrival was noted.
 */
export async function eventTimes(body: CapturedBody, format: StreamFormat, index: number): Promise<(number | null)[]> {
  if (body.arrivals.length === 0) return []
  const reader = createStreamReader(body.info.encodings)
  const events = format === 'sse' ? createEventTimes() : createElementTimes()
  try {
    for await (const { bytes, timeAt } of reader.advance(body)) {
      events.feed(bytes, timeAt)
      if (events.times.length > index) break
    }
    // The last event counts without its blank line too.
    if (events.times.length <= index) events.end(() => body.arrivals.at(-1)?.atMs ?? null)
  } finally {
    reader.close()
  }
  return events.times.slice(0, index + 1)
}

type TimeAt = (offset: number) => number | null

interface EventTimes {
  readonly times: (number | null)[]
  feed(bytes: Buffer, timeAt: TimeAt): void
  end(timeAt: TimeAt): void
}

function createEventTimes(): EventTimes {
  const stream = createEventStream('events')
  return {
    get times() {
      return stream.messages.filter(({ type }) => type !== 'comment' && type !== 'retry').map(({ atMs }) => atMs)
    },
    feed: (bytes, timeAt) => stream.feed(bytes, timeAt),
    end: (timeAt) => stream.end(timeAt),
  }
}

function createElementTimes(): EventTimes {
  const times: (number | null)[] = []
  let timeOf: TimeAt = () => null
  const elements = createArrayElements((_, end) => times.push(timeOf(end - 1)))
  return {
    times,
    feed(bytes, timeAt) {
      timeOf = timeAt
      // A character for each byte, so that places are bytes; nothing but ASCII is of interest.
      elements.feed(bytes.toString('latin1'))
    },
    end() {},
  }
}
