// Tells cheaply which exchanges are worth reading as calls of a language model.
import type { CapturedBody, CapturedExchange } from '../captured.ts'

/** Bigger bodies are read only where somebody opens them. */
const mostBytes = 2_000_000

/** What is looked for before the first bracket: white space, and a byte order mark. */
const headBytes = 64

/** One of these is in each request that tells of model or tokens: Gemini's names its model in the path. */
const marks = ['"model"', '"contents"']

/** Looks at media types, sizes and a few bytes; no JSON is parsed. */
export async function mayBeLlm(exchange: CapturedExchange): Promise<boolean> {
  const request = exchange.body('request')
  const response = exchange.body('response')
  const { mediaType, capturedBytes } = response.info
  if (exchange.summary().status === 101 || request.info.capturedBytes === 0) return false
  if (capturedBytes > 0 && !(isJson(mediaType) || mediaType === 'text/event-stream')) return false
  if (request.info.mediaType !== null && !isJson(request.info.mediaType)) return false
  if (capturedBytes > mostBytes || request.info.capturedBytes > mostBytes) return false
  // What is compressed shows nothing.
  return request.info.encodings.length > 0 || (await hasMarks(request))
}

function isJson(mediaType: string | null): boolean {
  return mediaType !== null && /^(?:application|text)\/(?:[a-z0-9.-]+\+)?json$/.test(mediaType)
}

async function hasMarks(body: CapturedBody): Promise<boolean> {
  const head = (await body.read(0, headBytes)).toString('utf8').trimStart()
  if (head !== '' && !head.startsWith('{') && !head.startsWith('[')) return false
  const bytes = await body.read(0, body.info.capturedBytes)
  return marks.some((mark) => bytes.includes(mark))
}
