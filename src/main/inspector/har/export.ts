// Writes exchanges as HAR 1.2, one after another, so that memory holds one at a time.
import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { CapturedExchange } from '../captured.ts'
import type { decodeBody } from '../decode.ts'
import { createMasking } from '../masking.ts'
import { bodyPieces, type HarBody, readHarBody } from './body.ts'
import { harEntry } from './entry.ts'
import { eventTimesOf } from './event-times.ts'
import { type MessageReader, webSocketMessages } from './web-socket-messages.ts'

export interface HarExportOptions {
  /** Masks credentials of clients and upstreams too, where they were kept readable. Injected values never are. */
  isRedacted: boolean
  decodeBody: typeof decodeBody
  /** Of the product. */
  version: string
  /** Without it, the messages of WebSockets and the times of events are left out. */
  messages?: MessageReader
  /** Names in lower case of headers that carry the client key. */
  keyHeaders?: () => ReadonlySet<string>
  /** @param done exchanges written */
  onProgress?: (done: number) => void
  signal?: AbortSignal
}

/** Throws what reading a body throws, and the signal's reason. */
export async function* harChunks(
  exchanges: Iterable<CapturedExchange>,
  options: HarExportOptions,
): AsyncGenerator<string> {
  const creator = JSON.stringify({ name: 'Throughline', version: options.version })
  yield `{"log":{"version":"1.2","creator":${creator},"pages":[],"entries":[`
  let done = 0
  for (const exchange of exchanges) {
    options.signal?.throwIfAborted()
    yield done === 0 ? '\n' : ',\n'
    yield* entryChunks(exchange, options)
    done += 1
    options.onProgress?.(done)
    await setImmediate()
  }
  yield '\n]}}\n'
}

const nothing: HarBody = { bytes: Buffer.alloc(0), isText: true, isWhole: true, comment: null }

async function* entryChunks(exchange: CapturedExchange, options: HarExportOptions): AsyncGenerator<string> {
  const detail = exchange.detail()
  const isSocket = detail.summary.stream === 'websocket'
  const read = (side: 'request' | 'response') =>
    isSocket ? nothing : readHarBody(exchange.body(side), options.decodeBody)
  const bodies = {
    request: await read('request'),
    response: detail.response === null ? nothing : await read('response'),
    marks: { request: randomUUID(), response: randomUUID() },
  }
  const masking = options.isRedacted ? createMasking(options.keyHeaders ?? (() => new Set())) : null
  const entry = harEntry(detail, masking, bodies)
  if (options.messages) {
    if (isSocket) entry._webSocketMessages = await webSocketMessages(exchange, options.messages)
    const eventTimes = isSocket ? undefined : await eventTimesOf(exchange, options.messages)
    if (eventTimes !== undefined) entry._throughline.eventTimes = eventTimes
  }

  let rest = JSON.stringify(entry)
  for (const side of ['request', 'response'] as const) {
    const at = rest.indexOf(bodies.marks[side])
    if (at === -1) continue
    yield rest.slice(0, at)
    for (const piece of bodyPieces(bodies[side])) {
      options.signal?.throwIfAborted()
      yield piece
      await setImmediate()
    }
    rest = rest.slice(at + bodies.marks[side].length)
  }
  yield rest
}
