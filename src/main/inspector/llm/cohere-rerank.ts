// Reads Cohere's rerank API, v1 and v2, which others have taken over.
import type { LlmView } from '../../../shared/llm.ts'
import { readError } from './api-error.ts'
import { cohereUsage } from './cohere-usage.ts'
import { type ApiFamily, createDraft } from './draft.ts'
import { asCount, asJsonText, asList, asName, asObject, asObjects, asText, type JsonObject } from './json.ts'

export const cohereRerank: ApiFamily = {
  api: 'cohere-rerank',
  isRequest: (request) => asName(request.query) !== null && asList(request.documents).length > 0,
  isResponse(response, { request }) {
    const results = asObjects(response.results)
    if (!Array.isArray(response.results)) return false
    if (results.length === 0) return request !== null && cohereRerank.isRequest(request, '')
    return results.every(({ index, relevance_score: score }) => asCount(index) !== null && Number.isFinite(score))
  },
  isEvent: () => false,
  read(call) {
    const draft = createDraft('cohere-rerank', call)
    const { request } = call
    const query = asName(request?.query)
    draft.model = asName(request?.model)
    if (query !== null) draft.prompt = [{ role: 'query', blocks: [{ kind: 'text', text: query }] }]
    const response = call.response.kind === 'json' ? asObject(call.response.value) : null
    if (response !== null) {
      draft.isComplete = true
      draft.error = readError(response)
      draft.model = asName(response.model) ?? draft.model
      draft.ranking = rankingOf(response.results, asList(request?.documents))
      // Paid for by the search, for which tables have no price.
      Object.assign(draft, cohereUsage(response.meta))
    }
    return draft
  },
}

/** A result without its document's text is one of the request's. */
function rankingOf(results: unknown, documents: readonly unknown[]): LlmView['ranking'] {
  return asObjects(results)
    .flatMap(({ index, relevance_score: score, document }) => {
      if (typeof index !== 'number' || typeof score !== 'number' || !Number.isFinite(index + score)) return []
      return { index, score, text: documentText(document) ?? documentText(documents[index]) }
    })
    .sort((one, other) => other.score - one.score)
}

function documentText(document: unknown): string | null {
  if (typeof document === 'string') return document
  const object: JsonObject | null = asObject(document)
  return object && (asText(object.text) ?? asJsonText(object))
}
