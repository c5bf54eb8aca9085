// Writes a captured body as HAR's text or base64, cut into pieces so that a large one blocks nothing.
import { isUtf8 } from 'node:buffer'
import { StringDecoder } from 'node:string_decoder'
import { gapProblem } from '../capture-gap.ts'
import type { CapturedBody } from '../captured.ts'
import type { decodeBody } from '../decode.ts'

/** Decoded bytes of one body: no string may be much longer. */
const mostBytes = 64_000_000

/** Bytes turned into text at a time; a multiple of three, so that base64 can be joined. */
const pieceBytes = 786_432

export interface HarBody {
  bytes: Buffer
  isText: boolean
  /** Nothing is missing. */
  isWhole: boolean
  /** What is wrong with it; null where nothing is. */
  comment: string | null
}

export async function readHarBody(body: CapturedBody, decode: typeof decodeBody): Promise<HarBody> {
  const { bytes, isWhole, problems } = await decode(body, mostBytes)
  const gap = gapProblem(body.info)
  const comments = gap === null ? problems : [...problems, gap]
  return {
    bytes,
    // In another charset only the bytes themselves can be read back as they were.
    isText: (body.charset === null || /^(utf-?8|us-ascii)$/.test(body.charset)) && isUtf8(bytes),
    isWhole,
    comment: comments.length === 0 ? null : comments.join(' '),
  }
}

/** What goes between the quotes of a JSON string. */
export function* bodyPieces({ bytes, isText }: HarBody): Generator<string> {
  const decoder = new StringDecoder('utf8')
  for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
    const piece = bytes.subarray(offset, offset + pieceBytes)
    yield isText ? JSON.stringify(decoder.write(piece)).slice(1, -1) : piece.toString('base64')
  }
}
