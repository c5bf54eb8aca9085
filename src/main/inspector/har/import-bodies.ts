// The bodies of a HAR entry, with the times at which those of streams arrived.
import type { ImportedExchange } from '../captured.ts'
import { charsetOf } from '../charset.ts'
import { eventFormat } from '../event-source.ts'
import { mediaTypeOf } from '../header-list.ts'
import type { ReadEntry, ReadHeader } from './entry-schema.ts'
import { marksOfEvents, marksOfTimes, textOfEvents } from './event-times.ts'
import { framesOf } from './web-socket-messages.ts'

export type ImportedBody = ImportedExchange['bodies']['request']

export function socketBodies(entry: ReadEntry): ImportedExchange['bodies'] {
  const { request, response } = framesOf(entry._webSocketMessages, Date.parse(entry.startedDateTime))
  return { request: { ...request, charset: null }, response: { ...response, charset: null } }
}

export function plainBodies(entry: ReadEntry): ImportedExchange['bodies'] {
  return { request: requestBody(entry), response: responseBody(entry) }
}

function requestBody({ request: { postData, headers } }: ReadEntry): ImportedBody {
  if (!postData) return { bytes: Buffer.alloc(0), charset: null, arrivals: [] }
  const { text, params, mimeType, encoding, _encoding } = postData
  if (text === '' && params.length > 0 && mimeType.startsWith('application/x-www-form-urlencoded')) {
    const pairs = params.map(({ name, value }): [string, string] => [name, value])
    return { bytes: Buffer.from(new URLSearchParams(pairs).toString()), charset: null, arrivals: [] }
  }
  return bodyOf(text, encoding ?? _encoding, firstOf(headers, 'content-type') ?? mimeType)
}

function responseBody({
  response,
  startedDateTime,
  _eventSourceMessages: events,
  _throughline: own,
}: ReadEntry): ImportedBody {
  const content = response?.content
  const mediaType = mediaTypeOf(firstOf(response?.headers, 'content-type') ?? content?.mimeType ?? null)
  const format = eventFormat(mediaType)
  const isTold = format === 'events' && events.length > 0
  const text = content?.text ? content.text : isTold ? textOfEvents(events) : null
  const body = bodyOf(text, content?.text ? content.encoding : null, content?.mimeType ?? null)
  if (format === null) return body
  const { bytes } = body
  if (own) return { ...body, arrivals: marksOfTimes(bytes, format, own.eventTimes) }
  return isTold ? { ...body, arrivals: marksOfEvents(bytes, events, Date.parse(startedDateTime)) } : body
}

function bodyOf(
  text: string | null | undefined,
  encoding: string | null | undefined,
  contentType: string | null,
): ImportedBody {
  const charset = charsetOf(contentType)
  if (!text) return { bytes: Buffer.alloc(0), charset, arrivals: [] }
  if (encoding?.toLowerCase() === 'base64') return { bytes: Buffer.from(text, 'base64'), charset, arrivals: [] }
  // Whatever it was sent in, text in JSON is Unicode.
  return { bytes: Buffer.from(text, 'utf8'), charset: 'utf-8', arrivals: [] }
}

export function firstOf(headers: readonly ReadHeader[] | undefined, name: string): string | null {
  return headers?.find((header) => header.name.toLowerCase() === name)?.value ?? null
}
