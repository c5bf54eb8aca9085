// Undoes several content codings in a row, each fed with what the one before yields.
import { type Coding, createDecoder } from './content-coding.ts'
import type { Decoder } from './zlib-decoder.ts'

export interface CodingChain extends Decoder {
  /** The coding behind whose end bytes came that are left out. */
  readonly codingWithRest: Coding | null
}

/** @param codings The outermost first. Without any, everything passes as it is. */
export function createCodingChain(codings: readonly Coding[]): CodingChain {
  const decoders = codings.map((coding, step) => createDecoder(coding, step))

  async function* feedFrom(index: number, piece: Buffer): AsyncGenerator<Buffer> {
    const decoder = decoders[index]
    if (!decoder) yield piece
    else yield* passOn(index, decoder.feed(piece))
  }

  /** What a decoder yields is not even made where one behind it has come to its end. */
  async function* passOn(index: number, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      yield* feedFrom(index + 1, chunk)
      if (lastWithRest() > index) return
    }
  }

  const lastWithRest = () => decoders.findLastIndex((decoder) => decoder.hasRest)

  return {
    feed: (piece) => feedFrom(0, piece),
    async *end() {
      for (const [index, decoder] of decoders.entries()) {
        if (index > lastWithRest()) yield* passOn(index, decoder.end())
      }
    },
    close() {
      for (const decoder of decoders) decoder.close()
    },
    get codingWithRest() {
      return codings[lastWithRest()] ?? null
    },
    get hasRest() {
      return lastWithRest() !== -1
    },
  }
}
