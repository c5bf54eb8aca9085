// What remains of an ended exchange but its bodies: small plain data in which no injected value and no credential stands.

import type { GatewayErrorType } from '../../shared/errors.ts'
import type { Outcome } from '../../shared/exchange.ts'
import { mask } from '../../shared/exchange-detail.ts'
import type { RouteConfig } from '../config/config.ts'
import type { Exchange, UpstreamConnection } from '../gateway/exchange.ts'
import { maskCharacter, type PackedHeads, packHeads, unpackHeads } from './heads.ts'
import type { Masking } from './masking.ts'
import { removedPlaces } from './removed-headers.ts'
import type { InjectedHeader, RouteShape } from './route-shape.ts'

/** Times are microseconds from the request's arrival, whole ones, since those cost no memory of their own; or -1. */
export interface ExchangeRecord extends PackedHeads {
  readonly id: string
  readonly receivedAt: number
  readonly method: string
  target: string
  readonly httpVersion: string
  readonly clientAddress: string | null
  readonly replayOf: string | null
  readonly route: RouteShape | null
  /** null where nothing was sent. */
  readonly sentOrigin: string | null
  sentPath: string
  readonly sentHost: string
  /** Places of the client's headers that were not sent, a character each. */
  readonly removed: string
  readonly injected: readonly InjectedHeader[]
  readonly upstream: string | null
  readonly connection: UpstreamConnection | null
  readonly isReused: boolean | null
  readonly status: number | null
  readonly statusText: string
  /** Whether the upstream answered. */
  readonly isAnswered: boolean
  readonly requestBytes: number
  readonly responseBytes: number
  readonly queuedAt: number
  readonly sendingAt: number
  readonly sentAt: number
  readonly firstByteAt: number
  readonly endedAt: number
  readonly outcome: Outcome | null
  readonly errorType: GatewayErrorType | null
  readonly errorCode: string | null
}

export interface RecordRules {
  readonly masking: Masking
  shapeOf(route: RouteConfig): RouteShape
  readonly keepsClientCredentials: boolean
}

export function recordOf(exchange: Exchange, rules: RecordRules): ExchangeRecord {
  const { masking, keepsClientCredentials: keepsAll } = rules
  const { sent, requestTarget, requestHeaders, responseHeaders, responseTrailers, startedAt } = exchange
  const shape = exchange.route === null ? null : rules.shapeOf(exchange.route)
  const injected = sent === null ? noHeaders : injectedOf(sent.headers, sent.clientEnd, shape)
  const secrets = sent === null ? none : secretsOf(sent.headers, sent.clientEnd, injected, masking)
  return {
    id: exchange.id,
    receivedAt: exchange.receivedAt,
    method: exchange.method,
    target: keepsAll ? requestTarget : masking.target(requestTarget),
    httpVersion: exchange.httpVersion,
    clientAddress: exchange.clientAddress,
    replayOf: exchange.replayOf,
    route: shape,
    sentOrigin: sent === null ? null : sent.origin,
    sentPath: sent === null ? '' : (shape?.maskPath(sent.path, requestTarget, keepsAll) ?? masking.target(sent.path)),
    sentHost: sent?.headers[1] ?? '',
    removed: sent === null ? '' : removedPlaces(requestHeaders, sent.headers),
    injected,
    upstream: exchange.upstream,
    connection: exchange.connection,
    isReused: exchange.isReused,
    status: exchange.status,
    statusText: exchange.statusText,
    isAnswered: responseHeaders !== null,
    requestBytes: exchange.requestBytes,
    responseBytes: exchange.responseBytes,
    queuedAt: microseconds(exchange.queuedAt, startedAt),
    sendingAt: microseconds(exchange.sendingAt, startedAt),
    sentAt: microseconds(exchange.sentAt, startedAt),
    firstByteAt: microseconds(exchange.firstByteAt, startedAt),
    endedAt: microseconds(exchange.endedAt, startedAt),
    outcome: exchange.outcome,
    errorType: exchange.errorType,
    errorCode: exchange.errorCode,
    text: packHeads([
      keepsAll ? requestHeaders : masking.headers(requestHeaders, none),
      responseHeaders === null ? none : masking.headers(responseHeaders, secrets),
      responseTrailers === null ? none : masking.headers(responseTrailers, secrets),
    ]),
    slab: null,
    start: 0,
    room: 0,
    length: 0,
  }
}

/** Masks what was kept readable, once that is no longer wanted. The heads must be in the heap. */
export function maskRecord(record: ExchangeRecord, masking: Masking): void {
  record.target = masking.target(record.target)
  record.sentPath = masking.target(record.sentPath)
  record.text = packHeads(unpackHeads(record).map((list) => masking.headers(list, none).map(toOneByte)))
}

/** The mask as it is packed. */
function toOneByte(value: string): string {
  return value.replaceAll(mask, maskCharacter)
}

function microseconds(at: number | null, startedAt: number): number {
  return at === null ? -1 : Math.max(0, Math.round((at - startedAt) * 1000))
}

/** Of all exchanges of a route the same list, but where the target's user info made a header of its own. */
function injectedOf(headers: readonly string[], from: number, shape: RouteShape | null): readonly InjectedHeader[] {
  const known = shape?.headers ?? noHeaders
  let isKnown = headers.length - from === 2 * known.length
  for (let i = 0; isKnown && i < known.length; i++) isKnown = known[i]?.name === headers[from + 2 * i]
  if (isKnown) return known
  const injected: InjectedHeader[] = []
  for (let i = from; i < headers.length; i += 2) {
    const name = headers[i] as string
    const found = known.find((header) => header.name === name)
    injected.push(found ?? { name, scheme: 'Basic ', variables: shape?.targetVariables ?? none })
  }
  return injected
}

/** The injected values that an upstream may bring back in a header of its own. */
function secretsOf(
  headers: readonly string[],
  from: number,
  injected: readonly InjectedHeader[],
  masking: Masking,
): readonly string[] {
  let secrets: string[] | null = null
  for (let i = 0; i < injected.length; i++) {
    const { name, scheme, variables } = injected[i] as InjectedHeader
    if (variables.length === 0 && !masking.isCredential(name)) continue
    const secret = (headers[from + 2 * i + 1] as string).slice(scheme.length)
    // A short one stands in many a value by chance.
    if (secret.length < leastSecret) continue
    secrets ??= []
    secrets.push(secret)
  }
  return secrets ?? none
}

const none: readonly string[] = []
const noHeaders: readonly InjectedHeader[] = []
const leastSecret = 8
