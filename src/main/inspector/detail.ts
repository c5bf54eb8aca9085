// An exchange in full, made from its record when somebody looks.
import { type GatewayErrorType, gatewayErrors } from '../../shared/errors.ts'
import type { ExchangeSummary } from '../../shared/exchange.ts'
import {
  type BodyInfo,
  type ExchangeDetail,
  type HeaderField,
  mask,
  type Phases,
} from '../../shared/exchange-detail.ts'
import type { Variables } from '../config/variables.ts'
import { passPrefix } from '../gateway/headers.ts'
import type { ExchangeRecord } from './exchange-record.ts'
import { firstValue } from './header-list.ts'
import { placesOf, removalReason } from './removed-headers.ts'
import type { InjectedHeader } from './route-shape.ts'

export interface DetailParts {
  record: ExchangeRecord
  summary: ExchangeSummary
  requestBody: BodyInfo
  responseBody: BodyInfo
  variables: Pick<Variables, 'get'>
}

export function detailOf({ record, summary, requestBody, responseBody, variables }: DetailParts): ExchangeDetail {
  const { connection, injected, status, requestHeaders: received, responseHeaders, trailers } = record
  const removal = { received, injected, forwardsHeaders: record.route?.forwardHeaders ?? true }
  return {
    summary,
    client: {
      address: record.clientAddress,
      httpVersion: record.httpVersion,
      url: clientUrl(record.target, received),
      headers: fields(received, 'client'),
      removed: placesOf(record.removed).map((index) => ({ index, reason: removalReason(index, removal) })),
      body: requestBody,
    },
    sent:
      record.sentOrigin === null
        ? null
        : {
            url: record.sentOrigin + record.sentPath,
            address: connection?.address ?? null,
            tlsVersion: connection?.tlsVersion ?? null,
            headers: sentFields(record, received, variables),
          },
    response:
      !record.isAnswered || status === null
        ? null
        : {
            status,
            statusText: record.statusText,
            headers: fields(responseHeaders, 'upstream'),
            trailers: fields(trailers, 'upstream'),
            body: responseBody,
          },
    phases: phasesOf(record),
    error: summary.errorType && { sentence: sentenceOf(summary.errorType), code: summary.errorCode },
  }
}

function sentenceOf(type: GatewayErrorType): string {
  return gatewayErrors[type].sentence
}

function clientUrl(target: string, headers: readonly string[]): string {
  const host = firstValue(headers, 'host')
  return host === null || !target.startsWith('/') ? target : `http://${host}${target}`
}

function fields(headers: readonly string[], origin: HeaderField['origin']): HeaderField[] {
  const list: HeaderField[] = []
  for (let i = 0; i < headers.length; i += 2) {
    const value = headers[i + 1] as string
    list.push({ name: headers[i] as string, value, origin, variables: [], isMasked: value.includes(mask) })
  }
  return list
}

/** Host, what is left of the client's, and what the route injects. */
function sentFields(
  { sentHost, removed, injected }: ExchangeRecord,
  received: readonly string[],
  variables: DetailParts['variables'],
): HeaderField[] {
  const list = fields(['host', sentHost], 'gateway')
  const left = placesOf(removed)
  for (const [place, field] of fields(received, 'client').entries()) {
    if (left.includes(place)) continue
    const isPassed = field.name.toLowerCase().startsWith(passPrefix)
    list.push(isPassed ? { ...field, name: field.name.slice(passPrefix.length) } : field)
  }
  return list.concat(injected.map((header) => injectedField(header, variables)))
}

function injectedField(
  { name, scheme, variables: names }: InjectedHeader,
  variables: DetailParts['variables'],
): HeaderField {
  return {
    name,
    value: scheme + mask,
    origin: 'route',
    variables: names.map((variable) => ({ name: variable, source: variables.get(variable).source })),
    isMasked: true,
  }
}

function phasesOf(record: ExchangeRecord): Phases {
  const { connection, isReused, queuedAt, sendingAt, sentAt, firstByteAt, endedAt } = record
  const made = isReused === false ? connection : null
  const waited = between(queuedAt, sendingAt)
  const connecting = (made?.connectMs ?? 0) + (made?.tlsMs ?? 0)
  return {
    queued: waited === null ? null : Math.max(0, waited - connecting),
    connect: made?.connectMs ?? null,
    tls: made?.tlsMs ?? null,
    sending: between(sendingAt, sentAt),
    waiting: between(sentAt, firstByteAt),
    receiving: between(firstByteAt, endedAt),
    isReused,
  }
}

/** Milliseconds. An answer may come before the request is out. */
function between(from: number, to: number): number | null {
  return from === -1 || to === -1 ? null : Math.max(0, to - from) / 1000
}
