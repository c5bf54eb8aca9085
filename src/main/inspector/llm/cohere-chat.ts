// Reads Cohere's chat API v2: one message, or a stream of its events.
import { readError } from './api-error.ts'
import { cohereUsage } from './cohere-usage.ts'
import { type ApiFamily, createDraft, type LlmDraft, noteEvent, splitSystem } from './draft.ts'
import { asCount, asJsonText, asName, asObject, asObjects, asText, type JsonObject } from './json.ts'
import { chatMessages, chatTools, messageBlocks } from './openai-content.ts'
import { createOutputBlocks, isShown, type OutputBlocks } from './output-blocks.ts'

const eventTypes = new Set([
  'message-start',
  'content-start',
  'content-delta',
  'content-end',
  'tool-plan-delta',
  'tool-call-start',
  'tool-call-delta',
  'tool-call-end',
  'message-end',
])

/** What no other API with `messages` has. */
const ownFields = ['documents', 'citation_options', 'safety_mode', 'strict_tools']

export const cohereChat: ApiFamily = {
  api: 'cohere-chat',
  isRequest(request, path) {
    const messages = asObjects(request.messages)
    if (messages.length === 0 || !messages.every(({ role }) => asName(role) !== null)) return false
    return path.endsWith('/v2/chat') || ownFields.some((field) => field in request)
  },
  isResponse: ({ message, finish_reason }) =>
    asObject(message)?.role === 'assistant' && typeof finish_reason === 'string',
  isEvent: ({ type }) => typeof type === 'string' && eventTypes.has(type),
  read(call) {
    const draft = createDraft('cohere-chat', call)
    readRequest(draft, call.request)
    if (call.response.kind === 'events') readEvents(draft, call.response.values)
    else if (call.response.kind === 'json') readMessage(draft, asObject(call.response.value))
    return draft
  },
}

function readRequest(draft: LlmDraft, request: JsonObject | null): void {
  if (request === null) return
  // Responses do not name it.
  draft.model = asName(request.model)
  Object.assign(draft, splitSystem(chatMessages(request.messages)))
  draft.tools = chatTools(request.tools)
}

function readMessage(draft: LlmDraft, response: JsonObject | null): void {
  if (response === null) return
  draft.isComplete = true
  draft.error = readError(response)
  draft.output = messageBlocks(asObject(response.message) ?? {}, 'assistant').filter(isShown)
  draft.finishReason = asName(response.finish_reason)
  Object.assign(draft, cohereUsage(response.usage))
}

function readEvents(draft: LlmDraft, values: readonly unknown[]): void {
  const output = createOutputBlocks()
  for (const [index, value] of values.entries()) {
    const event = asObject(value)
    if (event === null) continue
    const delta = asObject(event.delta)
    if (event.type === 'message-end') {
      draft.isComplete = true
      draft.finishReason = asName(delta?.finish_reason)
      const error = asName(delta?.error)
      if (error !== null) draft.error = { type: draft.finishReason, message: error }
      Object.assign(draft, cohereUsage(delta?.usage))
    } else if (event.type === undefined) draft.error ??= readError(event)
    else addEvent(output, event, asObject(delta?.message) ?? {})
    noteEvent(draft, output, index)
  }
  draft.output = output.list()
  if (draft.error !== null) draft.isComplete = false
}

function addEvent(output: OutputBlocks, event: JsonObject, message: JsonObject): void {
  const index = asCount(event.index) ?? 0
  switch (event.type) {
    case 'content-start':
    case 'content-delta': {
      const content = asObject(message.content)
      const thinking = asText(content?.thinking)
      if (thinking !== null) output.text(`content ${index} reasoning`, 'reasoning', thinking)
      const text = asText(content?.text)
      if (text !== null) output.text(`content ${index} text`, 'text', text)
      return
    }
    case 'tool-plan-delta':
      return output.text('plan', 'reasoning', asText(message.tool_plan) ?? '')
    case 'tool-call-start':
    case 'tool-call-delta': {
      const call = asObject(message.tool_calls)
      const named = asObject(call?.function)
      const part = { id: asName(call?.id), name: asName(named?.name), arguments: asJsonText(named?.arguments) }
      return output.tool(`tool ${index}`, part)
    }
  }
}
