// Reads OpenAI's Responses API: one response, or a stream of its typed events.
import type { LlmUsage } from '../../../shared/llm.ts'
import { type ApiError, errorIn, readError } from './api-error.ts'
import { type ApiFamily, createDraft, joinSystems, type LlmDraft, noteEvent, splitSystem } from './draft.ts'
import { asCount, asName, asObject, asObjects, asText, type JsonObject } from './json.ts'
import { chatTools, isOffList } from './openai-content.ts'
import { inputMessages, itemBlocks } from './openai-items.ts'
import { createOutputBlocks, isShown, type OutputBlocks } from './output-blocks.ts'

/** What no other API with `model` and `input` has. */
const ownFields = ['instructions', 'max_output_tokens', 'previous_response_id', 'reasoning', 'store', 'include', 'text']

export const openaiResponses: ApiFamily = {
  api: 'openai-responses',
  isRequest(request, path) {
    const items = asObjects(request.input)
    const isItems = items.length > 0 && items.every(({ role, type }) => asName(role) !== null || asName(type) !== null)
    if (isItems) return asName(request.model) !== null || path.endsWith('/responses')
    if (asName(request.input) === null) return false
    return path.endsWith('/responses') || ownFields.some((field) => field in request)
  },
  isResponse: (response) => response.object === 'response' && Array.isArray(response.output),
  isEvent: ({ type, response }) =>
    typeof type === 'string' && type.startsWith('response.') && (response === undefined || asObject(response) !== null),
  read(call) {
    const draft = createDraft('openai-responses', call)
    readRequest(draft, call.request)
    if (call.response.kind === 'events') readEvents(draft, call.response.values)
    else if (call.response.kind === 'json') readResponse(draft, asObject(call.response.value))
    return draft
  },
}

function readRequest(draft: LlmDraft, request: JsonObject | null): void {
  if (request === null) return
  draft.model = asName(request.model)
  const { system, prompt } = splitSystem(inputMessages(request.input))
  draft.system = joinSystems(asName(request.instructions), system)
  draft.prompt = prompt
  draft.tools = chatTools(request.tools)
}

function readResponse(draft: LlmDraft, response: JsonObject | null): void {
  if (response === null) return
  readState(draft, response)
  draft.error ??= readError(response)
  draft.output = asObjects(response.output).flatMap(itemBlocks).filter(isShown)
  draft.isComplete = response.status !== 'in_progress' && response.status !== 'queued'
}

/** Everything about a response but what it brings. */
function readState(draft: LlmDraft, response: JsonObject): void {
  draft.model = asName(response.model) ?? draft.model
  const error = asObject(response.error)
  if (error !== null && response.object === 'response') draft.error = responseError(error)
  const reason = asName(asObject(response.incomplete_details)?.reason)
  const status = asName(response.status)
  if (status !== 'in_progress' && status !== 'queued') draft.finishReason = reason ?? status
  draft.usage = usageOf(response.usage) ?? draft.usage
  const writes = asObject(asObject(asObject(response.usage)?.input_tokens_details)?.cache_write_tokens_details)
  const longCacheWrite = asCount(writes?.ttl_12h_tokens)
  if (longCacheWrite !== null) draft.billed = { ...draft.usage, longCacheWrite }
  draft.isOffList ||= isOffList(response)
}

function responseError(error: JsonObject): ApiError | null {
  return errorIn({ type: error.code ?? error.type, message: error.message })
}

function usageOf(value: unknown): LlmUsage | null {
  const usage = asObject(value)
  if (usage === null) return null
  const input = asObject(usage.input_tokens_details)
  return {
    input: asCount(usage.input_tokens),
    cachedInput: asCount(input?.cached_tokens),
    cacheWrite: asCount(input?.cache_write_tokens),
    output: asCount(usage.output_tokens),
    reasoning: asCount(asObject(usage.output_tokens_details)?.reasoning_tokens),
  }
}

function readEvents(draft: LlmDraft, values: readonly unknown[]): void {
  const output = createOutputBlocks()
  let final: JsonObject | null = null
  let isBroken = false
  for (const [index, value] of values.entries()) {
    const event = asObject(value)
    if (event === null) continue
    const type = asName(event.type) ?? ''
    const response = asObject(event.response)
    if (response !== null) readState(draft, response)
    if (type === 'response.completed' || type === 'response.incomplete' || type === 'response.failed') final = response
    // The error's fields stand in the event itself.
    if (type === 'error') draft.error = asObject(event.error) ? readError(event) : responseError(event)
    else if (type === '') draft.error ??= readError(event)
    isBroken ||= type === 'error' || (type === '' && draft.error !== null)
    addEvent(output, type, event)
    noteEvent(draft, output, index)
  }
  draft.output = output.list()
  if (final !== null && draft.output.length === 0)
    draft.output = asObjects(final.output).flatMap(itemBlocks).filter(isShown)
  draft.isComplete = final !== null && !isBroken
}

function addEvent(output: OutputBlocks, type: string, event: JsonObject): void {
  const place = String(asCount(event.output_index) ?? 0)
  const delta = asText(event.delta) ?? ''
  const part = asCount(event.content_index) ?? 0
  switch (type) {
    case 'response.output_text.delta':
      return output.text(`${place} text ${part}`, 'text', delta)
    case 'response.audio.transcript.delta':
      return output.text(`${place} text ${part}`, 'text', delta)
    case 'response.refusal.delta':
      return output.text(`${place} refusal ${part}`, 'refusal', delta)
    case 'response.reasoning_text.delta':
      return output.text(`${place} reasoning ${part}`, 'reasoning', delta)
    case 'response.reasoning_summary_text.delta':
      return output.text(`${place} summary ${asCount(event.summary_index) ?? 0}`, 'reasoning', delta)
    case 'response.function_call_arguments.delta':
    case 'response.custom_tool_call_input.delta':
    case 'response.mcp_call_arguments.delta':
    case 'response.code_interpreter_call_code.delta':
      return output.tool(`${place} tool`, { arguments: delta })
    case 'response.output_item.added':
      return addItem(output, place, asObject(event.item) ?? {}, false)
    case 'response.output_item.done':
      return addItem(output, place, asObject(event.item) ?? {}, true)
  }
}

/** What came in pieces stays as it came; a finished item brings what did not. */
function addItem(output: OutputBlocks, place: string, item: JsonObject, isDone: boolean): void {
  const kinds = new Map<string, number>()
  for (const block of itemBlocks(item)) {
    if (block.kind === 'tool_call') {
      if (isDone) output.whole(`${place} tool`, block)
      else if (!output.has(`${place} tool`)) output.tool(`${place} tool`, block)
    } else if (block.kind === 'text' || block.kind === 'refusal' || block.kind === 'reasoning') {
      const isSummary = block.kind === 'reasoning' && asObjects(item.content).length === 0
      const kind = isSummary ? 'summary' : block.kind
      const count = kinds.get(kind) ?? 0
      kinds.set(kind, count + 1)
      const key = `${place} ${kind} ${count}`
      if (output.has(key)) continue
      if (block.text !== '') output.text(key, block.kind, block.text)
      else if (block.kind === 'reasoning' && isDone) output.hiddenReasoning(key)
    } else if (isDone) output.whole(`${place} ${block.kind}`, block)
  }
}
