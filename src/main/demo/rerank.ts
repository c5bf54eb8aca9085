// Answers in the shape of Cohere's rerank (https://docs.cohere.com/reference/rerank), ranking by shared words.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseObject, type ReceivedBody } from './read-body.ts'
import { sendJson } from './send-json.ts'

export function answerRerank(_request: IncomingMessage, body: ReceivedBody, response: ServerResponse): void {
  const input = parseObject(body)
  const { query, documents, top_n: topN } = input ?? {}
  if (typeof query !== 'string' || !Array.isArray(documents)) {
    return sendJson(response, 400, { message: 'invalid request: query (a string) and documents (a list) are required' })
  }
  const wanted = words(query)
  const results = documents
    .map((document: unknown, index) => ({ index, relevance_score: score(wanted, words(textOf(document))) }))
    .sort((a, b) => b.relevance_score - a.relevance_score || a.index - b.index)
    .slice(0, typeof topN === 'number' && topN > 0 ? topN : documents.length)
  sendJson(response, 200, {
    id: randomUUID(),
    results,
    meta: { api_version: { version: '1' }, billed_units: { search_units: 1 } },
  })
}

function textOf(document: unknown): string {
  if (typeof document === 'string') return document
  return JSON.stringify(document) ?? ''
}

function words(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

/** 0 to 1: the share of the query's words that the document has, shrunk a little for long documents. */
function score(query: Set<string>, document: Set<string>): number {
  const shared = [...query].filter((word) => document.has(word)).length
  const share = query.size === 0 ? 0 : shared / query.size
  return Number((share / (1 + document.size / 500)).toFixed(7))
}
