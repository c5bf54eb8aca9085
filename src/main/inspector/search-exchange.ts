// Tells whether an exchange's headers and bodies are what a search asks for.
import type { HeaderField } from '../../shared/exchange-detail.ts'
import type { DeepTerm } from '../../shared/recording.ts'
import type { CapturedBody, CapturedExchange, Side } from './captured.ts'
import { createTextFinder, encodingOf, type TextEncoding, type TextFinder } from './search-text.ts'
import type { Turns } from './search-turns.ts'
import { webSocketText } from './web-socket-text.ts'

/** At most `limitBytes` of a body without its content codings. */
export type DecodeBody = (body: CapturedBody, limitBytes: number) => Promise<{ bytes: Buffer }>

/** As much of a body as is decoded to be searched. */
export const decodedLimitBytes = 10_000_000

/** Bytes that are searched at once: fewer for a long text, which may take longer to tell from what resembles it. */
const pieceLimits = { least: 32_768, most: 262_144, bytesByLength: 8_000_000 }

type HeaderTerm = Extract<DeepTerm, { kind: 'header' }>

interface BodyTerm {
  isNot: boolean
  finder(encoding: TextEncoding): TextFinder
}

export interface SearchedTerms {
  headers: readonly HeaderTerm[]
  bodies: readonly BodyTerm[]
  /** Bytes to search at once: many more than a match can take. */
  pieceBytes: number
  /** What matches while it is under way may not do so at its end. */
  canCease: boolean
}

export function readTerms(terms: readonly DeepTerm[]): SearchedTerms {
  const headers: HeaderTerm[] = []
  const bodies: BodyTerm[] = []
  for (const term of terms) {
    if (term.kind === 'body') bodies.push(bodyTerm(term.text, term.isNot))
    else headers.push({ ...term, name: term.name.toLowerCase(), value: term.value?.toLowerCase() ?? null })
  }
  const longest = Math.max(1, ...terms.map((term) => (term.kind === 'body' ? term.text.length : 0)))
  const { least, most, bytesByLength } = pieceLimits
  const pieceBytes = Math.min(most, Math.max(least, Math.floor(bytesByLength / longest)))
  return { headers, bodies, pieceBytes, canCease: terms.some(({ isNot }) => isNot) }
}

function bodyTerm(text: string, isNot: boolean): BodyTerm {
  const finders = new Map<TextEncoding, TextFinder>()
  return {
    isNot,
    finder(encoding) {
      const finder = finders.get(encoding) ?? createTextFinder(text, encoding)
      finders.set(encoding, finder)
      return finder
    },
  }
}

/** What a search of many exchanges has in common. */
export interface ExchangeSearch {
  terms: SearchedTerms
  turns: Turns
  decodeBody: DecodeBody
  isCancelled(): boolean
}

/** A body that is not kept, or cannot be read, contains nothing. A cancelled search finds nothing either. */
export async function isMatch(exchange: CapturedExchange, search: ExchangeSearch): Promise<boolean> {
  const { headers, bodies } = search.terms
  if (headers.length > 0 && !haveHeaders(exchange, headers)) return false
  let open = bodies
  for (const side of ['response', 'request'] as const) {
    if (open.length === 0) break
    const found = await findIn(exchange, side, open, search)
    if (search.isCancelled() || found.some(({ isNot }) => isNot)) return false
    open = open.filter((term) => !found.includes(term))
  }
  return open.every(({ isNot }) => isNot)
}

/** Looks at what the window may see: credentials are masked there. */
function haveHeaders(exchange: CapturedExchange, terms: readonly HeaderTerm[]): boolean {
  const { client, sent, response } = exchange.detail()
  const fields = [client.headers, sent?.headers ?? [], response?.headers ?? [], response?.trailers ?? []].flat()
  return terms.every((term) => fields.some((field) => isHeader(field, term)) !== term.isNot)
}

function isHeader(field: HeaderField, { name, value, isPart }: HeaderTerm): boolean {
  if (field.name.toLowerCase() !== name) return false
  if (value === null) return true
  const text = field.value.toLowerCase()
  return isPart ? text.includes(value) : text === value
}

/** Those of the terms whose text is in the body; stops as soon as one is that must not be. */
async function findIn(
  exchange: CapturedExchange,
  side: Side,
  terms: readonly BodyTerm[],
  search: ExchangeSearch,
): Promise<BodyTerm[]> {
  const { pieceBytes } = search.terms
  const body = exchange.body(side)
  const found: BodyTerm[] = []
  if (body.info.capturedBytes === 0) return found
  try {
    const read = await reader(exchange, side, search)
    let open = terms
    let encoding: TextEncoding | null = null
    for (let offset = 0; open.length > 0; ) {
      if (search.turns.isOver()) await search.turns.rest()
      if (search.isCancelled()) break
      const piece = await read(offset, pieceBytes)
      encoding ??= encodingOf(body.charset, piece)
      const text = piece.toString('latin1')
      let overlap = 0
      for (const term of open) {
        const finder = term.finder(encoding)
        if (finder.isIn(text)) found.push(term)
        overlap = Math.max(overlap, finder.longest - 1)
      }
      if (piece.length < pieceBytes || found.some(({ isNot }) => isNot)) break
      open = terms.filter((term) => !found.includes(term))
      // A text that the piece's end cuts in two is whole at the next one's start.
      offset += piece.length - overlap
    }
  } catch {
    // Let go of or damaged: what was found before counts.
  }
  return found
}

type Read = (offset: number, length: number) => Buffer | Promise<Buffer>

/** Of a WebSocket what its messages hold: on the wire they are masked, compressed or in pieces. */
async function reader(exchange: CapturedExchange, side: Side, search: ExchangeSearch): Promise<Read> {
  const body = exchange.body(side)
  const messages = await webSocketText(exchange, side, decodedLimitBytes, search.turns)
  if (messages === null && body.info.encodings.length === 0) return (offset, length) => body.read(offset, length)
  const bytes = messages ?? (await search.decodeBody(body, decodedLimitBytes)).bytes
  return (offset, length) => bytes.subarray(offset, offset + length)
}
