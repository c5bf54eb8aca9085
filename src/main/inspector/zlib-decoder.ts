// Feeds a decompressing stream of node:zlib piece by piece and hands out what each piece yields, never more at a time.
import type { Transform } from 'node:stream'
import type { Zlib } from 'node:zlib'

/** Undoes one coding. After an error, or `close`, it is not used again. */
export interface Decoder {
  /** What can be read now that `piece` is there; as slowly as it is asked for. */
  feed(piece: Buffer): AsyncGenerator<Buffer>
  /** Nothing more comes: what is left, or an error where the stream is not complete. */
  end(): AsyncGenerator<Buffer>
  close(): void
  /** Whether bytes came behind the end of the stream; they are left out. */
  readonly hasRest: boolean
}

/**
 * With room for one chunk only, node:zlib stops after each until it has been taken: a bomb never unfolds by
 * itself, and no chunk that came before an error is lost with it.
 */
export const zlibOptions = { readableHighWaterMark: 1, chunkSize: 65_536 }

/** @param stream Made with `zlibOptions`. Errors are those of node:zlib: Z_BUF_ERROR where the stream is cut. */
export function createZlibDecoder(stream: Transform & Zlib): Decoder {
  let failure: Error | null = null
  let isOver = false
  let hasRest = false
  let fedBytes = 0
  let wake = () => {}
  stream.on('readable', () => wake())
  stream.on('end', () => {
    isOver = true
    wake()
  })
  stream.on('error', (error) => {
    failure ??= error
    wake()
  })

  async function* outputUntil(isTaken: () => boolean): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk: Buffer | null = stream.read()
      if (chunk !== null) yield chunk
      else if (failure !== null) throw failure
      else if (isOver || isTaken()) return
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }

  return {
    async *feed(piece) {
      if (isOver) {
        hasRest ||= piece.length > 0
        return
      }
      let isTaken = false
      fedBytes += piece.length
      stream.write(piece, (error) => {
        if (error) failure ??= error
        else isTaken = true
        wake()
      })
      yield* outputUntil(() => isTaken)
      hasRest = stream.bytesWritten < fedBytes
      isOver ||= hasRest
    },
    async *end() {
      if (isOver) return
      stream.end()
      yield* outputUntil(() => false)
    },
    close() {
      stream.destroy()
    },
    get hasRest() {
      return hasRest
    },
  }
}
