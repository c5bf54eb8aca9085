// Makes a captured exchange of a HAR entry: of one that Throughline wrote, or of a browser's.

import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { type HeaderField, mask, type Phases } from '../../../shared/exchange-detail.ts'
import type { ImportedExchange } from '../captured.ts'
import { mediaTypeOf } from '../header-list.ts'
import type { Masking } from '../masking.ts'
import type { ReadEntry, ReadHeader } from './entry-schema.ts'
import { firstOf, type ImportedBody, plainBodies, socketBodies } from './import-bodies.ts'
import { maskedValues } from './masked-values.ts'
import { phasesOf, totalOf } from './timings.ts'
import { splitUrl, withMasks } from './url.ts'

/** @param masking null keeps credentials readable. @returns null where its URL is none of HTTP */
export function importEntry(entry: ReadEntry, masking: Masking | null): ImportedExchange | null {
  const { request, response, timings, _throughline: own } = entry
  const maskTarget = (url: string) => masking?.target(withMasks(url)) ?? withMasks(url)
  const url = maskTarget(own?.sent?.url ?? (own?.sent === null ? own.client?.url : null) ?? request.url)
  const parts = splitUrl(url)
  if (parts === null) return null

  const isSocket = isWebSocket(entry, parts.scheme)
  const bodies = isSocket ? socketBodies(entry) : plainBodies(entry)
  const contentType = firstOf(response?.headers, 'content-type')
  const mediaType = mediaTypeOf(contentType) ?? mediaTypeOf(response?.content?.mimeType ?? null)
  const status = own ? own.status : response && response.status > 0 ? response.status : null
  const phases = own?.phases ?? phasesOf(timings)
  const error = failureOf(entry)
  const clientUrl = maskTarget(own?.client?.url ?? url)
  const sentHeaders = fieldsOf(request.headers, 'client', masking)
  const hasResponse = own ? own.isAnswered && response !== null : status !== null

  const summary: ImportedExchange['summary'] = {
    receivedAt: Date.parse(entry.startedDateTime),
    method: request.method,
    path: splitUrl(clientUrl)?.path ?? parts.path,
    route: own?.route ?? null,
    upstream: own ? own.upstream : parts.hostAndPort,
    status,
    state: 'ended',
    outcome: own?.outcome ?? outcomeOf(status, error),
    errorType: own?.errorType ?? null,
    errorCode: own ? own.errorCode : (error?.code ?? null),
    firstByteMs: own ? own.firstByteMs : status === null ? null : firstByteOf(phases),
    durationMs: own ? own.durationMs : entry.time >= 0 ? entry.time : totalOf(timings),
    requestBytes: request.bodySize >= 0 ? request.bodySize : bodies.request.bytes.length,
    responseBytes: wireBytesOf(entry, bodies.response),
    mediaType: mediaType === 'x-unknown' ? null : mediaType,
    stream: own ? own.stream : isSocket ? 'websocket' : mediaType === 'text/event-stream' ? 'sse' : null,
    model: own?.model ?? null,
    inputTokens: own?.inputTokens ?? null,
    outputTokens: own?.outputTokens ?? null,
    costUsd: own?.costUsd ?? null,
    firstTokenMs: own?.firstTokenMs ?? null,
    isPinned: false,
    source: 'import',
    replayOf: own?.replayOf ?? null,
  }
  return {
    summary,
    detail: {
      // Replaced by the recorder's.
      summary: { ...summary, id: '', sequence: 0 } satisfies ExchangeSummary,
      client: {
        address: own?.client?.address ?? null,
        httpVersion: own?.client?.httpVersion ?? httpVersionOf(request.httpVersion),
        url: clientUrl,
        headers: own?.client ? fieldsOf(own.client.headers, 'client', masking) : sentHeaders,
        removed: (own?.client?.headers ?? []).flatMap(({ _removed }, index) =>
          _removed === undefined ? [] : [{ index, reason: _removed }],
        ),
        body: {
          wireBytes: summary.requestBytes,
          capturedBytes: bodies.request.bytes.length,
          gap: request.postData?._gap ?? null,
          mediaType: mediaTypeOf(firstOf(request.headers, 'content-type')),
          encodings: [],
        },
      },
      sent:
        own?.sent === null
          ? null
          : {
              url,
              address: own ? (own.sent?.address ?? null) : (entry.serverIPAddress ?? null),
              tlsVersion: own?.sent?.tlsVersion ?? null,
              headers: sentHeaders,
            },
      response:
        hasResponse && response && status !== null
          ? {
              status,
              statusText: response.statusText,
              headers: fieldsOf(response.headers, 'upstream', masking),
              trailers: fieldsOf(response._trailers, 'upstream', masking),
              body: {
                wireBytes: summary.responseBytes,
                capturedBytes: bodies.response.bytes.length,
                gap: responseGap(entry, bodies.response),
                mediaType: summary.mediaType,
                encodings: [],
              },
            }
          : null,
      phases,
      error,
    },
    bodies,
  }
}

