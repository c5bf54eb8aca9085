// Lists the messages of event streams and WebSockets on demand, and parses of a live one only what is new.
import { CallError } from '../../shared/errors.ts'
import type { StreamMessage, StreamMessages } from '../../shared/exchange-detail.ts'
import { gapProblem } from './capture-gap.ts'
import type { CapturedExchange } from './captured.ts'
import { createEventSource, eventFormat } from './event-source.ts'
import { type MessagePayload, type MessageSource, mostMessages } from './message-source.ts'
import { createWebSocketSource } from './web-socket-frames.ts'

export interface StreamMessagesReader {
  /** At most `count` messages from the one numbered `from` on; none where the exchange has none. */
  list(exchange: CapturedExchange, from: number, count: number): Promise<StreamMessages>
  /** The text of an event or message, or its bytes. @throws CallError not_found */
  payload(exchange: CapturedExchange, index: number): Promise<MessagePayload>
  /** Lets go of what is kept. */
  clear(): void
}

/** Exchanges whose messages are kept. */
const mostSources = 8

interface Kept {
  kind: string
  source: MessageSource
  /** What was asked for last, after which comes what is asked for next. */
  queue: Promise<unknown>
}

export function createStreamMessages(): StreamMessagesReader {
  /** By the exchange's id, the one asked for last is the last. */
  const kept = new Map<string, Kept>()

  const letGo = (id: string) => {
    const entry = kept.get(id)
    kept.delete(id)
    // Not while it is being read.
    entry?.queue.finally(() => entry.source.close())
  }

  const entryOf = (exchange: CapturedExchange, kind: string): Kept => {
    const known = kept.get(exchange.id)
    if (known && known.kind === kind && !known.source.hasLost(exchange)) {
      kept.delete(exchange.id)
      kept.set(exchange.id, known)
      return known
    }
    letGo(exchange.id)
    const entry: Kept = { kind, source: createSource(exchange, kind), queue: Promise.resolve() }
    kept.set(exchange.id, entry)
    return entry
  }

  const letGoOfOldest = () => {
    let messages = 0
    for (const { source } of kept.values()) messages += source.messages.length
    for (const [id, { source }] of kept) {
      if (kept.size === 1 || (kept.size <= mostSources && messages <= mostMessages)) return
      messages -= source.messages.length
      letGo(id)
    }
  }

  /** After an error the messages are read anew: it is not known how far they were. */
  const inTurn = async <Result>(
    exchange: CapturedExchange,
    kind: string,
    task: (source: MessageSource) => Promise<Result>,
  ) => {
    const entry = entryOf(exchange, kind)
    const result = entry.queue.then(() => task(entry.source))
    entry.queue = result.catch(() => {
      if (kept.get(exchange.id) === entry) letGo(exchange.id)
    })
    return result
  }

  return {
    async list(exchange, from, count) {
      const kind = kindOf(exchange)
      if (kind === null) return { total: 0, messages: [], problems: [] }
      return inTurn(exchange, kind, async (source) => {
        await source.update(exchange)
        letGoOfOldest()
        const { messages } = source
        const listed = messages.slice(from, from + count)
        return {
          total: messages.length,
          messages: listed.map((_, i) => messageAt(messages, from + i)),
          problems: [...source.problems, ...gapProblems(exchange, kind)],
        }
      })
    },
    async payload(exchange, index) {
      const kind = kindOf(exchange)
      if (kind === null) throw noSuchMessage()
      const payload = await inTurn(exchange, kind, async (source) => {
        if (source.messages[index] === undefined) await source.update(exchange)
        return source.messages[index] === undefined ? null : source.payload(exchange, index)
      })
      if (payload === null) throw noSuchMessage()
      return payload
    },
    clear() {
      for (const id of [...kept.keys()]) letGo(id)
    },
  }
}

function noSuchMessage(): CallError {
  return new CallError('not_found', 'There is no message of this number.')
}

/** What its messages are; null where it has none. */
function kindOf(exchange: CapturedExchange): string | null {
  const { stream, status } = exchange.summary()
  if (stream === 'websocket' || status === 101) return 'tunnel'
  return eventFormat(exchange.body('response').info.mediaType)
}

function createSource(exchange: CapturedExchange, kind: string): MessageSource {
  if (kind === 'tunnel') return createWebSocketSource(exchange)
  return createEventSource(exchange, kind === 'lines' ? 'lines' : 'events')
}

function messageAt(messages: MessageSource['messages'], index: number): StreamMessage {
  const { direction, type, atMs, size, preview } = messages[index] as MessageSource['messages'][number]
  const before = messages[index - 1]?.atMs ?? null
  const gapMs = atMs === null || before === null ? null : atMs - before
  return { index, direction, type, atMs, gapMs, size, preview }
}

function gapProblems(exchange: CapturedExchange, kind: string): string[] {
  const sides = kind === 'tunnel' ? (['request', 'response'] as const) : (['response'] as const)
  return sides.map((side) => gapProblem(exchange.body(side).info)).filter((problem) => problem !== null)
}
