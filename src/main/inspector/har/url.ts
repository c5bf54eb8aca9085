// Takes URLs and cookies apart for HAR, and writes a captured URL as the URI that HAR asks for.
import type { Cookie, QueryString } from 'har-format'
import { mask } from '../../../shared/exchange-detail.ts'

export interface UrlParts {
  /** In lower case, without the colon. */
  scheme: string
  /** Host and port, the default one where none is named. */
  hostAndPort: string
  /** Raw; `/` where there is none. */
  path: string
  /** Without the question mark. */
  query: string
}

const defaultPorts: Record<string, string> = { http: '80', https: '443', ws: '80', wss: '443' }

/** null for anything but http, https, ws and wss. Nothing is normalised. */
export function splitUrl(url: string): UrlParts | null {
  const match = /^(https?|wss?):\/\/(?:[^/?#@]*@)?([^/?#@]+)([^?#]*)(?:\?([^#]*))?/i.exec(url)
  if (!match) return null
  const [, name = '', host = '', path = '', query = ''] = match
  const scheme = name.toLowerCase()
  const hostAndPort = /:\d+$/.test(host) ? host : `${host}:${defaultPorts[scheme]}`
  return { scheme, hostAndPort, path: path || '/', query }
}

/** Percent-encodes what RFC 3986 has no place for; what was captured is a byte a character. */
export function toUri(url: string): string {
  const [, origin = '', rest = url] = /^([a-z]+:\/\/[^/?#]*)(.*)$/is.exec(url) ?? []
  const encode = (text: string, allowed: RegExp) => text.replaceAll(allowed, percentEncoded)
  return (
    encode(origin, /[^\w\-.~:/@!$&'()*+,;=%[\]]/g) +
    encode(rest, /[^\w\-.~:/?@!$&'()*+,;=%]/g).replaceAll(/%(?![0-9a-f]{2})/gi, '%25')
  )
}

function percentEncoded(character: string): string {
  const bytes = Buffer.from(character, character > '\u00ff' ? 'utf8' : 'latin1')
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

const encodedMask = Array.from(mask, percentEncoded).join('')

/** Shows masks as masks again. */
export function withMasks(uri: string): string {
  return uri.replaceAll(encodedMask, mask)
}

/** Names and values decoded, as browsers write them. */
export function queryString(url: string): QueryString[] {
  const query = splitUrl(url)?.query ?? ''
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      const name = equals === -1 ? part : part.slice(0, equals)
      return { name: decode(name), value: equals === -1 ? '' : decode(part.slice(equals + 1)) }
    })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

interface NameAndValue {
  name: string
  value: string
}

export function requestCookies(headers: readonly NameAndValue[]): Cookie[] {
  return valuesOf(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .filter((pair) => pair.trim() !== '')
    .map(cookiePair)
}

export function responseCookies(headers: readonly NameAndValue[]): Cookie[] {
  return valuesOf(headers, 'set-cookie').map((value) => {
    const [pair = '', ...attributes] = value.split(';')
    const cookie: Cookie = { ...cookiePair(pair), httpOnly: false, secure: false }
    for (const attribute of attributes) {
      const { name, value: text } = cookiePair(attribute)
      const time = Date.parse(text)
      switch (name.toLowerCase()) {
        case 'path':
          cookie.path = text
          break
        case 'domain':
          cookie.domain = text
          break
        case 'expires':
          if (!Number.isNaN(time)) cookie.expires = new Date(time).toISOString()
          break
        case 'httponly':
          cookie.httpOnly = true
          break
        case 'secure':
          cookie.secure = true
      }
    }
    return cookie
  })
}

function cookiePair(pair: string): NameAndValue {
  const equals = pair.indexOf('=')
  if (equals === -1) return { name: pair.trim(), value: '' }
  return { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() }
}

function valuesOf(headers: readonly NameAndValue[], name: string): string[] {
  return headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value)
}
