// Reads ranges of captured bodies, as they came or decoded, and keeps the last decoded ones for the next range.
import type { BodyPart } from '../../shared/exchange-detail.ts'
import { gapProblem } from './capture-gap.ts'
import type { CapturedBody, CapturedExchange, Side } from './captured.ts'
import { codingsToUndo } from './content-coding.ts'
import { type DecodedBody, decodeBody } from './decode.ts'

export interface BodyReader {
  /** Throws only where what is kept cannot be read. */
  read(
    exchange: CapturedExchange,
    side: Side,
    form: 'captured' | 'decoded',
    offset: number,
    length: number,
  ): Promise<BodyPart>
  /** Lets go of what is kept. */
  clear(): void
}

export interface BodyReaderOptions {
  /** Decoded without being asked for more. */
  showBytes?: number
  /** Decoded of one body, however much is asked for. */
  mostBytes?: number
  /** Decoded bytes kept of all bodies. */
  keptBytes?: number
}

interface Kept {
  capturedBytes: number
  isEnded: boolean
  limitBytes: number
  decoding: Promise<DecodedBody>
  /** Known once it is decoded. */
  size: number
}

export function createBodyReader(options: BodyReaderOptions = {}): BodyReader {
  const { showBytes = 10_000_000, mostBytes = 64_000_000, keptBytes = 64_000_000 } = options
  /** The one asked for last is the last. */
  const kept = new Map<string, Kept>()

  const decoded = async (exchange: CapturedExchange, side: Side, upTo: number): Promise<Kept> => {
    const key = `${side} ${exchange.id}`
    const body = exchange.body(side)
    const { capturedBytes } = body.info
    const known = kept.get(key)
    const isCurrent = known?.capturedBytes === capturedBytes && known.isEnded === body.isEnded
    if (known && isCurrent && (known.limitBytes >= Math.min(upTo, mostBytes) || !(await known.decoding).isLimited)) {
      kept.delete(key)
      kept.set(key, known)
      return known
    }
    // Doubling, so that paging through does not decode the whole with each page.
    const limitBytes = Math.min(mostBytes, upTo > showBytes ? Math.max(upTo, 2 * (known?.limitBytes ?? 0)) : showBytes)
    const entry: Kept = {
      capturedBytes,
      isEnded: body.isEnded,
      limitBytes,
      decoding: decodeBody(body, limitBytes),
      size: 0,
    }
    kept.delete(key)
    kept.set(key, entry)
    try {
      entry.size = (await entry.decoding).bytes.length
    } catch (error) {
      if (kept.get(key) === entry) kept.delete(key)
      throw error
    }
    letGoOfOldest()
    return entry
  }

  const letGoOfOldest = () => {
    let total = 0
    for (const { size } of kept.values()) total += size
    for (const [key, { size }] of kept) {
      if (total <= keptBytes) return
      total -= size
      kept.delete(key)
    }
  }

  return {
    async read(exchange, side, form, offset, length) {
      const body = exchange.body(side)
      const gap = gapProblem(body.info)
      if (form === 'captured' || isPlain(body)) {
        const part = await readCaptured(body, offset, length)
        const problem = form === 'captured' ? null : codingsToUndo(body.info.encodings).problem
        return { ...part, problems: [problem, gap].filter((sentence) => sentence !== null) }
      }
      const { decoding, limitBytes, isEnded } = await decoded(exchange, side, offset + length)
      const { bytes, isLimited, problems } = await decoding
      const part = bytes.subarray(offset, offset + length)
      const isLast = isEnded && (!isLimited || limitBytes >= mostBytes)
      return {
        bytes: ownBytes(part),
        offset,
        total: isEnded && !isLimited ? bytes.length : null,
        isEnd: isLast && offset + part.length >= bytes.length,
        charset: body.charset ?? 'utf-8',
        problems: gap === null ? problems : [...problems, gap],
      }
    },
    clear() {
      kept.clear()
    },
  }
}

/** Nothing of it is to be undone, or can be. */
function isPlain(body: CapturedBody): boolean {
  return codingsToUndo(body.info.encodings).codings.length === 0
}

async function readCaptured(body: CapturedBody, offset: number, length: number): Promise<Omit<BodyPart, 'problems'>> {
  const { capturedBytes } = body.info
  const { isEnded } = body
  const bytes = await body.read(offset, Math.max(0, Math.min(length, capturedBytes - offset)))
  return {
    bytes: ownBytes(bytes),
    offset,
    total: isEnded ? capturedBytes : null,
    isEnd: isEnded && offset + bytes.length >= capturedBytes,
    charset: body.charset ?? 'utf-8',
  }
}

/** A view into a larger buffer would be handed on with all of that buffer, whatever else is in it. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
