// Reads the error that an API answers, in any of the shapes in use.
import type { LlmView } from '../../../shared/llm.ts'
import { asJsonText, asName, asObject, asObjects, firstOf, type JsonObject } from './json.ts'

export type ApiError = NonNullable<LlmView['error']>

/**
 * OpenAI and Gemini: `{error: {message, type | code | status}}`. Anthropic: the same within `{type: 'error'}`.
 * Cohere: `{message}`. Mistral: `{message, type}` or `{detail}`. Langfuse: `{message, error: 'UnauthorizedError'}`.
 */
export function readError(value: unknown): ApiError | null {
  const object = asObject(value)
  if (object === null) return null
  const inner = asObject(object.error)
  if (inner !== null) return errorIn(inner)
  const name = asName(object.error)
  const message = asName(object.message)
  if (message !== null) return { type: name ?? typeOf(object), message }
  if (name !== null) return { type: null, message: name }
  const detail = asName(object.detail) ?? asName(asObjects(object.detail)[0]?.msg)
  return detail === null ? null : { type: typeOf(object), message: detail }
}

/** An error object itself, without what is around it. */
export function errorIn(error: JsonObject): ApiError | null {
  const message = asName(error.message) ?? asName(firstOf(error, 'code', 'type', 'status'))
  if (message === null)
    return Object.keys(error).length === 0 ? null : { type: typeOf(error), message: asJsonText(error) }
  return { type: typeOf(error), message }
}

function typeOf(error: JsonObject): string | null {
  return asName(error.type) ?? asName(error.status) ?? asName(error.code)
}
