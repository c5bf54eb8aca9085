// What the Overview says in words: where an exchange failed, who the client was, how the connection was made.
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'

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
