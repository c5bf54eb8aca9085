// An origin as it is typed: what it means, or how it would have to be written.
import { isOrigin } from '../../../shared/origin.ts'
import { type Reading, said, unsaid } from './quantity-text.ts'

const mostOrigins = 100

/** `allowed`: the list that it would join. */
export function readOrigin(text: string, allowed: readonly string[]): Reading<string> {
  const typed = text.trim()
  if (typed === '') return unsaid('Write an origin, such as https://app.example.com.')
  if (typed.includes('*')) return unsaid('Name each origin: there is no wildcard.')
  if (allowed.includes(typed)) return unsaid('This origin is allowed already.')
  if (allowed.length >= mostOrigins) return unsaid(`Up to ${mostOrigins} origins can be allowed.`)
  if (isOrigin(typed)) return said(typed)
  const meant = originIn(typed)
  return unsaid(meant === null ? 'Write scheme and host, such as https://app.example.com.' : `Write it as ${meant}.`)
}

/** The origin of an address that has more than one. */
function originIn(text: string): string | null {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text) || !URL.canParse(text)) return null
  const { protocol, host } = new URL(text)
  const origin = `${protocol}//${host}`
  return isOrigin(origin) ? origin : null
}
