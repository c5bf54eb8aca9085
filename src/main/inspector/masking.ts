// Masks what is a credential in header lists and request targets, so that it is never kept.
import { isCredentialName } from '../../shared/credential-name.ts'
import { mask } from '../../shared/exchange-detail.ts'
import { maskCharacter } from './heads.ts'

export interface Masking {
  /**
   * The list with credentials masked by `maskCharacter`: the same one where there are none. To be packed: a value
   * may still hold on to the string that it was cut from.
   * @param secrets masked wherever they stand
   */
  headers(list: readonly string[], secrets: readonly string[]): readonly string[]
  /** What there is to mask in a value of this header. Changes with `rules`. */
  kindOf(headerName: string): HeaderKind
  /** One value as `headers` masks it. */
  show(kind: HeaderKind, value: string, secrets: readonly string[]): string
  /** Stays the same object as long as the same headers are credentials. */
  readonly rules: object
  /** A request target, or a URL, with credentials in its query and its user info masked. */
  target(target: string): string
  /** Parts of a query, without its question mark. */
  query(query: string): string
  isCredential(headerName: string): boolean
}

export type HeaderKind = 'plain' | 'credential' | 'cookie' | 'set-cookie' | 'url' | 'protocol'

/** @param keyHeaders names in lower case of headers that carry the client key; another set is another config's */
export function createMasking(keyHeaders: () => ReadonlySet<string>): Masking {
  // Names repeat from request to request.
  const kinds = new Map<string, HeaderKind>()
  const parameters = new Map<string, boolean>()
  let keyNames = keyHeaders()

  const kindOf = (name: string): HeaderKind => {
    let kind = kinds.get(name)
    if (kind === undefined) {
      kind = decideKind(name, keyNames)
      if (kinds.size >= maximumNames) kinds.clear()
      kinds.set(name, kind)
    }
    return kind
  }

  const isSecretParameter = (name: string): boolean => {
    let isSecret = parameters.get(name)
    if (isSecret === undefined) {
      isSecret = isCredential(decode(name)) || secretParameter.test(decode(name))
      if (parameters.size >= maximumNames) parameters.clear()
      parameters.set(name, isSecret)
    }
    return isSecret
  }

  const refresh = () => {
    const names = keyHeaders()
    if (names === keyNames) return
    keyNames = names
    kinds.clear()
  }

  const show = (kind: HeaderKind, value: string, secrets: readonly string[]): string => {
    let shown = kind === 'plain' ? value : maskValue(kind, value, masking)
    for (let i = 0; i < secrets.length; i++) {
      const secret = secrets[i] as string
      if (shown.length >= secret.length && shown.includes(secret)) shown = shown.replaceAll(secret, maskCharacter)
    }
    return shown
  }

  const masking: Masking = {
    headers(list, secrets) {
      refresh()
      let masked: string[] | null = null
      for (let i = 0; i < list.length; i += 2) {
        const value = list[i + 1] as string
        const shown = show(kindOf(list[i] as string), value, secrets)
        if (shown === value) continue
        masked ??= list.slice()
        masked[i + 1] = shown
      }
      return masked ?? list
    },
    kindOf(headerName) {
      refresh()
      return kindOf(headerName)
    },
    show,
    get rules() {
      refresh()
      return keyNames
    },
    target(target) {
      const bare = target.charCodeAt(0) === slash ? target : withoutUserInfo(target)
      const mark = bare.indexOf('?')
      if (mark === -1) return bare
      const query = bare.slice(mark + 1)
      const masked = masking.query(query)
      return masked === query ? bare : detached(`${bare.slice(0, mark)}?${masked}`)
    },
    query(query) {
      let isChanged = false
      const parts = query.split('&').map((part) => {
        const equals = part.indexOf('=')
        if (equals === -1 || equals === part.length - 1 || !isSecretParameter(part.slice(0, equals))) return part
        isChanged = true
        return `${part.slice(0, equals)}=${mask}`
      })
      return isChanged ? detached(parts.join('&')) : query
    },
    isCredential(headerName) {
      refresh()
      const kind = kindOf(headerName)
      return kind === 'credential' || kind === 'cookie'
    },
  }
  return masking
}

function decideKind(header: string, keyNames: ReadonlySet<string>): HeaderKind {
  // The prefix with which a client sends a header past the route's own.
  const name = header.toLowerCase().replace(/^x-pass-/, '')
  if (name === 'cookie' || name === 'set-cookie') return name
  if (name === 'referer' || name === 'location' || name === 'content-location') return 'url'
  if (name === 'sec-websocket-protocol') return 'protocol'
  return isCredential(name) || keyNames.has(name) ? 'credential' : 'plain'
}

/** How many tokens of a language model there were, or may be, is no credential. */
function isCredential(name: string): boolean {
  return isCredentialName(name) && !/rate-?limit|(^|[-_])tokens([-_]|$)/i.test(name)
}

function maskValue(kind: Exclude<HeaderKind, 'plain'>, value: string, masking: Masking): string {
  switch (kind) {
    case 'credential': {
      const scheme = knownScheme.exec(value)?.[0] ?? ''
      return value === scheme ? value : scheme + maskCharacter
    }
    case 'cookie':
      return value.split(';').map(maskPair).join(';')
    case 'set-cookie': {
      const end = value.indexOf(';')
      return end === -1 ? maskPair(value) : maskPair(value.slice(0, end)) + value.slice(end)
    }
    case 'url':
      return masking.target(value).replaceAll(mask, maskCharacter)
    case 'protocol':
      return value.replace(tokenInProtocol, `$1${maskCharacter}`)
  }
}

/** `name=value` with the value masked; what has no name is masked as a whole. */
function maskPair(pair: string): string {
  if (pair.trim() === '') return pair
  const equals = pair.indexOf('=')
  if (equals === -1) return pair.startsWith(' ') ? ` ${maskCharacter}` : maskCharacter
  return `${pair.slice(0, equals)}=${maskCharacter}`
}

function withoutUserInfo(url: string): string {
  return url.includes('@') ? detached(url.replace(/^([a-z][a-z0-9+.-]*:\/\/|\/\/)?[^/?#@]*@/i, `$1${mask}@`)) : url
}

/**
 * The text as a string of its own: a part cut from another, or joined of such, would keep the whole in memory.
 */
export function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Only schemes that are known: a key in two words must not show its first. */
const knownScheme =
  /^\s*(?:basic|bearer|digest|dpop|negotiate|ntlm|hoba|mutual|oauth|vapid|token|api-?key|key|bot|privatetoken|aws4-hmac-sha256|scram-sha-(?:1|256))(?:\s+|$)/i

/** Of a query, beside what is a credential's name in a header. */
const secretParameter = /^(key|sig|signature|pass|password|passwd|pwd|auth|code|credentials?|access[-_]?key|jwt|sas)$/i

/** Browsers have no other place for a WebSocket's key. */
const tokenInProtocol = /((?:api[-_]?key|token|bearer|authorization[\w.]*)\.)[^\s,]+/gi

const slash = 0x2f
/** A client may send any number of names. */
const maximumNames = 5000
