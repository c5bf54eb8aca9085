// Finds a text in a body's bytes, whatever its case in ASCII and however JSON may have escaped it.

export interface TextFinder {
  /** The most bytes that a match takes. */
  readonly longest: number
  /** `bytes` as latin1, one character for each. */
  isIn(bytes: string): boolean
}

export type TextEncoding = 'utf8' | 'latin1' | 'utf16le' | 'utf16be'

/** What a body's text is written in, by its first bytes or its charset. Others are taken as UTF-8. */
export function encodingOf(charset: string | null, start: Uint8Array): TextEncoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf16be'
  if (charset === 'utf-16' || charset === 'utf-16le') return 'utf16le'
  if (charset === 'utf-16be') return 'utf16be'
  return charset !== null && /^(?:iso-8859-1|latin1|windows-1252|cp1252)$/.test(charset) ? 'latin1' : 'utf8'
}

/** What some JSON writer or other escapes, though it need not: / by PHP, < > & by Go, quotes and + by .NET. */
const escapedByChoice = /[/<>&'+`]/
const mayBeEscaped = /[^\x20-\x7e]|["\\/<>&'+`]/u
const shortEscapes: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' }

/**
 * One pass of a regular expression over the bytes is faster than to lower-case them first, and cannot mistake
 * parts of characters for letters. Each character is one of few alternatives, told apart by their first bytes,
 * so that there is never much to go back to.
 */
export function createTextFinder(text: string, encoding: TextEncoding): TextFinder {
  const characters = Array.from(text)
  const plain = characters.map((character) => [character])
  const variants = mayBeEscaped.test(text) ? [plain, characters.map(writtenInJson)] : [plain]
  const sources: string[] = []
  let longest = 0
  for (const variant of variants) {
    const parts = variant.map((writings) => writings.flatMap((writing) => encode(writing, encoding) ?? []))
    // A character that the encoding does not have is in no text of it.
    if (parts.some((writings) => writings.length === 0)) continue
    longest = Math.max(
      longest,
      parts.reduce((sum, writings) => sum + Math.max(...writings.map((bytes) => bytes.length)), 0),
    )
    sources.push(parts.map(alternatives).join(''))
  }
  if (sources.length === 0) return { longest: 1, isIn: () => false }
  const pattern = new RegExp(sources.join('|'))
  return { longest, isIn: (bytes) => pattern.test(bytes) }
}

/** All ways to write a character in a JSON string (RFC 8259 7). */
function writtenInJson(character: string): string[] {
  const escaped = Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
  if (character === '"' || character === '\\') return [`\\${character}`, escaped]
  const short = shortEscapes[character]
  if (short !== undefined) return [`\\${short}`, escaped]
  if (character < ' ') return [escaped]
  if (character === '/') return [character, '\\/', escaped]
  return character > '~' || escapedByChoice.test(character) ? [character, escaped] : [character]
}

/** null where the encoding does not have a character of it. */
function encode(text: string, encoding: TextEncoding): Buffer | null {
  if (encoding === 'utf16be') return Buffer.from(text, 'utf16le').swap16()
  const bytes = Buffer.from(text, encoding)
  return encoding === 'latin1' && bytes.toString(encoding) !== text ? null : bytes
}

function alternatives(writings: readonly Buffer[]): string {
  const sources = writings.map((bytes) => Array.from(bytes, byteSource).join(''))
  return sources.length === 1 ? (sources[0] as string) : `(?:${sources.join('|')})`
}

function byteSource(byte: number): string {
  const character = String.fromCharCode(byte)
  if (/[a-z]/i.test(character)) return `[${character.toLowerCase()}${character.toUpperCase()}]`
  return /\d/.test(character) ? character : `\\x${byte.toString(16).padStart(2, '0')}`
}
