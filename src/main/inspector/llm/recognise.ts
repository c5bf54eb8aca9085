// Tells of which API a call is, by the shape of its bodies.
import { anthropic } from './anthropic.ts'
import { readError } from './api-error.ts'
import { cohereChat } from './cohere-chat.ts'
import { cohereRerank } from './cohere-rerank.ts'
import type { ApiFamily, Call } from './draft.ts'
import { gemini } from './gemini.ts'
import { asObject, asObjects } from './json.ts'
import { langfuse } from './langfuse.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiEmbeddings } from './openai-embeddings.ts'
import { openaiResponses } from './openai-responses.ts'

/** Those that are told by more come first: a request of Anthropic's and of Cohere's is one of OpenAI's too. */
const families: readonly ApiFamily[] = [
  langfuse,
  gemini,
  cohereRerank,
  anthropic,
  cohereChat,
  openaiEmbeddings,
  openaiResponses,
  openaiChat,
]

/**
 * The response tells most surely. The request is asked only where there is no response that could tell, or an
 * error; where APIs share a request's shape, the path decides among them.
 */
export function recognise(call: Call): ApiFamily | null {
  const { request, response, path } = call
  const byRequest = () => (request && families.find((family) => family.isRequest(request, path))) ?? null
  if (response.kind === 'none') return byRequest()
  if (response.kind === 'json') {
    const value = asObject(response.value)
    if (value === null) return null
    const found = families.find((family) => family.isResponse(value, call))
    return found ?? (readError(value) === null ? null : byRequest())
  }
  const events = asObjects(response.values)
  for (const event of events) {
    const found = families.find((family) => family.isEvent(event))
    if (found) return found
  }
  return events.every((event) => readError(event) !== null) ? byRequest() : null
}
