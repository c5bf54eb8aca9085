// What a route put into the path and the query, for an upstream may bring it back in a header of its own.
import { mask } from '../../shared/exchange-detail.ts'
import { leastSecret } from './injected-headers.ts'

/**
 * The values that stand where `shownPath` has the mask, as they were sent and as they are without percent-encoding.
 * @param shownPath the sent path with the mask for what the route put in, and for nothing else
 */
export function secretsOfPath(sentPath: string, shownPath: string): readonly string[] {
  const literals = shownPath.split(mask)
  const last = literals.length - 1
  const end = sentPath.length - (literals[last] as string).length
  if (last === 0 || !sentPath.startsWith(literals[0] as string) || !sentPath.endsWith(literals[last] as string)) {
    return none
  }
  const secrets: string[] = []
  let from = (literals[0] as string).length
  for (let i = 1; i <= last; i++) {
    // Nothing between two of them: both are taken for one.
    if (literals[i] === '' && i < last) continue
    const to = i === last ? end : sentPath.indexOf(literals[i] as string, from)
    if (to === -1 || to > end) break
    const value = sentPath.slice(from, to)
    for (const form of new Set([value, decoded(value)])) if (form.length >= leastSecret) secrets.push(form)
    from = to + (literals[i] as string).length
  }
  return secrets
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const none: readonly string[] = []
