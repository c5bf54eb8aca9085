// Reads on in a captured body that may still be growing: what is new of it, decoded, with the time of its arrival.
import { formatBytes } from '../../shared/format.ts'
import { arrivalIndex, arrivalTime } from './arrival-time.ts'
import type { CapturedBody } from './captured.ts'
import { createCodingChain } from './coding-chain.ts'
import { type Coding, CodingFailure, codingsToUndo } from './content-coding.ts'
import { pieceBytes, roundBytes } from './decode.ts'
import { createEchoFilter, type EchoFilter } from './echoes.ts'
import type { TimeAt } from './event-stream.ts'

export interface DecodedPiece {
  bytes: Buffer
  timeAt: TimeAt
}

export interface StreamReader {
  /** What was captured since the last time. To be taken to its end. */
  advance(body: CapturedBody): AsyncGenerator<DecodedPiece>
  /** Captured bytes read so far. */
  readonly offset: number
  /** Nothing more will come of it. */
  readonly isOver: boolean
  readonly problems: readonly string[]
  /** What is being undone, the outermost first. */
  readonly codings: readonly Coding[]
  close(): void
}

/** Decoded of one stream: a bomb goes no further. */
const mostBytes = 256_000_000

/** Marks closer to one another count as one where each costs a call of the decoder, in milliseconds. */
const sameTimeMs = 1

/**
 * @param encodings As in Content-Encoding.
 * @param limitBytes Of the decoded stream.
 */
export function createStreamReader(encodings: readonly string[], limitBytes = mostBytes): StreamReader {
  const named = codingsToUndo(encodings)
  const problems = named.problem === null ? [] : [named.problem]
  let codings = named.codings
  let chain = createCodingChain(codings)
  /** Without codings the body's own reading hides what is to be hidden. */
  let filter: EchoFilter | null = null
  let offset = 0
  let length = 0
  let isOver = false

  const stop = () => {
    isOver = true
    chain.close()
  }

  /** Returns whether reading begins again, without the coding that the stream is not of. */
  const fail = ({ coding, kind, step }: CodingFailure, isCutShort: boolean): boolean => {
    if (kind === 'other' || (kind === 'damaged' && length === 0)) {
      problems.push(`Labelled ${coding}, but it is not: shown as it came.`)
      chain.close()
      codings = codings.slice(0, step)
      chain = createCodingChain(codings)
      offset = 0
      filter?.end()
      if (codings.length === 0) filter = null
      return true
    }
    const read = length === 0 ? 'Nothing could be read' : `${formatBytes(length)} could be read`
    if (kind === 'damaged') problems.push(`The ${coding} stream of the body is damaged. ${read}.`)
    else if (!isCutShort) problems.push(`The body ends in the middle of its ${coding} stream. ${read}.`)
    stop()
    return false
  }

  async function* pass(chunks: AsyncIterable<Buffer>, timeAt: TimeAt): AsyncGenerator<DecodedPiece> {
    for await (const decoded of chunks) {
      const chunk = filter?.feed(decoded) ?? decoded
      const bytes = chunk.subarray(0, limitBytes - length)
      length += bytes.length
      yield { bytes, timeAt }
      if (bytes.length === chunk.length) continue
      problems.push(`Only the first ${roundBytes(limitBytes)} of the stream are listed.`)
      return stop()
    }
  }

  return {
    async *advance(body) {
      const size = body.info.capturedBytes
      const { isEnded } = body
      const { arrivals } = body
      if (codings.length > 0) filter ??= createEchoFilter(body.secrets)
      for (;;) {
        try {
          while (offset < size && !isOver) {
            const end = Math.min(size, offset + pieceBytes, codings.length > 0 ? nextArrival(body, offset) : size)
            const piece = await body.read(offset, end - offset)
            // Let go of meanwhile.
            if (piece.length === 0) return
            const at = arrivalTime(arrivals, offset)
            offset += piece.length
            // Without codings an offset of what is read is one of what was captured.
            const timeAt: TimeAt = codings.length > 0 ? () => at : (place) => arrivalTime(arrivals, place)
            yield* pass(chain.feed(piece), timeAt)
          }
          if (isEnded && !isOver) {
            const at = arrivalTime(arrivals, size)
            yield* pass(chain.end(), () => at)
            const rest = filter?.end() ?? null
            filter = null
            if (rest !== null && rest.length > 0) yield* pass(only(rest), () => at)
            stop()
          }
          return
        } catch (failure) {
          if (!(failure instanceof CodingFailure)) throw failure
          if (!fail(failure, !isEnded || body.info.gap !== null)) return
        }
      }
    },
    get offset() {
      return offset
    },
    get isOver() {
      return isOver
    },
    problems,
    get codings() {
      return codings
    },
    close: () => chain.close(),
  }
}

async function* only(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk
}

/** Where the bytes that arrived together with the one at `offset` end. */
function nextArrival({ arrivals }: CapturedBody, offset: number): number {
  const index = arrivalIndex(arrivals, offset)
  const at = arrivals[index]?.atMs ?? 0
  for (let next = index + 1; ; next++) {
    const mark = arrivals[next]
    if (!mark) return Number.POSITIVE_INFINITY
    if (mark.atMs - at >= sameTimeMs) return mark.offset
  }
}
