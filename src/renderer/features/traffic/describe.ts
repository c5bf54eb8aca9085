// How an exchange reads: its mark, its status in words, and the sentence that tells it all.
import { gatewayErrors } from '../../../shared/errors.ts'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { formatBytes, formatClock, formatDuration } from '../../../shared/format.ts'
import type { Mark } from '../../ui/status-mark.tsx'

export const markWords: Record<Mark, string> = {
  ok: 'Success',
  redirect: 'Redirect',
  warning: 'Client error',
  error: 'Failed',
  live: 'In flight',
  aborted: 'Closed by the client',
}

export function markOf({ state, outcome, status }: ExchangeSummary): Mark {
  if (state !== 'ended') return 'live'
  if (outcome === 'client_closed') return 'aborted'
  if (outcome === 'upstream_error' || outcome === 'timeout' || status === null || status >= 500) return 'error'
  if (status >= 400) return 'warning'
  return status >= 300 ? 'redirect' : 'ok'
}

/** What the Status column says beside the mark. */
export function statusText(exchange: ExchangeSummary): string {
  if (exchange.state === 'ended' && exchange.outcome === 'client_closed') return 'Abort'
  if (exchange.status !== null) return String(exchange.status)
  return exchange.state === 'ended' ? 'Fail' : '···'
}

/** The cause where there is one, such as `upstream_unreachable ECONNREFUSED`. */
export function errorText({ errorType, errorCode }: ExchangeSummary): string | null {
  return [errorType, errorCode].filter((part) => part !== null).join(' ') || null
}

/** The error's plain sentence with its code. */
export function errorSentence({ errorType, errorCode }: ExchangeSummary): string | null {
  if (errorType === null) return null
  return `${gatewayErrors[errorType].sentence}${errorCode === null ? '' : ` (${errorCode})`}`
}

/** The path in the part that the route matched and the rest; the whole path is rest where they are the same. */
export function splitPath({ path, route }: ExchangeSummary): { prefix: string; rest: string } {
  const isPrefix = route !== null && route.length > 1 && path.length > route.length && path.startsWith(route)
  return isPrefix ? { prefix: route, rest: path.slice(route.length) } : { prefix: '', rest: path }
}

/** A row in one sentence, for those who hear it. */
export function describeExchange(exchange: ExchangeSummary): string {
  const { method, path, status, state, durationMs, responseBytes, receivedAt } = exchange
  const parts = [`${method} ${path}`]
  if (exchange.model !== null) parts.push(exchange.model)
  if (status !== null) parts.push(`status ${status}`)
  if (state !== 'ended') parts.push('in flight')
  if (exchange.outcome === 'client_closed') parts.push('closed by the client')
  const error = errorText(exchange)
  if (error) parts.push(`failed with ${error}`)
  if (durationMs !== null) parts.push(formatDuration(durationMs))
  if (state === 'ended') parts.push(formatBytes(responseBytes))
  parts.push(`at ${formatClock(receivedAt)}`)
  if (exchange.isPinned) parts.push('pinned')
  return parts.join(', ')
}

/** `3 new exchanges, 1 failed`; null where there is nothing to say. */
export function announce(received: number, failed: number): string | null {
  if (received === 0 && failed === 0) return null
  const parts = received > 0 ? [`${received} new ${received === 1 ? 'exchange' : 'exchanges'}`] : []
  if (failed > 0) parts.push(`${failed} failed`)
  return parts.join(', ')
}
