// The head of a request or a response as text, as it stands on the wire.
import type { ExchangeDetail, HeaderField } from '../../../../shared/exchange-detail.ts'

const lines = (first: string, headers: readonly HeaderField[]) =>
  [first, ...headers.map(({ name, value }) => `${name}: ${value}`)].join('\n')

export function requestHead({ client, summary }: Pick<ExchangeDetail, 'client' | 'summary'>): string {
  const target = /^[a-z]+:\/\/[^/?#]*(.*)$/is.exec(client.url)?.[1] || '/'
  return lines(`${summary.method} ${target} HTTP/${client.httpVersion}`, client.headers)
}

/** null before the response begins. */
export function responseHead({ response }: Pick<ExchangeDetail, 'response'>): string | null {
  return response && lines(`HTTP/1.1 ${response.status} ${response.statusText}`.trimEnd(), response.headers)
}
