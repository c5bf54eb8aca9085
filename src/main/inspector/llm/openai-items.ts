// Reads the items of OpenAI's Responses API, of which both its input and its output are made.
import type { LlmBlock, LlmMessage } from '../../../shared/llm.ts'
import { attachment, attachmentAt } from './attachment.ts'
import { asJsonText, asName, asObject, asObjects, asText, firstOf, type JsonObject } from './json.ts'
import { contentText } from './openai-content.ts'
import { isShown } from './output-blocks.ts'

/** Text is one message of the user. */
export function inputMessages(input: unknown): LlmMessage[] {
  if (typeof input === 'string') return [{ role: 'user', blocks: [{ kind: 'text', text: input }] }]
  return asObjects(input).map((item) => ({ role: roleOf(item), blocks: itemBlocks(item).filter(isShown) }))
}

function roleOf(item: JsonObject): string {
  const type = asName(item.type) ?? ''
  return asName(item.role) ?? (/_output$/.test(type) ? 'tool' : 'assistant')
}

export function itemBlocks(item: JsonObject): LlmBlock[] {
  const type = asName(item.type) ?? 'message'
  if (type === 'message') return messageParts(item.content)
  if (type === 'reasoning') return reasoningBlocks(item)
  const id = asName(item.call_id) ?? asName(item.id)
  if (/_call_output$/.test(type)) return [{ kind: 'tool_result', id, text: contentText(item.output) }]
  if (type === 'image_generation_call') return [attachment('image/png', null)]
  if (!/_call$/.test(type)) return []
  // A call of the API's own tools is named after its type.
  const name = asName(item.name) ?? type.replace(/_call$/, '')
  const sent = firstOf(item, 'arguments', 'input', 'action', 'code', 'queries')
  return [{ kind: 'tool_call', id, name, arguments: asJsonText(sent) }]
}

function messageParts(content: unknown): LlmBlock[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }]
  return asObjects(content).flatMap((part): LlmBlock[] => {
    const text = asText(part.text)
    switch (part.type) {
      case 'refusal':
        return [{ kind: 'refusal', text: asText(part.refusal) ?? '' }]
      case 'input_image':
        return [attachmentAt(part.image_url, part.file_id)]
      case 'input_file':
        return [attachmentAt(firstOf(part, 'file_data', 'file_url'), firstOf(part, 'filename', 'file_id'))]
      case 'input_audio': {
        const format = asName(asObject(part.input_audio)?.format)
        return [attachment(format && `audio/${format}`, null)]
      }
      case 'output_audio':
        return [{ kind: 'text', text: asText(part.transcript) ?? '' }]
      default:
        return text === null ? [] : [{ kind: 'text', text }]
    }
  })
}

/** The reasoning itself where there is some, else its summary, else that there was some. */
function reasoningBlocks(item: JsonObject): LlmBlock[] {
  const content = asObjects(item.content)
  const parts = content.length > 0 ? content : asObjects(item.summary)
  if (parts.length === 0) return [{ kind: 'reasoning', text: '' }]
  return parts.map(({ text }) => ({ kind: 'reasoning', text: asText(text) ?? '' }))
}
