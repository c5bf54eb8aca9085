// Reads Anthropic's Messages API: one message, or a stream of its events.
import type { LlmView } from '../../../shared/llm.ts'
import { anthropicBlocks, anthropicMessages } from './anthropic-content.ts'
import { anthropicUsage, isOffList } from './anthropic-usage.ts'
import { readError } from './api-error.ts'
import { type ApiFamily, createDraft, joinTexts, type LlmDraft, noteEvent } from './draft.ts'
import { asCount, asList, asName, asObject, asObjects, asText, type JsonObject } from './json.ts'
import { createOutputBlocks, isShown, type OutputBlocks } from './output-blocks.ts'

const eventTypes = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
])

export const anthropic: ApiFamily = {
  api: 'anthropic-messages',
  isRequest(request, path) {
    const messages = asObjects(request.messages)
    if (messages.length === 0 || asCount(request.max_tokens) === null) return false
    if (!messages.every(({ role }) => asName(role) !== null)) return false
    return path.endsWith('/messages') || 'anthropic_version' in request || 'system' in request || 'thinking' in request
  },
  isResponse: ({ type, role, content }) => type === 'message' && role === 'assistant' && Array.isArray(content),
  isEvent: ({ type }) => typeof type === 'string' && eventTypes.has(type),
  read(call) {
    const draft = createDraft('anthropic-messages', call)
    readRequest(draft, call.request)
    if (call.response.kind === 'events') readEvents(draft, call.response.values)
    else if (call.response.kind === 'json') readMessage(draft, asObject(call.response.value))
    return draft
  },
}

function readRequest(draft: LlmDraft, request: JsonObject | null): void {
  if (request === null) return
  draft.model = asName(request.model)
  draft.system = joinTexts(anthropicBlocks(request.system).filter(isShown))
  draft.prompt = anthropicMessages(request.messages)
  draft.tools = toolsOf(request.tools)
}

function toolsOf(tools: unknown): LlmView['tools'] {
  return asObjects(tools).flatMap((tool) => {
    const name = asName(tool.name) ?? asName(tool.type)
    return name === null ? [] : { name, description: asName(tool.description) }
  })
}

function readMessage(draft: LlmDraft, message: JsonObject | null): void {
  if (message === null) return
  draft.isComplete = true
  draft.error = readError(message)
  draft.model = asName(message.model) ?? draft.model
  draft.output = anthropicBlocks(message.content).filter(isShown)
  draft.finishReason = asName(message.stop_reason)
  takeUsage(draft, asObject(message.usage))
}

function takeUsage(draft: LlmDraft, usage: JsonObject | null): void {
  if (usage === null) return
  draft.billed = anthropicUsage(usage)
  const { longCacheWrite: _, ...counted } = draft.billed
  draft.usage = counted
  draft.isOffList = isOffList(usage)
}

function readEvents(draft: LlmDraft, values: readonly unknown[]): void {
  const output = createOutputBlocks()
  let usage: JsonObject | null = null
  for (const [index, value] of values.entries()) {
    const event = asObject(value)
    if (event === null) continue
    if (event.type === 'error' || event.type === undefined) draft.error ??= readError(event)
    else if (event.type === 'message_stop') draft.isComplete = true
    else if (event.type === 'message_start') {
      const message = asObject(event.message)
      draft.model = asName(message?.model) ?? draft.model
      // Its count of output tokens is of the first few alone.
      const { output_tokens: _, ...known } = asObject(message?.usage) ?? {}
      usage = known
      for (const [place, block] of asList(message?.content).entries()) startBlock(output, place, asObject(block))
    } else if (event.type === 'message_delta') {
      draft.finishReason = asName(asObject(event.delta)?.stop_reason) ?? draft.finishReason
      usage = merged(usage, asObject(event.usage))
    } else if (event.type === 'content_block_start') {
      startBlock(output, asCount(event.index) ?? 0, asObject(event.content_block))
    } else if (event.type === 'content_block_delta') {
      addDelta(output, asCount(event.index) ?? 0, asObject(event.delta) ?? {})
    }
    noteEvent(draft, output, index)
  }
  takeUsage(draft, usage)
  draft.output = output.list()
  if (draft.error !== null) draft.isComplete = false
}

/** Counts are cumulative: later ones stand for earlier ones, and null says nothing. */
function merged(usage: JsonObject | null, later: JsonObject | null): JsonObject {
  return { ...usage, ...Object.fromEntries(Object.entries(later ?? {}).filter(([, count]) => count !== null)) }
}

function startBlock(output: OutputBlocks, index: number, block: JsonObject | null): void {
  if (block === null) return
  const key = String(index)
  const found = anthropicBlocks([block])[0]
  if (found === undefined) return
  if (found.kind === 'text') output.text(key, 'text', found.text)
  else if (found.kind === 'reasoning') startReasoning(output, key, block, found.text)
  // The input of a streamed call begins as an empty object and comes in deltas.
  else if (found.kind === 'tool_call')
    output.tool(key, { ...found, arguments: found.arguments === '{}' ? '' : found.arguments })
  else output.whole(key, found)
}

function startReasoning(output: OutputBlocks, key: string, block: JsonObject, text: string): void {
  if (block.type === 'redacted_thinking') output.whole(key, { kind: 'reasoning', text: '' })
  else if (text === '') output.hiddenReasoning(key)
  else output.text(key, 'reasoning', text)
}

function addDelta(output: OutputBlocks, index: number, delta: JsonObject): void {
  const key = String(index)
  switch (delta.type) {
    case 'text_delta':
      return output.text(key, 'text', asText(delta.text) ?? '')
    case 'thinking_delta':
      return output.text(key, 'reasoning', asText(delta.thinking) ?? '')
    case 'input_json_delta':
      return output.tool(key, { arguments: asText(delta.partial_json) ?? '' })
  }
}
