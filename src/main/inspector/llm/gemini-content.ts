// Reads the parts of Gemini's contents and its tools. Requests may write names in either case.
import type { LlmBlock, LlmMessage, LlmView } from '../../../shared/llm.ts'
import { attachment, attachmentAt } from './attachment.ts'
import { asJsonText, asName, asObject, asObjects, asText, firstOf, type JsonObject } from './json.ts'
import { isShown } from './output-blocks.ts'

/** Without a role it is the user's. */
export function geminiMessages(contents: unknown): LlmMessage[] {
  return asObjects(contents).map(({ role, parts }) => ({
    role: asName(role) ?? 'user',
    blocks: geminiBlocks(parts).filter(isShown),
  }))
}

export function geminiBlocks(parts: unknown): LlmBlock[] {
  return asObjects(parts).flatMap(blockOf)
}

function blockOf(part: JsonObject): LlmBlock[] {
  const text = asText(part.text)
  if (text !== null) return [{ kind: part.thought === true ? 'reasoning' : 'text', text }]
  const call = asObject(firstOf(part, 'functionCall', 'function_call'))
  if (call !== null) {
    return [{ kind: 'tool_call', id: asName(call.id), name: asName(call.name) ?? '', arguments: asJsonText(call.args) }]
  }
  const response = asObject(firstOf(part, 'functionResponse', 'function_response'))
  if (response !== null) {
    const id = asName(firstOf(response, 'id', 'name'))
    return [{ kind: 'tool_result', id, text: asJsonText(response.response) }]
  }
  const data = asObject(firstOf(part, 'inlineData', 'inline_data'))
  if (data !== null)
    return [attachment(firstOf(data, 'mimeType', 'mime_type'), firstOf(data, 'displayName', 'display_name'))]
  const file = asObject(firstOf(part, 'fileData', 'file_data'))
  if (file !== null) return [fileOf(file)]
  const code = asObject(firstOf(part, 'executableCode', 'executable_code'))
  if (code !== null)
    return [{ kind: 'tool_call', id: null, name: 'code_execution', arguments: asText(code.code) ?? '' }]
  const result = asObject(firstOf(part, 'codeExecutionResult', 'code_execution_result'))
  return result === null ? [] : [{ kind: 'tool_result', id: null, text: asText(result.output) ?? '' }]
}

function fileOf(file: JsonObject): LlmBlock {
  const block = attachmentAt(firstOf(file, 'fileUri', 'file_uri'))
  const name = block.kind === 'attachment' ? block.name : null
  return attachment(firstOf(file, 'mimeType', 'mime_type'), name)
}

/** A tool of Google's own is named by its field, such as googleSearch. */
export function geminiTools(tools: unknown): LlmView['tools'] {
  return asObjects(tools).flatMap((tool) => {
    const declared = asObjects(firstOf(tool, 'functionDeclarations', 'function_declarations')).flatMap((one) => {
      const name = asName(one.name)
      return name === null ? [] : { name, description: asName(one.description) }
    })
    if (declared.length > 0) return declared
    return Object.keys(tool).map((name) => ({ name, description: null }))
  })
}
