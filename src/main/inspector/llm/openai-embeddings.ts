// Reads OpenAI's embeddings, whose output is no text.
import type { LlmMessage } from '../../../shared/llm.ts'
import { readError } from './api-error.ts'
import { type ApiFamily, createDraft } from './draft.ts'
import { asList, asName, asObject, asObjects } from './json.ts'
import { chatUsage, isOffList } from './openai-content.ts'

export const openaiEmbeddings: ApiFamily = {
  api: 'openai-embeddings',
  isRequest(request, path) {
    const isInput = asName(request.input) !== null || asList(request.input).length > 0
    if (!isInput) return false
    return path.endsWith('/embeddings') || 'encoding_format' in request || 'dimensions' in request
  },
  isResponse(response) {
    const data = asObjects(response.data)
    return response.object === 'list' && data.length > 0 && data.every(({ object }) => object === 'embedding')
  },
  isEvent: () => false,
  read(call) {
    const draft = createDraft('openai-embeddings', call)
    const { request } = call
    if (request !== null) {
      draft.model = asName(request.model)
      draft.prompt = inputs(request.input)
    }
    const response = call.response.kind === 'json' ? asObject(call.response.value) : null
    if (response !== null) {
      draft.isComplete = true
      draft.error = readError(response)
      draft.model = asName(response.model) ?? draft.model
      draft.usage = chatUsage(response.usage) ?? draft.usage
      draft.isOffList = isOffList(response)
    }
    return draft
  },
}

/** Inputs may be tokens too, which nobody reads. */
function inputs(input: unknown): LlmMessage[] {
  const texts = typeof input === 'string' ? [input] : asList(input)
  return texts.flatMap((text) => (typeof text === 'string' ? { role: 'input', blocks: [{ kind: 'text', text }] } : []))
}
