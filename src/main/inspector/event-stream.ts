// Parses server-sent events and lines of JSON as they arrive, and knows where in the stream each of them stands.
import { createParser } from 'eventsource-parser'
import { createLineSplitter } from './line-splitter.ts'
import { type ListedMessage, previewBytes, textPreview } from './message-source.ts'

/** `events`: text/event-stream. `lines`: a message in each line, as in application/x-ndjson. */
export type EventFormat = 'events' | 'lines'

export interface EventMessage extends ListedMessage {
  /** Its bytes in the decoded stream, from which its payload can be read again. */
  start: number
  end: number
}

/** When the byte at an offset of the decoded stream arrived. */
export type TimeAt = (offset: number) => number | null

export interface EventStream {
  readonly messages: readonly EventMessage[]
  feed(piece: Buffer, timeAt: TimeAt): void
  /** Lists what the stream broke off in. Returns whether it was in an event. */
  end(timeAt: TimeAt): boolean
}

export function createEventStream(format: EventFormat): EventStream {
  const messages: EventMessage[] = []
  let timeAt: TimeAt = () => null
  const add = (type: string, text: string, start: number, end: number) => {
    const bytes = Buffer.from(text)
    const preview = textPreview(bytes.subarray(0, previewBytes))
    messages.push({ direction: 'down', type, atMs: timeAt(end - 1), size: bytes.length, preview, start, end })
  }
  const reader = format === 'events' ? createEventLines(add) : createPlainLines(add)
  const splitter = createLineSplitter(reader.line)
  return {
    messages,
    feed(piece, time) {
      timeAt = time
      splitter.feed(piece)
    },
    end(time) {
      timeAt = time
      splitter.end()
      const before = messages.length
      reader.end()
      return messages.length > before
    },
  }
}

/** A message's text, out of its bytes. */
export function eventText(format: EventFormat, type: string, bytes: Buffer): string {
  if (format === 'lines') return bytes.toString().replace(/[\r\n]+$/, '')
  let found = ''
  const reader = createEventLines((foundType, text) => {
    if (foundType === type) found = text
  })
  const splitter = createLineSplitter(reader.line)
  splitter.feed(bytes)
  splitter.end()
  reader.end()
  return found
}

type Add = (type: string, text: string, start: number, end: number) => void

interface LineReader {
  line(line: Buffer, start: number, end: number): void
  end(): void
}

/**
 * Feeds eventsource-parser a line at a time, whatever ended it: so it is known behind which byte an event was
 * complete, and a CR need not wait for the LF that may follow.
 */
function createEventLines(add: Add): LineReader {
  /** Of the event that is being read; null between events. */
  let blockStart: number | null = null
  let lineStart = 0
  let lineEnd = 0
  const parser = createParser({
    onEvent: ({ event, data }) => add(event ?? 'message', data, blockStart ?? lineStart, lineEnd),
    onComment: (text) => add('comment', text, lineStart, lineEnd),
    onRetry: (milliseconds) => add('retry', String(milliseconds), lineStart, lineEnd),
  })
  return {
    line(line, start, end) {
      lineStart = start
      lineEnd = end
      blockStart ??= start
      parser.feed(`${withoutMark(line, start)}\n`)
      if (line.length === 0) blockStart = null
    },
    end() {
      parser.feed('\n')
    },
  }
}

function createPlainLines(add: Add): LineReader {
  return {
    line(line, start, end) {
      const text = withoutMark(line, start)
      if (text.trim() !== '') add('line', text, start, end)
    },
    end() {},
  }
}

/** The stream may begin with a byte order mark. */
function withoutMark(line: Buffer, start: number): string {
  const text = line.toString()
  return start === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text
}
