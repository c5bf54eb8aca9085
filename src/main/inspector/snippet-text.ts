// Tells text from binary in a body, and writes text as a string literal that JavaScript and Python read alike.

/** The text of valid UTF-8, its byte order mark included; null for anything else. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

// Characters that nobody sees, or that turn what is seen around: controls, marks of direction and of width.
const unseen = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** In quotes, on one line. Backslash escapes are those that both languages know. */
export function stringLiteral(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"'
  return quote + escaped(text).replaceAll(quote, `\\${quote}`) + quote
}

/** Without quotes: backslashes doubled, and what is unseen by its number. */
export function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(unseen, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** A header's or a URL's text: a byte a character, so that all above ASCII is written by its number. */
export function byteLiteral(text: string): string {
  return asciiOnly(stringLiteral(text))
}

/** Writes what is above ASCII as escapes. */
export function asciiOnly(literal: string): string {
  return literal.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A literal for each line of the text, with its line break, so that a long text is read in lines. */
export function lineLiterals(text: string): string[] {
  return text.split(/(?<=\n)/).map(stringLiteral)
}
