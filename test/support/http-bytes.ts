// HTTP/1.1 messages as bytes: writes requests exactly as told, and reads responses with nothing lost.

export interface RequestBytes {
  method?: string
  /** The request target, as it goes on the wire. */
  path: string
  /** Name, value, … Host is put in front unless one is among them. */
  headers?: readonly string[]
  /** Sent with a Content-Length unless `chunks` is given. */
  body?: string | Buffer
  /** Sent chunked, one chunk each. */
  chunks?: readonly (string | Buffer)[]
  /** Name, value, … behind the last chunk. */
  trailers?: readonly string[]
}

/** A whole request. Text is written as Latin-1. */
export function requestBytes(port: number, request: RequestBytes): Buffer {
  const { method = 'GET', path, headers = [], body, chunks, trailers } = request
  const hasHost = headers.some((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')
  const own = [
    ...(hasHost ? [] : ['Host', `127.0.0.1:${port}`]),
    ...headers,
    ...(body === undefined ? [] : ['Content-Length', String(toBuffer(body).length)]),
    ...(chunks === undefined ? [] : ['Transfer-Encoding', 'chunked']),
  ]
  return Buffer.concat([
    toBuffer(`${method} ${path} HTTP/1.1\r\n${lines(own)}\r\n`),
    toBuffer(body ?? ''),
    ...(chunks?.map(chunkBytes) ?? []),
    toBuffer(chunks === undefined ? '' : `0\r\n${lines(trailers ?? [])}\r\n`),
  ])
}

export function chunkBytes(data: string | Buffer): Buffer {
  const bytes = toBuffer(data)
  return Buffer.concat([toBuffer(`${bytes.length.toString(16)}\r\n`), bytes, toBuffer('\r\n')])
}

/** Header lines of a list of names and values, each with its line end. */
export function lines(headers: readonly string[]): string {
  let text = ''
  for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`
  return text
}

function toBuffer(data: string | Buffer): Buffer {
  return typeof data === 'string' ? Buffer.from(data, 'latin1') : data
}

export interface RawResponse {
  status: number
  reason: string
  /** Name, value, … as on the wire. */
  rawHeaders: string[]
  body: Buffer
  rawTrailers: string[]
  /** The 1xx that came before. */
  information: { status: number; rawHeaders: string[] }[]
}

/**
 * The first final response in the bytes and how many bytes it takes, 1xx included; null where it is not whole.
 * @param isEnded the connection was closed cleanly: where nothing else tells, that is the body's end
 */
export function parseResponse(
  bytes: Buffer,
  { method, isEnded }: { method: string; isEnded: boolean },
): { response: RawResponse; length: number } | null {
  const information: RawResponse['information'] = []
  let offset = 0
  while (true) {
    const end = bytes.indexOf('\r\n\r\n', offset)
    if (end === -1) return null
    const [statusLine = '', ...fields] = bytes.toString('latin1', offset, end).split('\r\n')
    const rawHeaders = parseFields(fields)
    const [, status = '', reason = ''] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(statusLine) ?? []
    offset = end + 4
    if (status.startsWith('1')) {
      information.push({ status: Number(status), rawHeaders })
      continue
    }
    const head = { status: Number(status), reason, rawHeaders, information }
    const body = parseBody(bytes, offset, { head, method, isEnded })
    if (!body) return null
    return {
      response: { ...head, body: body.content, rawTrailers: body.rawTrailers },
      length: body.end,
    }
  }
}

interface BodyParts {
  content: Buffer
  rawTrailers: string[]
  end: number
}

function parseBody(
  bytes: Buffer,
  start: number,
  context: { head: { status: number; rawHeaders: string[] }; method: string; isEnded: boolean },
): BodyParts | null {
  const { head, method, isEnded } = context
  if (method === 'HEAD' || head.status === 204 || head.status === 304) {
    return { content: Buffer.alloc(0), rawTrailers: [], end: start }
  }
  if (valuesOf(head, 'transfer-encoding').length > 0) return parseChunks(bytes, start)
  const length = valuesOf(head, 'content-length')[0]
  const end = length === undefined ? bytes.length : start + Number(length)
  const isWhole = length === undefined ? isEnded : bytes.length >= end
  return isWhole ? { content: bytes.subarray(start, end), rawTrailers: [], end } : null
}

function parseChunks(bytes: Buffer, start: number): BodyParts | null {
  const parts: Buffer[] = []
  let offset = start
  while (true) {
    const lineEnd = bytes.indexOf('\r\n', offset)
    if (lineEnd === -1) return null
    const size = Number.parseInt(bytes.toString('latin1', offset, lineEnd), 16)
    if (size === 0) {
      const end = bytes.indexOf('\r\n\r\n', lineEnd)
      if (end === -1) return null
      const fields = bytes
        .toString('latin1', lineEnd + 2, end)
        .split('\r\n')
        .filter(Boolean)
      return { content: Buffer.concat(parts), rawTrailers: parseFields(fields), end: end + 4 }
    }
    offset = lineEnd + 2 + size + 2
    if (bytes.length < offset) return null
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
  }
}

function parseFields(fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const colon = field.indexOf(':')
    return [field.slice(0, colon), field.slice(colon + 1).trim()]
  })
}

/** All values of a header, by its name in lower case. */
export function valuesOf(message: { rawHeaders: readonly string[] }, name: string): string[] {
  const { rawHeaders } = message
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)
}
