// HTTP/1.1 messages taken apart without losing a byte of their heads, so that two of them can be compared.
import { createHash } from 'node:crypto'

export interface WireMessage {
  /** The request line or the status line. */
  start: string
  /** Header lines as they stood, white space and all, without their line ends. */
  fields: readonly string[]
  framing: 'none' | 'length' | 'chunked' | 'close'
  /** The lines in front of the chunks, the last chunk's among them: size and extensions. */
  chunkLines: readonly string[]
  body: Buffer
  trailers: readonly string[]
}

export interface Parsed {
  message: WireMessage
  /** How many bytes of the input it took. */
  length: number
}

/** null where the request is not yet whole. */
export function parseWireRequest(bytes: Buffer): Parsed | null {
  const head = parseHead(bytes)
  if (!head) return null
  if (hasField(head, 'transfer-encoding')) return parseChunked(bytes, head)
  return hasField(head, 'content-length') ? parseLength(bytes, head) : bodiless(head)
}

/** One response, 1xx or final; null where it is not yet whole. */
export function parseWireResponse(
  bytes: Buffer,
  { method, isEnded }: { method: string; isEnded: boolean },
): Parsed | null {
  const head = parseHead(bytes)
  if (!head) return null
  const status = statusOf(head)
  if (status < 200 || status === 204 || status === 304 || method === 'HEAD') return bodiless(head)
  if (hasField(head, 'transfer-encoding')) return parseChunked(bytes, head)
  if (hasField(head, 'content-length')) return parseLength(bytes, head)
  if (!isEnded) return null
  return { message: { ...head, ...noBody, framing: 'close', body: bytes.subarray(head.end) }, length: bytes.length }
}

export function statusOf({ start }: Pick<WireMessage, 'start'>): number {
  return Number(start.split(' ')[1])
}

/** In lower case. */
export function fieldName(field: string): string {
  return field.slice(0, field.indexOf(':')).toLowerCase()
}

/** Without the white space around it. */
export function fieldValue(field: string): string {
  return field.slice(field.indexOf(':') + 1).replace(/^[ \t]+|[ \t]+$/g, '')
}

export function hasField({ fields }: Pick<WireMessage, 'fields'>, name: string): boolean {
  return fields.some((field) => fieldName(field) === name)
}

/** The values of all fields of this name, in lower case. */
export function fieldValues({ fields }: Pick<WireMessage, 'fields'>, name: string): string[] {
  return fields.filter((field) => fieldName(field) === name).map(fieldValue)
}

/** Lines for a reader: every byte of the head, and enough of the body to tell it from another. */
export function describeMessage({ start, fields, framing, chunkLines, body, trailers }: WireMessage): string[] {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16)
  const beginning = visible(body.toString('latin1', 0, 60))
  return [
    visible(start),
    ...fields.map(visible),
    `(body: ${framing}, ${body.length} bytes, sha256 ${digest}, "${beginning}")`,
    ...(chunkLines.length > 0 ? [`(chunks: ${chunkLines.slice(0, 20).map(visible).join(' ')})`] : []),
    ...trailers.map((field) => `(trailer) ${visible(field)}`),
  ].map((line) => (line.length > 400 ? `${line.slice(0, 400)}… (${line.length} characters)` : line))
}

function visible(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  )
}

interface Head {
  start: string
  fields: string[]
  /** Where the body begins. */
  end: number
}

const noBody = { framing: 'none', chunkLines: [], body: Buffer.alloc(0), trailers: [] } as const

function parseHead(bytes: Buffer): Head | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return null
  const [start = '', ...fields] = bytes.toString('latin1', 0, end).split('\r\n')
  return { start, fields, end: end + 4 }
}

function bodiless({ start, fields, end }: Head): Parsed {
  return { message: { start, fields, ...noBody }, length: end }
}

function parseLength(bytes: Buffer, { start, fields, end }: Head): Parsed | null {
  const length = end + Number(fieldValues({ fields }, 'content-length')[0])
  if (bytes.length < length) return null
  return { message: { start, fields, ...noBody, framing: 'length', body: bytes.subarray(end, length) }, length }
}

function parseChunked(bytes: Buffer, { start, fields, end }: Head): Parsed | null {
  const chunkLines: string[] = []
  const parts: Buffer[] = []
  let offset = end
  while (true) {
    const lineEnd = bytes.indexOf('\r\n', offset)
    if (lineEnd === -1) return null
    const line = bytes.toString('latin1', offset, lineEnd)
    const size = Number.parseInt(line, 16)
    chunkLines.push(line)
    offset = lineEnd + 2
    if (size === 0) break
    if (bytes.length < offset + size + 2) return null
    parts.push(bytes.subarray(offset, offset + size))
    offset += size + 2
  }
  const trailers: string[] = []
  while (true) {
    const lineEnd = bytes.indexOf('\r\n', offset)
    if (lineEnd === -1) return null
    const line = bytes.toString('latin1', offset, lineEnd)
    offset = lineEnd + 2
    if (line === '') break
    trailers.push(line)
  }
  return {
    message: { start, fields, framing: 'chunked', chunkLines, body: Buffer.concat(parts), trailers },
    length: offset,
  }
}
