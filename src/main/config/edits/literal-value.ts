// Says whether a value of a route is a credential in plain text, and which part of it.
import { mask } from '../credential-places.ts'
import { findCredential, isSecretParameter } from '../credential-value.ts'

/** From offset `start` to `end` of a value. */
export interface Part {
  readonly start: number
  readonly end: number
  /** `user`, or the name of a query parameter; empty for a header or a parameter of its own. */
  readonly name: string
}

const reference = /os\.environ\/[A-Za-z_]/

// A reference holds a slash, which must not end the authority: `https://user:os.environ/KEY@host`.
// The look-ahead leaves one way only to read a reference, so that the time stays linear.
const userInfo = /^([a-z][a-z0-9+.-]*:[/\\]*)((?:os\.environ\/[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_])|[^/\\?#])*)@/i

/** Without user info, query and fragment: all three may hold a credential. */
export function visibleTarget(target: string): string {
  return target.replace(/[?#].*$/s, '').replace(userInfo, '$1')
}

/** The part behind a scheme such as `Bearer`; null where a variable stands in the value, or no credential. */
export function literalOfHeader(name: string, value: string): Part | null {
  if (reference.test(value)) return null
  const found = findCredential(name, value, 'header')
  return found ? { start: found.before.length, end: value.length, name: '' } : null
}

export function literalOfParameter(name: string, value: string): Part | null {
  if (reference.test(value)) return null
  const isSecret = isSecretParameter(name, value) || findCredential(name, value, 'other') !== null
  return isSecret ? { start: 0, end: value.length, name: '' } : null
}

/** A target's user info and the parameters of its query, as far as they are credentials in plain text. */
export function literalsOfTarget(target: string): Part[] {
  const parts: Part[] = []
  const [, before, user] = userInfo.exec(target) ?? []
  if (before !== undefined && user !== undefined) {
    const start = before.length + user.indexOf(':') + 1
    const end = before.length + user.length
    if (start < end && !reference.test(target.slice(start, end))) parts.push({ start, end, name: 'user' })
  }
  const query = target.indexOf('?')
  if (query === -1) return parts
  const end = target.includes('#', query) ? target.indexOf('#', query) : target.length
  for (const match of target.slice(query + 1, end).matchAll(/([^&=]*)=([^&]*)/g)) {
    const [pair, name, value] = match as unknown as [string, string, string]
    if (reference.test(value) || literalOfParameter(decoded(name), decoded(value)) === null) continue
    const start = query + 1 + match.index + pair.length - value.length
    parts.push({ start, end: start + value.length, name: decoded(name) })
  }
  return parts
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** A target as the window may show it: with dots where a credential stands. */
export function hideInTarget(target: string): string {
  return replaceParts(target, literalsOfTarget(target), () => mask)
}

/** What the window gives back, with the credentials that stood where dots are. */
export function restoreTarget(shown: string, before: string): string {
  if (!shown.includes(mask)) return shown
  const secrets = literalsOfTarget(before).map(({ start, end }) => before.slice(start, end))
  return shown.replaceAll(mask, () => secrets.shift() ?? mask)
}

export function replaceParts(value: string, parts: readonly Part[], written: (part: Part) => string): string {
  let result = value
  for (const part of [...parts].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, part.start) + written(part) + result.slice(part.end)
  }
  return result
}
