// Reads the content blocks of Anthropic's messages, in requests and in responses.
import type { LlmBlock, LlmMessage } from '../../../shared/llm.ts'
import { attachment, attachmentAt } from './attachment.ts'
import { asJsonText, asName, asObject, asObjects, asText, firstOf, type JsonObject } from './json.ts'
import { isShown } from './output-blocks.ts'

export function anthropicMessages(messages: unknown): LlmMessage[] {
  return asObjects(messages).map(({ role, content }) => ({
    role: asName(role) ?? '',
    blocks: anthropicBlocks(content).filter(isShown),
  }))
}

/** Content is text, or a list of blocks. */
export function anthropicBlocks(content: unknown): LlmBlock[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }]
  return asObjects(content).flatMap(blockOf)
}

function blockOf(block: JsonObject): LlmBlock[] {
  const type = asName(block.type) ?? ''
  switch (type) {
    case 'text':
      return [{ kind: 'text', text: asText(block.text) ?? '' }]
    case 'thinking':
      return [{ kind: 'reasoning', text: asText(block.thinking) ?? '' }]
    case 'redacted_thinking':
      return [{ kind: 'reasoning', text: '' }]
    case 'image':
    case 'document':
      return [sourceOf(block)]
  }
  // `server_tool_use` and `mcp_tool_use` are calls of tools that run on the API's side, and so are their results.
  if (/tool_use$/.test(type)) {
    return [
      { kind: 'tool_call', id: asName(block.id), name: asName(block.name) ?? '', arguments: asJsonText(block.input) },
    ]
  }
  if (/tool_result$/.test(type)) {
    return [{ kind: 'tool_result', id: asName(block.tool_use_id), text: resultText(block.content) }]
  }
  return []
}

function sourceOf(block: JsonObject): LlmBlock {
  const source = asObject(block.source)
  const name = firstOf(block, 'title') ?? firstOf(source, 'file_id')
  if (source?.type === 'url') return attachmentAt(source.url, name)
  return attachment(source?.media_type, name)
}

function resultText(content: unknown): string {
  if (typeof content === 'string') return content
  const blocks = asObjects(content)
  const isText = blocks.length > 0 && blocks.every(({ type }) => type === 'text')
  return isText ? blocks.map(({ text }) => asText(text) ?? '').join('\n') : asJsonText(content)
}
