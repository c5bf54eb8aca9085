// What the Overview says in words: where an exchange failed, who the client was, how the connection was made.
import type { ExchangeSummary } from '../../../../shared/exchange.ts'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { formatBytes, formatCount, formatDuration, formatPlural } from '../../../../shared/format.ts'

/** During what the exchange failed, as in "while connecting"; null where nothing failed. */
export function failedPhase({ error, phases, response, sent, summary }: ExchangeDetail): string | null {
  if (error === null) return null
  if (sent === null || summary.outcome === 'refused') return 'before anything was sent'
  if (response !== null) return 'while the response came in'
  if (summary.errorType === 'upstream_tls') return 'during the TLS handshake'
  if (summary.errorType === 'upstream_unreachable') return 'while connecting'
  if (phases.connect === null && phases.isReused !== true && phases.sending === null) return 'while connecting'
  if (phases.sending === null) return 'while the request was sent'
  return 'while waiting for the response'
}

/** The client by its User-Agent's first product: `openai-python 1.51`; null where it named none. */
export function clientName({ client }: Pick<ExchangeDetail, 'client'>): string | null {
  const agent = client.headers.find(({ name }) => name.toLowerCase() === 'user-agent')?.value.trim()
  const product = agent?.split(/\s+/)[0]
  return product ? product.replace('/', ' ') : null
}

/** `TLS 1.3, new connection` */
export function connectionWords({ sent, phases }: Pick<ExchangeDetail, 'sent' | 'phases'>): string {
  const tls = sent?.tlsVersion?.replace(/^TLSv/, 'TLS ') ?? null
  const connection = phases.isReused === null ? null : phases.isReused ? 'reused connection' : 'new connection'
  return [tls, connection].filter((part) => part !== null).join(', ')
}

/** A WebSocket has no body: what is kept are its frames as they were on the wire. */
export function bodyTitle({ stream }: Pick<ExchangeSummary, 'stream'>): { title?: string } {
  return stream === 'websocket' ? { title: 'Frames as on the wire' } : {}
}

/** How an exchange ended that the client closed: `The client closed the connection after 2.18 s. 86 tokens had arrived.` */
export function closedWords({ durationMs, outputTokens, responseBytes }: ExchangeSummary): string {
  const after = durationMs === null ? '' : ` after ${formatDuration(durationMs)}`
  const arrived = outputTokens === null ? formatBytes(responseBytes) : formatPlural(outputTokens, 'token')
  return `The client closed the connection${after}. ${arrived} had arrived.`
}

/** `77.4 tok/s`, `2,012 tok/s` */
export function tokenSpeed(perSecond: number): string {
  return `${perSecond < 1000 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond))} tok/s`
}

/** Name and value of each query parameter in the order of the URL, decoded where that can be. */
export function queryParameters(url: string): { name: string; value: string }[] {
  const start = url.indexOf('?')
  if (start < 0) return []
  const query = url.slice(start + 1).replace(/#.*$/s, '')
  if (query === '') return []
  return query.split('&').map((pair) => {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    return { name: decode(name), value: equals < 0 ? '' : decode(pair.slice(equals + 1)) }
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
