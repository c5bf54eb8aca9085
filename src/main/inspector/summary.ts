// An exchange in summary, as the list and the log show it: no query, no header, no body.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { Exchange } from '../gateway/exchange.ts'
import type { Findings } from './captured.ts'
import type { ExchangeRecord } from './exchange-record.ts'
import { firstValue, mediaTypeOf } from './header-list.ts'
import { detached } from './masking.ts'

/** What the recorder adds to what the gateway knows. */
export interface Additions {
  sequence: number
  isPinned: boolean
  /** Of the response. */
  mediaType: string | null
  findings: Findings
}

/** Of an exchange that is under way, or has just ended. */
export function summarise(exchange: Exchange, additions: Additions): ExchangeSummary {
  const { startedAt, firstByteAt, endedAt } = exchange
  return assemble(
    exchange,
    exchange.requestTarget,
    firstByteAt === null ? null : Math.round((firstByteAt - startedAt) * 1000) / 1000,
    endedAt === null ? null : Math.round((endedAt - startedAt) * 1000) / 1000,
    additions,
  )
}

/** Of one that has just ended, kept or not. */
export function summariseEnded(exchange: Exchange): ExchangeSummary {
  const mediaType = mediaTypeOf(firstValue(exchange.responseHeaders, 'content-type'))
  return summarise(exchange, { sequence: exchange.sequence, mediaType, isPinned: false, findings: noFindings })
}

export function summariseRecord(record: ExchangeRecord, additions: Additions): ExchangeSummary {
  const { firstByteAt, endedAt } = record
  return assemble(
    record,
    record.target,
    firstByteAt === -1 ? null : firstByteAt / 1000,
    endedAt === -1 ? null : endedAt / 1000,
    additions,
  )
}

type Common =
  | 'id'
  | 'receivedAt'
  | 'method'
  | 'upstream'
  | 'status'
  | 'outcome'
  | 'errorType'
  | 'errorCode'
  | 'requestBytes'
  | 'responseBytes'
  | 'replayOf'

function assemble(
  from: Pick<Exchange, Common> & { readonly route: { readonly path: string } | null },
  target: string,
  firstByteMs: number | null,
  durationMs: number | null,
  { sequence, isPinned, mediaType, findings }: Additions,
): ExchangeSummary {
  return {
    id: from.id,
    receivedAt: from.receivedAt,
    method: from.method,
    // A slice would keep the query in memory.
    path: target.includes('?') ? detached(pathOf(target)) : pathOf(target),
    route: from.route === null ? null : from.route.path,
    upstream: from.upstream,
    status: from.status,
    state: durationMs !== null ? 'ended' : firstByteMs === null ? 'waiting' : 'receiving',
    outcome: from.outcome,
    errorType: from.errorType,
    errorCode: from.errorCode,
    firstByteMs,
    durationMs,
    requestBytes: from.requestBytes,
    responseBytes: from.responseBytes,
    mediaType,
    sequence,
    stream: from.status === 101 ? 'websocket' : mediaType === 'text/event-stream' ? 'sse' : null,
    model: findings.model,
    inputTokens: findings.inputTokens,
    outputTokens: findings.outputTokens,
    costUsd: findings.costUsd,
    firstTokenMs: findings.firstTokenMs,
    isPinned,
    source: from.replayOf === null ? 'client' : 'replay',
    replayOf: from.replayOf,
  }
}

/** Before anybody has looked. */
export const noFindings: Findings = {
  model: null,
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  firstTokenMs: null,
}

/** Without the query, and without the user info of a target that is a whole URL. */
export function pathOf(target: string): string {
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  return path.charCodeAt(0) === 0x2f ? path : path.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/@]*@/i, '$1')
}
