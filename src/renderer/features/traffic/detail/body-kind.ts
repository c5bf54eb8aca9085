// What a body is, by its media type and its first bytes, and how it is shown.

export type BodyKind = 'json' | 'html' | 'xml' | 'text' | 'image' | 'binary'

const imageTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
  'image/vnd.microsoft.icon',
  'image/svg+xml',
])

const textTypes = new Set([
  'application/x-www-form-urlencoded',
  'application/javascript',
  'application/x-javascript',
  'application/graphql',
  'application/yaml',
  'application/x-yaml',
  'application/toml',
  'application/sql',
])

/** `start` are the first bytes, decoded. */
export function bodyKind(mediaType: string | null, start: Uint8Array): BodyKind {
  const type = mediaType ?? ''
  if (imageTypes.has(type)) return 'image'
  if (!isPrintable(start)) return 'binary'
  if (/[/+](?:json|x-ndjson|jsonl|ndjson)$/.test(type)) return 'json'
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html'
  if (/[/+]xml$/.test(type)) return 'xml'
  if (type !== '' && (type.startsWith('text/') || textTypes.has(type))) return 'text'
  return looksLikeJson(start) ? 'json' : 'text'
}

function looksLikeJson(start: Uint8Array): boolean {
  const first = start.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
  return first === 0x7b || first === 0x5b
}

/** Whether it is text for people: UTF-8 without control characters, but for white space and escape. */
export function isPrintable(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 4096)
  if (start.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b))
    return false
  // A character that the end cuts in two is no fault.
  const text = new TextDecoder().decode(start, { stream: true })
  const faults = text.split('�').length - 1
  return faults <= text.length / 100
}

/** A charset that is not known is read as UTF-8. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
