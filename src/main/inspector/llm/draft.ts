// What is read out of one call before its timing and its cost are known, and what reads it.
import type { LlmApi, LlmBlock, LlmMessage, LlmUsage, LlmView } from '../../../shared/llm.ts'
import type { JsonObject } from './json.ts'
import type { OutputBlocks } from './output-blocks.ts'
import type { ResponseContent } from './response-content.ts'

/** The request and the response of one call, parsed. */
export interface Call {
  /** null where there is none, or where it is no JSON object. */
  request: JsonObject | null
  response: ResponseContent
  /** The request target's path. */
  path: string
  /** The response came to its end, and all of it is here. */
  isComplete: boolean
}

/** Tokens as they are paid for. */
export interface BilledUsage extends LlmUsage {
  /** Among `cacheWrite`: those kept for an hour or more, which have a price of their own. */
  longCacheWrite?: number | null
}

export interface LlmDraft extends Omit<LlmView, 'cost' | 'firstTokenMs' | 'reasoningMs' | 'tokensPerSecond'> {
  /** Where other tokens are paid for than are counted. */
  billed: BilledUsage | null
  /** The call ran on another tariff, or with tokens of another price, than tables list. */
  isOffList: boolean
  /** The index of the streamed event that brought the first text, reasoning or tool call. */
  firstTokenEvent: number | null
  /** The indices of the streamed events that brought the first and the last of the reasoning. */
  reasoningEvents: { first: number; last: number } | null
}

/** Everything about one API. Each function takes any JSON and never throws. */
export interface ApiFamily {
  api: LlmApi
  /** Whether a request's body is of this API, where the response does not tell. */
  isRequest(request: JsonObject, path: string): boolean
  /** Whether a response in one piece is of this API; not asked of errors. */
  isResponse(response: JsonObject, call: Call): boolean
  /** Whether one event of a streamed response is of this API. */
  isEvent(event: JsonObject): boolean
  read(call: Call): LlmDraft
}

export const noUsage: LlmUsage = { input: null, cachedInput: null, cacheWrite: null, output: null, reasoning: null }

export function createDraft(api: LlmApi, { request, response }: Call): LlmDraft {
  return {
    api,
    model: null,
    isStreamed: response.kind === 'events' || (response.kind === 'none' && request?.stream === true),
    isComplete: false,
    system: null,
    prompt: [],
    tools: [],
    output: [],
    finishReason: null,
    usage: noUsage,
    billed: null,
    isOffList: false,
    firstTokenEvent: null,
    reasoningEvents: null,
    ranking: [],
    ingested: [],
    error: null,
  }
}

/** To be called after each streamed event, with its index. */
export function noteEvent(draft: LlmDraft, output: OutputBlocks, index: number): void {
  if (output.isStarted) draft.firstTokenEvent ??= index
  if (output.isReasoning) draft.reasoningEvents = { first: draft.reasoningEvents?.first ?? index, last: index }
}

/** Takes the system messages at the start out of the others. */
export function splitSystem(messages: readonly LlmMessage[]): { system: string | null; prompt: LlmMessage[] } {
  const isSystem = ({ role, blocks }: LlmMessage) =>
    (role === 'system' || role === 'developer') && blocks.every(({ kind }) => kind === 'text')
  const found = messages.findIndex((message) => !isSystem(message))
  const end = found === -1 ? messages.length : found
  return { system: joinTexts(messages.slice(0, end).flatMap(({ blocks }) => blocks)), prompt: messages.slice(end) }
}

/** null where there is none. */
export function joinTexts(blocks: readonly LlmBlock[]): string | null {
  const texts = blocks.flatMap((block) => ('text' in block ? block.text : []))
  return texts.length === 0 ? null : texts.join('\n\n')
}

export function joinSystems(...systems: readonly (string | null)[]): string | null {
  const known = systems.filter((system) => system !== null)
  return known.length === 0 ? null : known.join('\n\n')
}
