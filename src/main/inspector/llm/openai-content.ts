// Reads messages, tools and token counts in the shape of OpenAI's chat completions, which many others speak too.
import type { LlmBlock, LlmMessage, LlmUsage, LlmView } from '../../../shared/llm.ts'
import { attachment, attachmentAt } from './attachment.ts'
import { asCount, asJsonText, asList, asName, asObject, asObjects, asText, firstOf, type JsonObject } from './json.ts'
import { isShown } from './output-blocks.ts'

/** The content of a message: text, or a list of parts. */
export function contentBlocks(content: unknown): LlmBlock[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', text: content }]
  return asList(content).flatMap((part) => {
    if (typeof part === 'string') return { kind: 'text' as const, text: part }
    const object = asObject(part)
    return object === null ? [] : partBlock(object)
  })
}

function partBlock(part: JsonObject): LlmBlock[] {
  const text = asText(part.text)
  switch (part.type) {
    case 'refusal':
      return [{ kind: 'refusal', text: asText(part.refusal) ?? '' }]
    case 'thinking':
      // Mistral: a list of text parts. Cohere: text.
      return [{ kind: 'reasoning', text: joinParts(part.thinking) }]
    case 'image_url':
      return [attachmentAt(asObject(part.image_url)?.url ?? part.image_url)]
    case 'input_audio': {
      const format = asName(asObject(part.input_audio)?.format)
      return [attachment(format && `audio/${format}`, null)]
    }
    case 'file': {
      const file = asObject(part.file)
      return [attachmentAt(file?.file_data, firstOf(file, 'filename', 'file_id'))]
    }
    case 'document':
      // A tool's result, for Cohere.
      return [{ kind: 'text', text: documentText(part.document) }]
    default:
      return text === null ? [] : [{ kind: 'text', text }]
  }
}

function documentText(document: unknown): string {
  const data = asObject(document)?.data
  return asText(asObject(data)?.text) ?? asJsonText(data ?? document)
}

function joinParts(parts: unknown): string {
  if (typeof parts === 'string') return parts
  return asObjects(parts)
    .map(({ text }) => asText(text) ?? '')
    .join('')
}

/** The text of all parts, for a tool's result. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return asJsonText(content)
  return contentBlocks(content)
    .flatMap((block) => ('text' in block ? block.text : []))
    .join('\n')
}

export function chatMessages(messages: unknown): LlmMessage[] {
  return asObjects(messages).map((message) => {
    const role = asName(message.role) ?? ''
    return { role, blocks: messageBlocks(message, role).filter(isShown) }
  })
}

/** Of a message in a request, and of the one that a response brings. */
export function messageBlocks(message: JsonObject, role: string): LlmBlock[] {
  if (role === 'tool' || role === 'function') {
    const id = asName(firstOf(message, 'tool_call_id', 'name'))
    return [{ kind: 'tool_result', id, text: contentText(message.content) }]
  }
  const reasoning = reasoningOf(message)
  const refusal = asName(message.refusal)
  const audio = asName(asObject(message.audio)?.transcript)
  const call = asObject(message.function_call)
  return [
    ...(reasoning === null ? [] : [{ kind: 'reasoning' as const, text: reasoning }]),
    ...contentBlocks(message.content),
    ...(audio === null ? [] : [{ kind: 'text' as const, text: audio }]),
    ...(refusal === null ? [] : [{ kind: 'refusal' as const, text: refusal }]),
    ...(call === null ? [] : [toolCall(null, call)]),
    ...asObjects(message.tool_calls).map((tool) => toolCall(tool.id, toolFunction(tool))),
  ]
}

/** DeepSeek and others: `reasoning_content`. OpenRouter and Groq: `reasoning`. Cohere: `tool_plan`. */
export function reasoningOf(message: JsonObject): string | null {
  return asName(message.reasoning_content) ?? asName(message.reasoning) ?? asName(message.tool_plan)
}

/** Name and arguments: a custom tool's input stands for them. */
export function toolFunction(tool: JsonObject): JsonObject | null {
  const custom = asObject(tool.custom)
  return asObject(tool.function) ?? (custom && { name: custom.name, arguments: custom.input })
}

function toolCall(id: unknown, call: JsonObject | null): LlmBlock {
  return { kind: 'tool_call', id: asName(id), name: asName(call?.name) ?? '', arguments: asJsonText(call?.arguments) }
}

export function chatTools(tools: unknown): LlmView['tools'] {
  return asObjects(tools).flatMap((tool) => {
    const described = asObject(tool.function) ?? asObject(tool.custom) ?? tool
    const name = asName(described.name) ?? asName(tool.type)
    return name === null ? [] : { name, description: asName(described.description) }
  })
}

/** `prompt_tokens` counts all input, cached tokens and those written to the cache among them. */
export function chatUsage(value: unknown): LlmUsage | null {
  const usage = asObject(value)
  if (usage === null) return null
  const input = asObject(usage.prompt_tokens_details)
  const output = asObject(usage.completion_tokens_details)
  return {
    input: asCount(usage.prompt_tokens),
    // DeepSeek names it so.
    cachedInput: asCount(input?.cached_tokens) ?? asCount(usage.prompt_cache_hit_tokens),
    cacheWrite: asCount(input?.cache_write_tokens),
    output: asCount(usage.completion_tokens),
    reasoning: asCount(output?.reasoning_tokens),
  }
}

/** Other tariffs, and audio, have other prices than text at the standard one. */
export function isOffList(response: JsonObject): boolean {
  const tier = asName(response.service_tier)
  if (tier !== null && !['default', 'auto', 'standard'].includes(tier)) return true
  const usage = asObject(response.usage)
  const details = [usage?.prompt_tokens_details, usage?.completion_tokens_details]
  return details.some((detail) => (asCount(asObject(detail)?.audio_tokens) ?? 0) > 0)
}
