// Makes a HAR entry of an exchange: the request as it was sent upstream, as other tools want it.
import { isIP } from 'node:net'
import type { Header } from 'har-format'
import type { ExchangeDetail, HeaderField, RemovalReason } from '../../../shared/exchange-detail.ts'
import type { Masking } from '../masking.ts'
import type { HarBody } from './body.ts'
import { maskedValues } from './masked-values.ts'
import type { HarContent, HarEntry, HarHeader, HarPostData, HarRequest, HarResponse, OwnEntry } from './own-fields.ts'
import { inMicroseconds, timingsOf, totalOf } from './timings.ts'
import { queryString, requestCookies, responseCookies, toUri } from './url.ts'

export interface EntryBodies {
  request: HarBody
  response: HarBody
  /** Stand for the bodies' texts in the entry. */
  marks: { request: string; response: string }
}

/** @param masking masks credentials that the capture has readable; null leaves them */
export function harEntry(captured: ExchangeDetail, masking: Masking | null, bodies: EntryBodies): HarEntry {
  const detail = masking === null ? captured : masked(captured, masking)
  const { summary, phases, sent } = detail
  const timings = timingsOf(phases)
  const address = addressOf(sent?.address ?? null)
  return {
    startedDateTime: new Date(summary.receivedAt).toISOString(),
    time: inMicroseconds(totalOf(timings)),
    request: harRequest(detail, bodies),
    response: harResponse(detail, bodies),
    cache: {},
    timings,
    ...(address === null ? {} : { serverIPAddress: address }),
    ...(summary.stream === 'websocket' ? { _resourceType: 'websocket' as const } : {}),
    _throughline: ownEntry(detail),
  }
}

function masked(detail: ExchangeDetail, masking: Masking): ExchangeDetail {
  const { client, sent, response } = detail
  const fields = (list: HeaderField[]) => {
    const values = maskedValues(list, masking)
    return list.map((field, index) => ({ ...field, value: values[index] as string }))
  }
  return {
    ...detail,
    client: { ...client, url: masking.target(client.url), headers: fields(client.headers) },
    sent: sent && { ...sent, url: masking.target(sent.url), headers: fields(sent.headers) },
    response: response && { ...response, headers: fields(response.headers), trailers: fields(response.trailers) },
  }
}

function harRequest({ summary, client, sent }: ExchangeDetail, { request, marks }: EntryBodies): HarRequest {
  const { url, headers } = sent ?? client
  const postData: HarPostData = {
    mimeType: firstOf(headers, 'content-type') ?? 'application/octet-stream',
    text: marks.request,
    ...(request.isText ? {} : { _encoding: 'base64' as const }),
    ...(request.comment === null ? {} : { comment: request.comment }),
    ...(client.body.gap === null ? {} : { _gap: client.body.gap }),
  }
  // A WebSocket's bytes are its messages, which are no posted data.
  const hasBody = (request.bytes.length > 0 || client.body.gap !== null) && summary.stream !== 'websocket'
  return {
    method: summary.method,
    url: toUri(url),
    httpVersion: sent === null ? `HTTP/${client.httpVersion}` : 'HTTP/1.1',
    cookies: requestCookies(headers),
    headers: headers.map(harHeader),
    queryString: queryString(url),
    headersSize: -1,
    bodySize: client.body.wireBytes,
    ...(hasBody ? { postData } : {}),
  }
}

function harResponse(detail: ExchangeDetail, { response: body, marks }: EntryBodies): HarResponse {
  const { summary, response, error } = detail
  const headers = response?.headers ?? []
  const isSocket = summary.stream === 'websocket'
  const wireBytes = response?.body.wireBytes ?? 0
  const content: HarContent = {
    size: isSocket ? 0 : body.bytes.length,
    mimeType: firstOf(headers, 'content-type') ?? 'x-unknown',
    ...(response === null || isSocket ? {} : { text: marks.response }),
    ...(response === null || isSocket || body.isText ? {} : { encoding: 'base64' }),
    ...(response !== null && body.isWhole && !isSocket ? { compression: body.bytes.length - wireBytes } : {}),
    ...(body.comment === null || isSocket ? {} : { comment: body.comment }),
    ...(response === null || response.body.gap === null ? {} : { _gap: response.body.gap }),
  }
  return {
    status: summary.status ?? 0,
    statusText: response?.statusText ?? '',
    httpVersion: summary.status === null ? '' : 'HTTP/1.1',
    cookies: responseCookies(headers),
    headers: headers.map(harHeader),
    content,
    redirectURL: toUri(firstOf(headers, 'location') ?? ''),
    headersSize: -1,
    bodySize: response === null ? -1 : wireBytes,
    ...(response !== null && response.trailers.length > 0 ? { _trailers: response.trailers.map(harHeader) } : {}),
    ...(error === null ? {} : { _error: error.sentence }),
  }
}

function harHeader({ name, value, origin, variables }: HeaderField): HarHeader {
  const header: HarHeader = { name, value }
  if (origin === 'route' || origin === 'gateway') header._origin = origin
  if (variables.length > 0) header._variables = variables
  return header
}

function ownEntry({ summary, client, sent, response, phases, error }: ExchangeDetail): OwnEntry {
  const reasons = new Map<number, RemovalReason>(client.removed.map(({ index, reason }) => [index, reason]))
  const headers = client.headers.map(({ name, value }: Header, index) => {
    const reason = reasons.get(index)
    return reason === undefined ? { name, value } : { name, value, _removed: reason }
  })
  const { id, route, upstream, status, outcome, errorType, errorCode, stream, firstByteMs, durationMs } = summary
  const { model, inputTokens, outputTokens, costUsd, firstTokenMs, replayOf } = summary
  return {
    ...{ id, route, upstream, status, outcome, errorType, errorCode, errorSentence: error?.sentence ?? null, stream },
    ...{ firstByteMs, durationMs, model, inputTokens, outputTokens, costUsd, firstTokenMs, replayOf, phases },
    client: { address: client.address, httpVersion: client.httpVersion, url: client.url, headers },
    sent: sent && { url: sent.url, address: sent.address, tlsVersion: sent.tlsVersion },
    isAnswered: response !== null,
  }
}

function firstOf(headers: readonly HeaderField[], name: string): string | null {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? null
}

/** The address without its port; null where it is none. */
function addressOf(addressAndPort: string | null): string | null {
  const address = addressAndPort?.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '') ?? ''
  return isIP(address) === 0 ? null : address
}
