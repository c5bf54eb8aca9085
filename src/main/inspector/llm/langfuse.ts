// Reads Langfuse's ingestion: a batch of events in the request, what became of each in the answer.
import type { LlmView } from '../../../shared/llm.ts'
import { readError } from './api-error.ts'
import { type ApiFamily, createDraft } from './draft.ts'
import { asCount, asJsonText, asName, asObject, asObjects, type JsonObject } from './json.ts'

export const langfuse: ApiFamily = {
  api: 'langfuse-ingestion',
  isRequest(request) {
    const batch = asObjects(request.batch)
    return batch.length > 0 && batch.every(({ type, body }) => asName(type) !== null && asObject(body) !== null)
  },
  isResponse(response, { request }) {
    if (!Array.isArray(response.successes) || !Array.isArray(response.errors)) return false
    if (request !== null) return langfuse.isRequest(request, '')
    const results = [...asObjects(response.successes), ...asObjects(response.errors)]
    return results.length > 0 && results.every(({ id, status }) => asName(id) !== null && asCount(status) !== null)
  },
  isEvent: () => false,
  read(call) {
    const draft = createDraft('langfuse-ingestion', call)
    const response = call.response.kind === 'json' ? asObject(call.response.value) : null
    draft.isComplete = response !== null
    draft.error = response !== null && !Array.isArray(response.successes) ? readError(response) : null
    draft.ingested = ingestedOf(asObjects(call.request?.batch), response)
    return draft
  },
}

/** Without the batch, those that the answer names. */
function ingestedOf(batch: readonly JsonObject[], response: JsonObject | null): LlmView['ingested'] {
  const results = new Map<string, JsonObject>()
  for (const result of [...asObjects(response?.successes), ...asObjects(response?.errors)]) {
    const id = asName(result.id)
    if (id !== null) results.set(id, result)
  }
  const events = batch.length > 0 ? batch : [...results.values()]
  return events.map((event) => {
    const id = asName(event.id)
    const result = id === null ? undefined : results.get(id)
    const name = asName(asObject(event.body)?.name)
    const type = asName(event.type) ?? ''
    return { id, type, name, status: asCount(result?.status), error: result ? errorOf(result) : null }
  })
}

/** `error` may be text or the whole report of a schema. */
function errorOf({ message, error }: JsonObject): string | null {
  const told = asName(message)
  const why = asJsonText(error)
  if (told === null) return why === '' ? null : why
  return why === '' ? told : `${told}: ${why}`
}
