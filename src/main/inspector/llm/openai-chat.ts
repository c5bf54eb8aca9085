// Reads OpenAI chat completions, whoever speaks them: one completion, or a stream of chunks.
import { readError } from './api-error.ts'
import { type ApiFamily, type Call, createDraft, type LlmDraft, noteEvent, splitSystem } from './draft.ts'
import { asCount, asJsonText, asName, asObject, asObjects, asText, type JsonObject } from './json.ts'
import {
  chatMessages,
  chatTools,
  chatUsage,
  contentBlocks,
  isOffList,
  messageBlocks,
  reasoningOf,
  toolFunction,
} from './openai-content.ts'
import { createOutputBlocks, isShown, type OutputBlocks } from './output-blocks.ts'

export const openaiChat: ApiFamily = {
  api: 'openai-chat',
  isRequest(request, path) {
    const messages = asObjects(request.messages)
    const isNamed = asName(request.model) !== null || path.endsWith('/chat/completions')
    return isNamed && messages.length > 0 && messages.every(({ role }) => asName(role) !== null)
  },
  isResponse(response) {
    if (response.object === 'chat.completion') return Array.isArray(response.choices)
    return asObjects(response.choices).some(({ message }) => asObject(message) !== null)
  },
  isEvent(event) {
    if (event.object === 'chat.completion.chunk') return Array.isArray(event.choices)
    return asObjects(event.choices).some(({ delta }) => asObject(delta) !== null)
  },
  read(call) {
    const draft = createDraft('openai-chat', call)
    readRequest(draft, call.request)
    if (call.response.kind === 'events') readChunks(draft, call, call.response.values)
    else if (call.response.kind === 'json') readCompletion(draft, asObject(call.response.value))
    return draft
  },
}

function readRequest(draft: LlmDraft, request: JsonObject | null): void {
  if (request === null) return
  draft.model = asName(request.model)
  Object.assign(draft, splitSystem(chatMessages(request.messages)))
  draft.tools = chatTools(request.tools ?? request.functions)
}

function readCompletion(draft: LlmDraft, response: JsonObject | null): void {
  if (response === null) return
  draft.isComplete = true
  draft.error = readError(response)
  const choices = asObjects(response.choices)
  draft.model = asName(response.model) ?? draft.model
  draft.output = choices.flatMap(({ message }) => messageBlocks(asObject(message) ?? {}, 'assistant')).filter(isShown)
  draft.finishReason = asName(choices[0]?.finish_reason)
  draft.usage = chatUsage(response.usage) ?? draft.usage
  draft.isOffList = isOffList(response)
}

function readChunks(draft: LlmDraft, call: Call, values: readonly unknown[]): void {
  const output = createOutputBlocks()
  const callKeys = new Map<string, string>()
  for (const [index, value] of values.entries()) {
    if (value === '[DONE]') draft.isComplete = true
    const chunk = asObject(value)
    if (chunk === null) continue
    draft.error ??= readError(chunk)
    draft.model = asName(chunk.model) ?? draft.model
    draft.usage = chatUsage(chunk.usage) ?? draft.usage
    draft.isOffList ||= isOffList(chunk)
    for (const choice of asObjects(chunk.choices)) {
      const key = String(asCount(choice.index) ?? 0)
      addDelta(output, key, asObject(choice.delta) ?? asObject(choice.message) ?? {}, callKeys)
      if (key === '0') draft.finishReason = asName(choice.finish_reason) ?? draft.finishReason
    }
    noteEvent(draft, output, index)
  }
  // Not every server sends [DONE].
  draft.isComplete = draft.error === null && (draft.isComplete || (draft.finishReason !== null && call.isComplete))
  draft.output = output.list()
}

function addDelta(output: OutputBlocks, choice: string, delta: JsonObject, callKeys: Map<string, string>): void {
  const reasoning = reasoningOf(delta)
  if (reasoning !== null) output.text(`${choice} reasoning`, 'reasoning', reasoning)
  for (const block of contentBlocks(delta.content)) {
    if (block.kind === 'text' || block.kind === 'reasoning')
      output.text(`${choice} ${block.kind}`, block.kind, block.text)
  }
  const audio = asText(asObject(delta.audio)?.transcript)
  if (audio !== null) output.text(`${choice} text`, 'text', audio)
  const refusal = asText(delta.refusal)
  if (refusal !== null) output.text(`${choice} refusal`, 'refusal', refusal)
  const call = asObject(delta.function_call)
  if (call !== null)
    output.tool(`${choice} function`, { name: asName(call.name), arguments: asJsonText(call.arguments) })
  for (const tool of asObjects(delta.tool_calls)) addToolCall(output, choice, tool, callKeys)
}

/** By `index`; some servers leave it out, or count every call 0, and tell calls apart by their ids alone. */
function addToolCall(output: OutputBlocks, choice: string, tool: JsonObject, callKeys: Map<string, string>): void {
  const place = `${choice} tool ${asCount(tool.index) ?? 0}`
  const id = asName(tool.id)
  const found = callKeys.get(place)
  const isOther = found !== undefined && id !== null && (output.toolId(found) ?? id) !== id
  const key = found === undefined || isOther ? `${place} ${id}` : found
  callKeys.set(place, key)
  const call = toolFunction(tool)
  output.tool(key, { id, name: asName(call?.name), arguments: asJsonText(call?.arguments) })
}
