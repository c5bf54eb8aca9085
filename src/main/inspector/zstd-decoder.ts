// Undoes zstd with node:zlib where the runtime has it, else with fzstd.
import type { Transform } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import zlib, { type Zlib } from 'node:zlib'
import { Decompress } from 'fzstd'
import { createZlibDecoder, type Decoder, zlibOptions } from './zlib-decoder.ts'
import { createZstdBlocks } from './zstd-blocks.ts'

/** What node:zlib allows unless told otherwise. */
const windowLimit = 2 ** 27
/** What RFC 9659 has every receiver support, and no sender exceed. fzstd moves its whole window with each block. */
const smallWindowLimit = 2 ** 23

export function createZstdDecoder(): Decoder {
  // Node has it since 22.15.
  const create = (zlib as { createZstdDecompress?: (options: typeof zlibOptions) => Transform & Zlib })
    .createZstdDecompress
  return create ? createNativeDecoder(create(zlibOptions)) : createPlainZstdDecoder()
}

/** node:zlib reads one frame of what is written at once and drops the others, so each is written by itself. */
function createNativeDecoder(stream: Transform & Zlib): Decoder {
  const decoder = createZlibDecoder(stream)
  const blocks = createZstdBlocks(windowLimit)
  return {
    async *feed(piece) {
      for (const part of blocks.cut(piece)) yield* decoder.feed(part)
    },
    async *end() {
      if (!blocks.isBetweenFrames()) throw cutError()
      yield* decoder.end()
    },
    close: () => decoder.close(),
    hasRest: false,
  }
}

/** Without node:zlib's help. Block by block, so that it never unfolds more than one of them at a time. */
export function createPlainZstdDecoder(): Decoder {
  const output: Buffer[] = []
  const decompress = new Decompress((data) => {
    if (data.length > 0) output.push(Buffer.from(data.buffer, data.byteOffset, data.length))
  })
  const blocks = createZstdBlocks(smallWindowLimit)
  return {
    async *feed(piece) {
      for (const part of blocks.cut(piece)) {
        // fzstd keeps what it is given until a block is complete.
        decompress.push(Buffer.from(part))
        if (output.length === 0) continue
        yield* output.splice(0)
        // It computes without a pause of its own.
        await setImmediate()
      }
    },
    async *end() {
      const isWhole = blocks.isBetweenFrames()
      try {
        decompress.push(new Uint8Array(0), true)
      } catch (error) {
        if (isWhole) throw error
      }
      yield* output.splice(0)
      if (!isWhole) throw cutError()
    },
    close() {},
    hasRest: false,
  }
}

function cutError(): Error {
  return Object.assign(new Error('unexpected end of file'), { code: 'Z_BUF_ERROR' })
}
