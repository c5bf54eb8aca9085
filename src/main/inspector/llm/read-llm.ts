// Makes the view of a call of a language model out of an exchange as it was captured.
import type { LlmView, Price } from '../../../shared/llm.ts'
import type { CapturedBody, CapturedExchange } from '../captured.ts'
import { decodeText } from '../charset.ts'
import type { LlmDraft } from './draft.ts'
import { eventTimes, type StreamFormat } from './event-times.ts'
import { draftLlm, type LlmTiming, viewOf } from './parse-llm.ts'

/** Decoded bytes read of each body: calls are not longer, and what is longer is not read to its end. */
export const readLimitBytes = 8_000_000

/** The first so many bytes of a body without its content codings. */
export type DecodeBody = (
  body: CapturedBody,
  limitBytes: number,
) => Promise<{ bytes: Buffer; isWhole: boolean; problems: string[] }>

/** null where it is no call of an API that is known. */
export async function readLlm(
  exchange: CapturedExchange,
  prices: readonly Price[],
  decodeBody: DecodeBody,
): Promise<LlmView | null> {
  const request = exchange.body('request')
  const response = exchange.body('response')
  const [sent, received] = [await readText(request, decodeBody), await readText(response, decodeBody)]
  const { path, outcome, durationMs } = exchange.summary()
  const draft = draftLlm({
    request: sent.text,
    response: received.text,
    responseMediaType: response.info.mediaType,
    path,
    isComplete: received.isWhole && outcome === 'ok',
  })
  if (draft === null) return null
  const format = draft.isStreamed && received.text !== null ? formatOf(received.text) : null
  const timing = await timingOf(response, format, lastTimedEvent(draft), durationMs)
  return viewOf(draft, prices, timing)
}

async function readText(
  body: CapturedBody,
  decodeBody: DecodeBody,
): Promise<{ text: string | null; isWhole: boolean }> {
  if (body.info.capturedBytes === 0) return { text: null, isWhole: body.isEnded && body.info.gap === null }
  const { bytes, isWhole } = await decodeBody(body, readLimitBytes)
  return { text: decodeText(bytes, body.charset).text, isWhole }
}

function formatOf(text: string): StreamFormat {
  return text.trimStart().startsWith('[') ? 'array' : 'sse'
}

/** The index of the last event whose time tells something. */
function lastTimedEvent({ firstTokenEvent, reasoningEvents }: LlmDraft): number | null {
  if (reasoningEvents === null) return firstTokenEvent
  return Math.max(firstTokenEvent ?? 0, reasoningEvents.last)
}

/** The end of the stream stands for the last event: only the times of the first ones are looked for. */
async function timingOf(
  body: CapturedBody,
  format: StreamFormat | null,
  lastEvent: number | null,
  durationMs: number | null,
): Promise<LlmTiming> {
  if (format === null || lastEvent === null) return { eventTimes: [], lastEventMs: null, durationMs }
  const times = await eventTimes(body, format, lastEvent)
  return { eventTimes: times, lastEventMs: body.arrivals.at(-1)?.atMs ?? null, durationMs }
}
