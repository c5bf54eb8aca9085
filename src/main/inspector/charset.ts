// Reads the charset of a Content-Type, and bytes as the text that they are in it.
import { TextDecoder } from 'node:util'

export interface DecodedText {
  text: string
  /** What it was read as, in lower case. */
  charset: string
  /** A sentence each. */
  problems: string[]
}

/**
 * The charset that a Content-Type names or implies, in lower case; null where it does neither. JSON and event
 * streams are UTF-8 by definition (RFC 8259 8.1).
 */
export function charsetOf(contentType: string | null): string | null {
  if (contentType === null) return null
  const named = parameter(contentType, 'charset')?.trim().toLowerCase()
  if (named) return named
  const mediaType = (contentType.split(';', 1)[0] as string).trim().toLowerCase()
  const isUtf8 = /^(?:application\/(?:x-)?(?:json|ndjson|jsonl)|text\/(?:json|event-stream)|[^/]+\/[^/]+\+json)$/.test(
    mediaType,
  )
  return isUtf8 ? 'utf-8' : null
}

/** A byte order mark tells more surely than `charset` does. Bytes that stand for nothing become U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: string | null): DecodedText {
  const marked = markedCharset(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), charset: marked, problems: [] }
  const decoder = decoderOf(charset ?? 'utf-8')
  if (decoder) return { text: decoder.decode(bytes), charset: charset?.toLowerCase() ?? 'utf-8', problems: [] }
  const problem = `The charset ${charset} is not known: shown as utf-8.`
  return { text: new TextDecoder().decode(bytes), charset: 'utf-8', problems: [problem] }
}

function decoderOf(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset)
  } catch {
    return null
  }
}

function markedCharset([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

/** A parameter's value, quoted or not (RFC 9110 5.6.6). The first of its name counts. */
function parameter(field: string, name: string): string | null {
  // Each step takes one parameter, so that a `;` inside quotes is none between them.
  for (const [, found, token, quoted] of field.matchAll(/;[ \t]*(?:([^\s;=]+)=(?:"((?:[^"\\]|\\.)*)"|([^;]*)))?/g)) {
    if (found?.toLowerCase() !== name) continue
    return token === undefined ? (quoted ?? '') : token.replaceAll(/\\(.)/g, '$1')
  }
  return null
}
