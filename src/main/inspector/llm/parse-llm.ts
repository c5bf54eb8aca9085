// Makes the view of one call of a language model out of the text of its request and its response.
import type { LlmView, Price } from '../../../shared/llm.ts'
import type { Call, LlmDraft } from './draft.ts'
import { asObject, parseJson } from './json.ts'
import { costOf, noCost } from './price-table.ts'
import { recognise } from './recognise.ts'
import { readResponse } from './response-content.ts'

export interface LlmInput {
  /** Decoded text; null where there is none. */
  request: string | null
  response: string | null
  /** Without parameters, in lower case. */
  responseMediaType: string | null
  /** The request target's path, without the query. */
  path: string
  /** The response came to its end, and all of it is here. */
  isComplete: boolean
}

export interface LlmTiming {
  /** When each streamed event had arrived, in milliseconds from the request; null where it was not noted. */
  eventTimes: readonly (number | null)[]
  /** When the last bytes of the stream had arrived. */
  lastEventMs: number | null
  /** Of the whole exchange; null while it is not over. */
  durationMs: number | null
}

export const noTiming: LlmTiming = { eventTimes: [], lastEventMs: null, durationMs: null }

/** null where it is no call of an API that is known. Never throws, whatever the bodies hold. */
export function parseLlm(input: LlmInput, prices: readonly Price[] = [], timing: LlmTiming = noTiming): LlmView | null {
  const draft = draftLlm(input)
  return draft && viewOf(draft, prices, timing)
}

/** The view but for its timing and its cost. */
export function draftLlm({ request, response, responseMediaType, path, isComplete }: LlmInput): LlmDraft | null {
  const call: Call = {
    request: request === null ? null : asObject(parseJson(request)),
    response: readResponse(response, responseMediaType),
    path,
    isComplete,
  }
  return recognise(call)?.read(call) ?? null
}

export function viewOf(draft: LlmDraft, prices: readonly Price[], timing: LlmTiming): LlmView {
  const { billed, isOffList, firstTokenEvent, reasoningEvents, ...view } = draft
  const timeOf = (event: number | undefined) => (event === undefined ? null : (timing.eventTimes[event] ?? null))
  const firstTokenMs = timeOf(firstTokenEvent ?? undefined)
  return {
    ...view,
    cost: isOffList ? noCost : costOf(billed ?? view.usage, view.model, prices),
    firstTokenMs,
    reasoningMs: between(timeOf(reasoningEvents?.first), timeOf(reasoningEvents?.last)),
    tokensPerSecond: rateOf(view.usage.output, firstTokenMs, timing),
  }
}

/** Not known where both arrived at once. */
function between(first: number | null, last: number | null): number | null {
  return first === null || last === null || last <= first ? null : last - first
}

/** Not known where everything arrived at once: the time in between would be of no meaning. */
function rateOf(output: number | null, first: number | null, { lastEventMs, durationMs }: LlmTiming): number | null {
  if (output === null || first === null || durationMs === null || lastEventMs === null) return null
  return lastEventMs > first && durationMs > first ? (output * 1000) / (durationMs - first) : null
}
