// Writes the request that was sent upstream as a command or as code, with variables for what is secret.
import { CallError } from '../../shared/errors.ts'
import type { ExchangeDetail } from '../../shared/exchange-detail.ts'
import { curlSnippet } from './snippet-curl.ts'
import { fetchSnippet } from './snippet-fetch.ts'
import { pythonSnippet } from './snippet-python.ts'
import { type SnippetRequest, snippetRequest } from './snippet-request.ts'

export type SnippetLanguage = 'curl' | 'fetch' | 'python'

export interface Snippet {
  text: string
  /** Names of the variables that it reads, in their order. */
  variables: string[]
}

const writers: Record<SnippetLanguage, (request: SnippetRequest) => string> = {
  curl: curlSnippet,
  fetch: fetchSnippet,
  python: pythonSnippet,
}

/**
 * Where nothing was sent upstream, it is the request as the client sent it.
 * @param body as captured, still in its content encodings; null where there is none
 * @throws CallError capture_incomplete | invalid_input for a WebSocket
 */
export function createSnippet(detail: ExchangeDetail, body: Buffer | null, language: SnippetLanguage): Snippet {
  if (detail.summary.stream === 'websocket') {
    throw new CallError('invalid_input', 'A WebSocket cannot be written as one request.')
  }
  if (detail.client.body.gap !== null) throw new CallError('capture_incomplete')
  const request = snippetRequest(detail, body)
  return { text: writers[language](request), variables: request.variables }
}
