// Reads what is captured of a body from its start to its end, a piece at a time.
import { CallError } from '../../shared/errors.ts'
import type { CapturedBody } from './captured.ts'

const pieceBytes = 262_144

/**
 * What is captured when it begins, still in its content codings.
 * @throws CallError capture_incomplete where the body is let go of meanwhile
 */
export async function* capturedPieces(body: CapturedBody): AsyncGenerator<Buffer> {
  const { capturedBytes } = body.info
  for (let offset = 0; offset < capturedBytes; ) {
    const piece = await body.read(offset, Math.min(pieceBytes, capturedBytes - offset))
    if (piece.length === 0) throw new CallError('capture_incomplete', 'The body is no longer kept.')
    offset += piece.length
    yield piece
  }
}
