// When the events of a streamed response had arrived: written beside the body, and laid over its bytes again.
import type { ArrivalMark, CapturedExchange } from '../captured.ts'
import { eventFormat } from '../event-source.ts'
import { createEventStream, type EventFormat, type EventMessage } from '../event-stream.ts'
import { inMicroseconds } from './timings.ts'
import type { MessageReader } from './web-socket-messages.ts'

/** As browsers write an event. */
export interface HarEvent {
  /** Seconds since the epoch. */
  time: number
  eventName: string
  eventId: string
  data: string
}

const pageLength = 1000

/**
 * Milliseconds from the request of each event, comment and retry in their order; null where none was noted.
 * @returns undefined where the response is no such stream, or nothing is known of its times
 */
export async function eventTimesOf(
  exchange: CapturedExchange,
  reader: Pick<MessageReader, 'list'>,
): Promise<(number | null)[] | undefined> {
  const body = exchange.body('response')
  if (eventFormat(body.info.mediaType) === null || body.arrivals.length === 0) return undefined
  const times: (number | null)[] = []
  for (;;) {
    const { messages, total } = await reader.list(exchange, times.length, pageLength)
    for (const { atMs } of messages) times.push(atMs === null ? null : inMicroseconds(atMs))
    if (messages.length === 0 || times.length >= total) return times
  }
}

/** @param times as `eventTimesOf` gives them */
export function marksOfTimes(
  bytes: Buffer,
  format: EventFormat,
  times: readonly (number | null)[] | undefined,
): ArrivalMark[] {
  return times === undefined || times.length === 0 ? [] : marksOf(bytes, format, times, () => true)
}

/** Browsers list what a page was told: neither comments nor retries. */
export function marksOfEvents(bytes: Buffer, events: readonly HarEvent[], receivedAt: number): ArrivalMark[] {
  const times = events.map(({ time }) => Math.max(0, inMicroseconds(time * 1000 - receivedAt)))
  return marksOf(bytes, 'events', times, ({ type }) => type !== 'comment' && type !== 'retry')
}

/** What came of an event's bytes came with its last one. */
function marksOf(
  bytes: Buffer,
  format: EventFormat,
  times: readonly (number | null)[],
  isTold: (message: EventMessage) => boolean,
): ArrivalMark[] {
  const stream = createEventStream(format)
  stream.feed(bytes, () => null)
  stream.end(() => null)
  const marks: ArrivalMark[] = []
  let offset = 0
  for (const [index, message] of stream.messages.filter(isTold).entries()) {
    const atMs = times[index] ?? null
    if (atMs !== null && marks.at(-1)?.atMs !== atMs) marks.push({ offset, atMs })
    offset = message.end
  }
  return marks
}

/** Of a stream whose bytes a browser left out of the file. */
export function textOfEvents(events: readonly HarEvent[]): string {
  const blocks = events.map(({ eventName, eventId, data }) => {
    const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}`)
    if (eventId !== '') lines.unshift(`id: ${eventId}`)
    if (eventName !== '' && eventName !== 'message') lines.unshift(`event: ${eventName}`)
    return `${lines.join('\n')}\n\n`
  })
  return blocks.join('')
}
