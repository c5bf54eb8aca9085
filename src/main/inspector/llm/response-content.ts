// Reads a response's text as what it is: one JSON value, or the events of a stream.
import { createParser } from 'eventsource-parser'
import { createArrayElements } from './array-elements.ts'
import { parseJson } from './json.ts'

export type ResponseContent =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  /** `values`: the data of each event, parsed; what is no JSON stands as its text. */
  | { kind: 'events'; format: 'sse' | 'array'; values: readonly unknown[]; isClosed: boolean }

const nothing: ResponseContent = { kind: 'none' }

/**
 * Goes by what the text looks like: not every server names its media type right. The last event of a stream
 * that broke off is read too, if it is whole.
 */
export function readResponse(text: string | null, mediaType: string | null): ResponseContent {
  if (text === null) return nothing
  const first = text.trimStart().charAt(0)
  if (first === '{') return asJson(parseJson(text))
  if (first === '[') return readArray(text)
  if (mediaType === 'text/event-stream' || /^\uFEFF?(?:data|event|id|retry)?:/.test(text)) return readEvents(text)
  return nothing
}

function asJson(value: unknown): ResponseContent {
  return value === undefined ? nothing : { kind: 'json', value }
}

/** Gemini streams an array, unless it is asked for events. */
function readArray(text: string): ResponseContent {
  const values: unknown[] = []
  const elements = createArrayElements((start, end) => {
    const value = parseJson(text.slice(start, end))
    if (value !== undefined) values.push(value)
  })
  elements.feed(text)
  return { kind: 'events', format: 'array', values, isClosed: elements.isClosed }
}

function readEvents(text: string): ResponseContent {
  const values: unknown[] = []
  const parser = createParser({ onEvent: ({ data }) => values.push(parseJson(data) ?? data) })
  parser.feed(text.startsWith('\uFEFF') ? text.slice(1) : text)
  // Without its blank line the last event would be lost.
  parser.feed('\n\n')
  return { kind: 'events', format: 'sse', values, isClosed: true }
}
