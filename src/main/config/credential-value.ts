// Finds the literal credential in a value of a config.yaml, by the value's key and by its own form.
import { isCredentialName } from '../../shared/credential-name.ts'
import { parseTemplate } from './template.ts'

/** A value is `before` + the credential; what is hidden reaches to the value's end. */
export interface FoundCredential {
  /** An authentication scheme and its space, or empty. */
  readonly before: string
  readonly secret: string
}

export type ValuePlace = 'header' | 'target' | 'other'

/** Not every name with "token" in it, as in a header: `tokenizer` and `max_tokens` are settings. */
const secretKey =
  /(^|[-_])(api[-_]?key|secret|secret[-_]?(access[-_]?)?key|access[-_]?key|token|password|passwd|master[-_]?key|salt[-_]?key|private[-_]?key|subscription[-_]?key)$|^(proxy-)?authorization$|^(set-)?cookie$/i

const secretParameter = /^(key|sig|signature|pass|password|passwd|pwd|auth|code|credentials?|access[-_]?key)$/i

const scheme = /^\s*(?:bearer|basic|token|api-?key|key|bot|digest|negotiate|dpop)\s+/i

/** Keys that name their issuer, so that they are known wherever they stand. */
const knownKey =
  /\bsk-[\w-]{16,}|\b[spr]k[-_](?:live|test|lf|ant|proj)[-_][\w-]{8,}|\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bxox[abprs]-[\w-]{10,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bhf_\w{20,}|\bglpat-[\w-]{16,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----/

/** Stands in for a variable while the rest is looked at. */
const variable = '\0'

export function findCredential(key: string, value: string, place: ValuePlace): FoundCredential | null {
  // `litellm_user_api_key` names a header; a path is no secret to those who call it.
  if (value.trim() === '' || key === 'path' || key === 'litellm_user_api_key') return null
  const { literals } = parseTemplate(value)
  const masked = literals.join(variable)
  if (hasSecretInUrl(masked, place)) return { before: '', secret: value }

  const before = scheme.exec(masked)?.[0] ?? ''
  const found = { before, secret: value.slice(before.length) }
  const rest = masked.slice(before.length)
  if (isSecretName(key, value, place)) return hidesLiteral(rest) ? found : null
  if (before !== '' && place === 'header' && /^\S{8,}$/.test(rest)) return hidesLiteral(rest) ? found : null
  return knownKey.test(masked) ? { before: '', secret: value } : null
}

function isSecretName(key: string, value: string, place: ValuePlace): boolean {
  if (place === 'header') return isCredentialName(key)
  // A price per token, for one.
  return secretKey.test(key) && !/^[\d.eE+-]{1,12}$/.test(value)
}

/** Beside variables, short words are syntax (`session=…; theme=dark`) and long ones may be a secret. */
function hidesLiteral(masked: string): boolean {
  if (!masked.includes(variable)) return masked.trim() !== ''
  return masked.split(/[\s;,:&"'\0]+/).some((part) => part.replace(/^[A-Za-z_-]{1,20}=(?!=)/, '').length >= 8)
}

/** User info, or a query parameter with the name of a credential. */
function hasSecretInUrl(masked: string, place: ValuePlace): boolean {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:([^/?#\s]*)@)?[^?#\s]*(?:\?([^#\s]*))?/i.exec(masked)
  if (match === null) return false
  const [, userInfo, query] = match
  if (userInfo !== undefined) {
    const colon = userInfo.indexOf(':')
    const secret = colon === -1 ? (place === 'target' ? userInfo : '') : userInfo.slice(colon + 1)
    if (secret.replaceAll(variable, '') !== '') return true
  }
  return [...new URLSearchParams(query ?? '')].some(([name, value]) =>
    isSecretParameter(name, value.replaceAll(variable, '')),
  )
}

/** Of a URL's query, by its name; a number or a switch is none. */
export function isSecretParameter(name: string, value: string): boolean {
  return (isCredentialName(name) || secretParameter.test(name)) && value !== '' && !/^(\d{1,6}|true|false)$/.test(value)
}

/**
 * The credentials in a comment: a commented-out `key: value`, a URL's user info, a key that is known by its form.
 * @returns the place of each in the comment
 */
export function findCredentialsInComment(comment: string): { key: string; start: number; end: number }[] {
  const pair =
    /(?:^|[\s#{,"'-])([A-Za-z][\w-]*)["']?\s*:\s+["']?((?:(?:bearer|basic|token)\s+)?)([^\s"',}]{8,})["']?[,}\s]*$/i.exec(
      comment,
    )
  const [, key, , secret] = pair ?? []
  if (pair && key && secret !== undefined && secretKey.test(key) && !secret.includes('os.environ/')) {
    const start = pair.index + pair[0].lastIndexOf(secret)
    return [{ key, start, end: start + secret.length }]
  }
  const found = []
  for (const match of comment.matchAll(new RegExp(knownKey, 'g'))) {
    found.push({ key: 'key', start: match.index, end: match.index + match[0].length })
  }
  for (const match of comment.matchAll(/:\/\/([^/?#\s@]*:[^/?#\s@]+)@/g)) {
    if (match[1]?.includes('os.environ')) continue
    found.push({ key: 'user', start: match.index + 3, end: match.index + match[0].length - 1 })
  }
  return found
}
