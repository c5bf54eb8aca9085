// A request and a response of the transparency test: small descriptions, and the bytes that they stand for.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { PreparedResponse, RequestOnWire } from './differential.ts'
import { chunkBytes } from './http-bytes.ts'

export interface ContentCase {
  of: 'text' | 'noise' | 'gzip' | 'br' | 'zstd'
  /** Bytes before compression. */
  size: number
}

export type BodyCase =
  | { framing: 'none' }
  | { framing: 'length'; content: ContentCase }
  | {
      framing: 'chunked'
      content: ContentCase
      chunkSizes: readonly number[]
      extension: string
      trailers: readonly string[]
    }
  | { framing: 'close'; content: ContentCase }

export interface RequestCase {
  method: string
  target: string
  /** Bytes of one more query parameter. */
  padding: number
  /** Whole lines, without their line ends. */
  fields: readonly string[]
  body: BodyCase
  /** How many fields stand in front of the one that frames the body. */
  framingAt: number
  cuts: readonly number[]
}

export interface ResponseCase {
  version: '1.0' | '1.1'
  status: number
  reason: string
  fields: readonly string[]
  body: BodyCase
  framingAt: number
  /** Heads of the 1xx responses before it: status line and fields. */
  information: readonly (readonly string[])[]
  cuts: readonly number[]
}

/** The request's bytes; a `close` body has no meaning here and counts as none. */
export function requestOnWire(request: RequestCase): RequestOnWire {
  const { method, padding, fields, body, framingAt, cuts } = request
  const separator = request.target.includes('?') ? '&' : '?'
  const target = padding === 0 ? request.target : `${request.target}${separator}padding=${'x'.repeat(padding)}`
  return {
    method,
    cuts,
    bytes: (port, caseLine) =>
      Buffer.concat([
        head([`${method} ${target} HTTP/1.1`], [`Host: 127.0.0.1:${port}`, caseLine, ...fields], body, framingAt + 2),
        bodyBytes(body),
      ]),
  }
}

/** What the upstream answers to such a request. */
export function preparedResponse(response: ResponseCase, method: string): PreparedResponse {
  const { version, status, reason, fields, framingAt, information, cuts } = response
  const isBodiless = status === 204 || status === 304 || method === 'HEAD'
  const body = bodyFor(response)
  // Who has no body must say so, or end the connection.
  const ofNone = !isBodiless && body.framing === 'none' ? ['Content-Length: 0'] : []
  return {
    cuts,
    bytes: Buffer.concat([
      ...information.map((lines) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')),
      head([`HTTP/${version} ${status} ${reason}`], [...fields, ...ofNone], body, framingAt),
      isBodiless ? Buffer.alloc(0) : bodyBytes(body),
    ]),
    ends:
      version === '1.0' ||
      (!isBodiless && body.framing === 'close') ||
      fields.some((field) => /^connection:.*close/i.test(field)),
  }
}

/** 204 may not have the fields of a body either (RFC 9110 8.6), and HTTP/1.0 has no chunks. */
function bodyFor({ version, status, body }: ResponseCase): BodyCase {
  if (status === 204) return { framing: 'none' }
  return version === '1.0' && body.framing === 'chunked' ? { framing: 'close', content: body.content } : body
}

function head(start: string[], fields: readonly string[], body: BodyCase, framingAt: number): Buffer {
  const all = [...fields]
  if (body.framing === 'length') all.splice(framingAt, 0, `Content-Length: ${contentBytes(body.content).length}`)
  if (body.framing === 'chunked') all.splice(framingAt, 0, 'Transfer-Encoding: chunked')
  return Buffer.from(`${[...start, ...all].join('\r\n')}\r\n\r\n`, 'latin1')
}

function bodyBytes(body: BodyCase): Buffer {
  if (body.framing === 'none') return Buffer.alloc(0)
  const content = contentBytes(body.content)
  if (body.framing !== 'chunked') return content
  const parts: Buffer[] = []
  let at = 0
  for (let i = 0; at < content.length; i++) {
    // Few chunks of a large body are small: a million of them would test the test.
    const size = Math.max(body.chunkSizes[i % body.chunkSizes.length] ?? 1, Math.ceil(content.length / 500))
    parts.push(chunkWith(body.extension, content.subarray(at, at + size)))
    at += size
  }
  const trailers = body.trailers.map((field) => `${field}\r\n`).join('')
  return Buffer.concat([...parts, Buffer.from(`0${body.extension}\r\n${trailers}\r\n`, 'latin1')])
}

function chunkWith(extension: string, data: Buffer): Buffer {
  if (extension === '') return chunkBytes(data)
  const line = Buffer.from(`0${data.length.toString(16).toUpperCase()}${extension}\r\n`, 'latin1')
  return Buffer.concat([line, data, Buffer.from('\r\n')])
}

/** Repeats itself at no distance that a buffer's size could hide. */
const noise = Buffer.alloc(5_000_000)
for (let i = 0, state = 1; i < noise.length; i++) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
  noise[i] = state >>> 16
}

const zstdFrame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

function contentBytes({ of, size }: ContentCase): Buffer {
  const plain = noise.subarray(0, size)
  switch (of) {
    case 'noise':
      return plain
    case 'text':
      return Buffer.from('{"text":"Grüße, 世界"}\r\n0\r\n\r\n'.repeat(Math.ceil(size / 30))).subarray(0, size)
    case 'gzip':
      return gzipSync(plain, { level: 1 })
    case 'br':
      return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
    case 'zstd':
      return Buffer.concat([zstdFrame, plain])
  }
}
