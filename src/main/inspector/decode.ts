// Undoes the content codings of a captured body when somebody looks at it, as far as is asked for and no further.
import { isUtf8 } from 'node:buffer'
import { formatBytes } from '../../shared/format.ts'
import type { CapturedBody } from './captured.ts'
import { type CodingChain, createCodingChain } from './coding-chain.ts'
import { CodingFailure, codingsToUndo, hasSignature } from './content-coding.ts'
import { createEchoFilter } from './echoes.ts'

/** Bytes read of a captured body at a time. */
export const pieceBytes = 65_536

/** Output kept back while a coding without a signature may yet turn out not to be one. */
const doubtBytes = 65_536

/** Enough of a body to tell whether it is text. */
const headBytes = 1024

export interface DecodedBody {
  bytes: Buffer
  /** Nothing is missing of it, and nothing will be added. */
  isWhole: boolean
  /** The limit cut it. */
  isLimited: boolean
  /** A sentence each. */
  problems: string[]
}

/** Told a sentence, and whether bytes are missing because of it. */
export type NoteProblem = (sentence: string, isLoss: boolean) => void

/** `10 MB`, where formatBytes writes 10.0 MB. */
export function roundBytes(bytes: number): string {
  return formatBytes(bytes).replace('.0 ', ' ')
}

/** At most `limitBytes` of what a body is without its codings, from the start. */
export async function decodeBody(body: CapturedBody, limitBytes: number): Promise<DecodedBody> {
  const problems: string[] = []
  const chunks: Buffer[] = []
  let length = 0
  let isLimited = false
  let isWhole = body.isEnded && body.info.gap === null
  const note: NoteProblem = (sentence, isLoss) => {
    problems.push(sentence)
    if (isLoss) isWhole = false
  }
  for await (const chunk of decodedChunks(body, note)) {
    const part = chunk.subarray(0, limitBytes - length)
    chunks.push(part)
    length += part.length
    if (part.length < chunk.length) {
      isLimited = true
      const how = body.info.encodings.length > 0 ? 'shown decoded' : 'shown'
      note(`Only the first ${roundBytes(limitBytes)} are ${how}.`, true)
      break
    }
  }
  return { bytes: Buffer.concat(chunks), isWhole, isLimited, problems }
}

/** From `from` on, pieces get smaller: a decoder that fails loses what it had made of the piece that broke it. */
interface Care {
  from: number
  step: number
}

/**
 * What a body is without its codings, piece by piece and only as fast as it is taken. What is captured now is
 * read; what arrives meanwhile is not. Throws only what `read` throws.
 */
export async function* decodedChunks(body: CapturedBody, note: NoteProblem = () => {}): AsyncGenerator<Buffer> {
  if (body.info.encodings.length === 0) return yield* undoneChunks(body, note)
  const filter = createEchoFilter(body.secrets)
  for await (const chunk of undoneChunks(body, note)) {
    const ready = filter.feed(chunk)
    if (ready.length > 0) yield ready
  }
  const rest = filter.end()
  if (rest.length > 0) yield rest
}

async function* undoneChunks(body: CapturedBody, note: NoteProblem): AsyncGenerator<Buffer> {
  const { codings, problem } = codingsToUndo(body.info.encodings)
  if (problem !== null) note(problem, false)
  const size = body.info.capturedBytes
  const isCutShort = !body.isEnded || body.info.gap !== null
  const head = await body.read(0, Math.min(size, headBytes))
  let undone = codings
  let care: Care = { from: Number.POSITIVE_INFINITY, step: pieceBytes }
  let released = 0
  for (;;) {
    const chain = createCodingChain(undone)
    const position = { at: 0 }
    const held: Buffer[] = []
    let holdBytes = undone.every(hasSignature) ? 0 : doubtBytes
    /** Given out by an attempt before this one. */
    let skipped = released
    try {
      for await (const chunk of output(body, size, chain, care, position)) {
        const part = chunk.subarray(Math.min(skipped, chunk.length))
        skipped -= chunk.length - part.length
        if (part.length === 0) continue
        held.push(part)
        holdBytes -= part.length
        if (holdBytes > 0) continue
        for (const ready of held.splice(0)) {
          released += ready.length
          yield ready
        }
      }
      if (chain.codingWithRest) note(`What follows the end of its ${chain.codingWithRest} stream is left out.`, false)
      yield* held
      return
    } catch (failure) {
      if (!(failure instanceof CodingFailure)) throw failure
      const { coding, kind } = failure
      if (released === 0 && isOther(failure, isCutShort, head)) {
        note(`Labelled ${coding}, but it is not: shown as it came.`, false)
        undone = undone.slice(0, failure.step)
        care = { from: Number.POSITIVE_INFINITY, step: pieceBytes }
        continue
      }
      if (kind === 'damaged' && care.step > 1) {
        care = { from: position.at, step: care.step === pieceBytes ? 1024 : 1 }
        continue
      }
      for (const ready of held) released += ready.length
      yield* held
      const read = released === 0 ? 'Nothing could be read' : `${formatBytes(released)} could be read`
      if (kind === 'damaged') note(`The ${coding} stream of the body is damaged. ${read}.`, true)
      else if (!isCutShort) note(`The body ends in the middle of its ${coding} stream. ${read}.`, true)
      return
    } finally {
      chain.close()
    }
  }
}

/** @param position Where the piece being read begins. */
async function* output(
  body: CapturedBody,
  size: number,
  chain: CodingChain,
  care: Care,
  position: { at: number },
): AsyncGenerator<Buffer> {
  while (position.at < size && !chain.hasRest) {
    const isNear = position.at >= care.from && position.at < care.from + pieceBytes
    const upTo = Math.min(size, position.at < care.from ? care.from : size)
    const piece = await body.read(position.at, Math.min(pieceBytes, upTo - position.at))
    // Let go of meanwhile.
    if (piece.length === 0) break
    for (let start = 0; start < piece.length; ) {
      const end = isNear ? start + care.step : piece.length
      const part = piece.subarray(start, end)
      yield* chain.feed(part)
      start += part.length
      position.at += part.length
    }
  }
  yield* chain.end()
}

/**
 * Whether a body is not of the coding at all. Any bytes may be the start of a br or bare deflate stream, so there an
 * error near the start tells, and for text the end.
 */
function isOther({ coding, kind, step }: CodingFailure, isCutShort: boolean, head: Buffer): boolean {
  if (kind === 'other') return true
  if (hasSignature(coding)) return false
  return kind === 'damaged' || (step === 0 && !isCutShort && isText(head))
}

function isText(head: Buffer): boolean {
  // The end of the head may cut a character.
  const cuts = head.length === headBytes ? [0, 1, 2, 3] : [0]
  return (
    cuts.some((cut) => isUtf8(head.subarray(0, head.length - cut))) &&
    !head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
  )
}
