// Undoes one content coding (RFC 9110 8.4.1), and tells in what way a body may not be of the coding it names.
import zlib from 'node:zlib'
import { createZlibDecoder, type Decoder, zlibOptions } from './zlib-decoder.ts'
import { createZstdDecoder } from './zstd-decoder.ts'

export type Coding = 'gzip' | 'deflate' | 'br' | 'zstd'

/** `cut`: more should follow. `damaged`: it cannot be read on from here. `other`: it is not of this coding at all. */
export type CodingFailureKind = 'cut' | 'damaged' | 'other'

export class CodingFailure extends Error {
  readonly coding: Coding
  readonly kind: CodingFailureKind
  /** Which of the codings in a row it is, from 0. */
  readonly step: number

  constructor(coding: Coding, kind: CodingFailureKind, step: number, cause?: unknown) {
    super(`${coding}: ${kind}`, { cause })
    this.name = 'CodingFailure'
    this.coding = coding
    this.kind = kind
    this.step = step
  }
}

/** More than anybody uses, yet each costs memory. */
const codingLimit = 8

const codings: Record<string, Coding> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br', zstd: 'zstd' }

/**
 * What is to be undone, the outermost coding first.
 * @param encodings As in Content-Encoding, outermost last.
 * @returns `problem`: why not all of them can be.
 */
export function codingsToUndo(encodings: readonly string[]): { codings: Coding[]; problem: string | null } {
  const names = encodings
    .flatMap((encoding) => encoding.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.toLowerCase() !== 'identity')
    .reverse()
  if (names.length > codingLimit) {
    return { codings: [], problem: `Labelled with ${names.length} content codings: shown as it came.` }
  }
  const known: Coding[] = []
  for (const name of names) {
    const coding = codings[name.toLowerCase()]
    if (!coding) return { codings: known, problem: `Labelled ${name}, which is not a known coding: shown as it came.` }
    known.push(coding)
  }
  return { codings: known, problem: null }
}

/** Whether its streams begin with bytes that nothing else begins with. Any bytes may be the start of the others. */
export function hasSignature(coding: Coding): boolean {
  return coding === 'gzip' || coding === 'zstd'
}

/**
 * Undoes one coding. What goes wrong is thrown as a CodingFailure.
 * @param step Which of the codings in a row it is.
 */
export function createDecoder(coding: Coding, step = 0): Decoder {
  let decoder: Decoder | null = null
  /** The first bytes, until they tell which stream it is. */
  let head: Buffer | null = Buffer.alloc(0)

  async function* reporting(output: () => AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* output()
    } catch (cause) {
      if (cause instanceof CodingFailure) throw cause
      const isCut = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR'
      throw new CodingFailure(coding, isCut ? 'cut' : 'damaged', step, cause)
    }
  }

  async function* begin(first: Buffer): AsyncGenerator<Buffer> {
    head = null
    decoder = openDecoder(coding, first)
    yield* decoder.feed(first)
  }

  return {
    feed: (piece) =>
      reporting(async function* () {
        if (head === null) return yield* (decoder as Decoder).feed(piece)
        head = Buffer.concat([head, piece])
        if (!beginsLike(coding, head)) throw new CodingFailure(coding, 'other', step)
        if (head.length >= 2) yield* begin(head)
      }),
    end: () =>
      reporting(async function* () {
        if (head !== null) {
          if (head.length === 0) return
          yield* begin(head)
        }
        yield* (decoder as Decoder).end()
      }),
    close: () => decoder?.close(),
    get hasRest() {
      return decoder?.hasRest ?? false
    },
  }
}

function openDecoder(coding: Coding, head: Buffer): Decoder {
  switch (coding) {
    case 'gzip':
      return createZlibDecoder(zlib.createGunzip(zlibOptions))
    case 'deflate':
      // RFC 9110 8.4.1.2 means zlib's format; some send the bare stream in it.
      return createZlibDecoder(isZlibHead(head) ? zlib.createInflate(zlibOptions) : zlib.createInflateRaw(zlibOptions))
    case 'br':
      return createZlibDecoder(zlib.createBrotliDecompress(zlibOptions))
    case 'zstd':
      return createZstdDecoder()
  }
}

/** RFC 1950 2.2: method 8, and both bytes as one number are a multiple of 31. */
function isZlibHead(head: Buffer): boolean {
  const [first = 0, second] = head
  return (first & 0x0f) === 8 && (second === undefined || ((first << 8) | second) % 31 === 0)
}

/** Whether `head`, however short, may begin a stream of this coding. */
function beginsLike(coding: Coding, head: Buffer): boolean {
  if (!hasSignature(coding)) return true
  if (coding === 'gzip') return isPrefix(head, [0x1f, 0x8b])
  const [first = 0] = head
  return (
    isPrefix(head, [0x28, 0xb5, 0x2f, 0xfd]) || ((first & 0xf0) === 0x50 && isPrefix(head, [first, 0x2a, 0x4d, 0x18]))
  )
}

function isPrefix(head: Buffer, signature: number[]): boolean {
  return signature.every((byte, i) => i >= head.length || head[i] === byte)
}
