// Finds what may be a credential in a config.yaml, so that no source line shows it.
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Pair, visit } from 'yaml'
import { isCredentialName } from '../../shared/credential-name.ts'
import type { Aliases } from './yaml-node.ts'

/** From offset `start` to `end` of the text. */
export interface Place {
  start: number
  end: number
}

/** Maps whose values are taken for credentials, whatever their names; `header` is `headers` misspelt. */
const secretMap = /^(?:default_query_params|(?:extra_)?headers?)$/i

/** Values of headers, of keys that sound like a credential, and the user info and query of URLs. */
export function findCredentials(document: Document, aliases: Aliases, text: string): Place[] {
  const places: Place[] = []
  const seen = new Set<unknown>()

  const hide = (value: unknown) => {
    const node = isAlias(value) ? aliases.get(value) : value
    if (!node || seen.has(node)) return
    seen.add(node)
    if (isMap(node)) for (const pair of node.items) hide(pair.value)
    else if (isSeq(node)) for (const item of node.items) hide(isPair(item) ? item.value : item)
    else if (isScalar(node) && node.range) places.push({ start: node.range[0], end: node.range[1] })
  }

  visit(document, {
    Pair(_, pair: Pair) {
      const name = isScalar(pair.key) ? String(pair.key.value) : ''
      if (secretMap.test(name) || name === 'master_key' || isCredentialName(name)) hide(pair.value)
    },
    Scalar(_, { value, range }) {
      if (typeof value !== 'string' || !range || !/[@?]/.test(value)) return
      for (const { start, end } of credentialsOfTarget(text.slice(range[0], range[1]))) {
        places.push({ start: range[0] + start, end: range[0] + end })
      }
    },
  })
  return places
}

// A reference holds a slash, which must not end the authority: `https://user:os.environ/KEY@host`.
// The look-ahead leaves one way only to read a reference, so that the time stays linear.
const userInfo = /:[/\\]{2}((?:os\.environ\/[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_])|[^/\\?#\s])*)@/
const query = /\?([^\s"']+)/

/** User info and query of a URL, or of what was meant to be one. */
function credentialsOfTarget(text: string): Place[] {
  return [userInfo, query].flatMap((pattern) => {
    const match = pattern.exec(text)
    if (!match?.[1]) return []
    const start = match.index + match[0].indexOf(match[1])
    return [{ start, end: start + match[1].length }]
  })
}

/** A target as it may stand in a message. */
export function maskTarget(target: string): string {
  let masked = target
  for (const { start, end } of credentialsOfTarget(target).reverse()) {
    masked = masked.slice(0, start) + mask + masked.slice(end)
  }
  return masked
}

/** What stands for a credential; of one length, so that it tells nothing. */
export const mask = '••••••••'

/**
 * The same by the look of a line, for a text that is not YAML: what follows a name that sounds like a
 * credential, or a scheme of Authorization.
 */
export function findCredentialsInLine(line: string): Place[] {
  const places = credentialsOfTarget(line)
  for (const match of line.matchAll(/([\w-]+)["']?\s*:\s*(?=\S)/g)) {
    const name = match[1] as string
    if (name === 'master_key' || isCredentialName(name)) {
      places.push({ start: match.index + match[0].length, end: line.length })
    }
  }
  for (const match of line.matchAll(/\b(?:bearer|basic)\s+(?=\S)|\b(?=sk-)/gi)) {
    places.push({ start: match.index + match[0].length, end: line.length })
  }
  return places
}
