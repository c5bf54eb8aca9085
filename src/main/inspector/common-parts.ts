// Finds what an exchange has in common with one shortly before it, so that it is kept once for both.
import type { Exchange } from '../gateway/exchange.ts'
import type { CommonParts } from './exchange-record.ts'
import type { HeadForm } from './head-forms.ts'
import type { InjectedHeader, RouteShape } from './route-shape.ts'

/** What the recorder has found out of an exchange. */
export interface Found {
  readonly route: RouteShape | null
  readonly injected: readonly InjectedHeader[]
  readonly removed: string
  readonly request: HeadForm
  readonly response: HeadForm
}

export type FindCommon = (exchange: Exchange, found: Found) => CommonParts

export function createCommonParts(): FindCommon {
  const recent: CommonParts[] = []
  let next = 0

  return (exchange, { route, injected, removed, request, response }) => {
    const { sent } = exchange
    const sentOrigin = sent === null ? null : sent.origin
    const sentHost = sent?.headers[1] ?? ''
    const isAnswered = exchange.responseHeaders !== null
    for (let i = 0; i < recent.length; i++) {
      const known = recent[i] as CommonParts
      if (
        known.route === route &&
        known.requestForm === request &&
        known.responseForm === response &&
        known.status === exchange.status &&
        known.isReused === exchange.isReused &&
        known.outcome === exchange.outcome &&
        known.isAnswered === isAnswered &&
        known.injected === injected &&
        known.errorType === exchange.errorType &&
        known.errorCode === exchange.errorCode &&
        known.method === exchange.method &&
        known.removed === removed &&
        known.upstream === exchange.upstream &&
        known.sentOrigin === sentOrigin &&
        known.sentHost === sentHost &&
        known.statusText === exchange.statusText &&
        known.httpVersion === exchange.httpVersion
      ) {
        return known
      }
    }
    const common: CommonParts = {
      method: exchange.method,
      httpVersion: exchange.httpVersion,
      route,
      sentOrigin,
      sentHost,
      removed,
      injected,
      upstream: exchange.upstream,
      isReused: exchange.isReused,
      status: exchange.status,
      statusText: exchange.statusText,
      isAnswered,
      outcome: exchange.outcome,
      errorType: exchange.errorType,
      errorCode: exchange.errorCode,
      requestForm: request,
      responseForm: response,
    }
    recent[next] = common
    next = (next + 1) % recentCount
    return common
  }
}

/** Few, for all are compared where none fits. */
const recentCount = 8