function isWebSocket({ _resourceType, _webSocketMessages }: ReadEntry, scheme: string): boolean {
  return scheme.startsWith('ws') || _resourceType === 'websocket' || _webSocketMessages.length > 0
}

function wireBytesOf({ response }: ReadEntry, { bytes }: ImportedBody): number {
  if (!response) return 0
  const sizes = [response.bodySize, response._transferSize ?? -1, response.content?.size ?? -1]
  return sizes.find((size) => size >= 0) ?? bytes.length
}

/** Browsers leave out bodies that they let go of meanwhile. */
function responseGap({ response, _throughline: own }: ReadEntry, { bytes }: ImportedBody) {
  const content = response?.content
  if (own || !content) return content?._gap ?? null
  return content.size > 0 && bytes.length === 0 ? ('evicted' as const) : null
}

/** A value with a line break is several: so Chrome writes repeated headers. HTTP/2's own fields are no headers. */
function fieldsOf(
  headers: readonly Pick<ReadHeader, 'name' | 'value' | '_origin' | '_variables'>[],
  origin: HeaderField['origin'],
  masking: Masking | null,
): HeaderField[] {
  const fields = headers
    .filter(({ name }) => /^[!#$%&'*+\-.^_`|~\w]+$/.test(name))
    .flatMap(({ name, value, _origin, _variables }) =>
      value.split(/[\r\n]+/).map((part): HeaderField => {
        const text = asBytes(part.replaceAll(/[^\P{Cc}\t]/gu, ''))
        return { name, value: text, origin: _origin ?? origin, variables: _variables ?? [], isMasked: false }
      }),
    )
  const values = masking === null ? null : maskedValues(fields, masking)
  return fields.map((field, index) => {
    const value = values?.[index] ?? field.value
    return { ...field, value, isMasked: value.includes(mask) }
  })
}

/** A byte a character, as captured headers are; browsers write them decoded. */
function asBytes(value: string): string {
  return /[^\0-\u00ff]/.test(value) && !value.includes(mask) ? Buffer.from(value, 'utf8').toString('latin1') : value
}

function httpVersionOf(version: string): string {
  const name = version.toLowerCase().replace(/^http\//, '')
  if (name === 'h2' || name === 'h3') return name.slice(1)
  return /^\d(\.\d)?$/.test(name) ? name : ''
}

function firstByteOf({ queued, connect, tls, sending, waiting }: Phases): number | null {
  return waiting === null ? null : (queued ?? 0) + (connect ?? 0) + (tls ?? 0) + (sending ?? 0) + waiting
}

function failureOf({ response, _throughline: own }: ReadEntry): { sentence: string; code: string | null } | null {
  const told = response?._error
  if (own) return told ? { sentence: told, code: own.errorCode } : null
  if (!told) return null
  const code = /[A-Z][A-Z0-9_]{3,60}/.exec(told)?.[0] ?? null
  return { sentence: `The request failed: ${told.slice(0, 200)}.`, code }
}

function outcomeOf(status: number | null, error: { code: string | null } | null): ExchangeSummary['outcome'] {
  if (error?.code?.endsWith('_ABORTED')) return 'client_closed'
  return status === null || error !== null ? 'upstream_error' : 'ok'
}
