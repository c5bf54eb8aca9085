// One line of the log for a finished exchange: no query, no header, no body.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import { formatBytes, formatDuration } from '../../shared/format.ts'

/** `200 POST /v1/rerank → api.cohere.com  143 ms  1.2 kB` */
export function formatExchange(exchange: ExchangeSummary): string {
  const { status, outcome, method, path, upstream, errorType, errorCode, durationMs, responseBytes } = exchange
  const mark = outcome === 'client_closed' ? 'closed by client' : ''
  const parts = [
    `${status ?? '---'} ${printable(method)} ${printable(path)}${upstream === null ? '' : ` → ${upstream}`}`,
    [mark, errorType, errorCode].filter(Boolean).join(' '),
    formatDuration(durationMs ?? 0),
    formatBytes(responseBytes),
  ]
  return parts.filter((part) => part !== '').join('  ')
}

const notVisible = /[^\x21-\x7e]/

/** A path is what a client sent: nothing in it may act on the terminal or start a new line. */
function printable(text: string): string {
  const safe = notVisible.test(text) ? text.replaceAll(/[^\x21-\x7e]/g, '?') : text
  return safe.length > 500 ? `${safe.slice(0, 500)}…` : safe
}
