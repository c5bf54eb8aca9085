// One line of the log for a finished exchange: no query, no header, no body.
import { formatBytes, formatDuration } from '../../shared/format.ts'
import type { Exchange } from '../gateway/exchange.ts'
import { pathOf } from '../inspector/summary.ts'

/** `200 POST /v1/rerank → api.cohere.com  143 ms  1.2 kB` */
export function formatExchange(exchange: Exchange): string {
  const { status, outcome, upstream, errorType, errorCode, startedAt, endedAt } = exchange
  let line = `${status ?? '---'} ${printable(exchange.method)} ${printable(pathOf(exchange.requestTarget))}`
  if (upstream !== null) line += ` → ${upstream}`
  if (outcome === 'client_closed' || errorType !== null || errorCode !== null) {
    const mark = outcome === 'client_closed' ? 'closed by client' : ''
    line += `  ${[mark, errorType, errorCode].filter(Boolean).join(' ')}`
  }
  const duration = endedAt === null ? 0 : endedAt - startedAt
  return `${line}  ${formatDuration(duration)}  ${formatBytes(exchange.responseBytes)}`
}

const notVisible = /[^\x21-\x7e]/

/** A path is what a client sent: nothing in it may act on the terminal or start a new line. */
function printable(text: string): string {
  const safe = notVisible.test(text) ? text.replaceAll(/[^\x21-\x7e]/g, '?') : text
  return safe.length > 500 ? `${safe.slice(0, 500)}…` : safe
}
