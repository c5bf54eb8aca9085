// What the messages of one direction of a WebSocket hold, in a row, so that they can be searched.
import type { CapturedExchange, Side } from './captured.ts'
import { pieceBytes } from './decode.ts'
import type { Turns } from './search-turns.ts'
import { agreementOf } from './web-socket-frames.ts'
import { createWebSocketParser } from './web-socket-parser.ts'

/**
 * Unmasked and inflated, a line break between two of them; of a damaged one what can be read. At most `limitBytes`.
 * @returns null where it is no WebSocket
 */
export async function webSocketText(
  exchange: CapturedExchange,
  side: Side,
  limitBytes: number,
  turns: Turns,
): Promise<Buffer | null> {
  const { stream, status } = exchange.summary()
  const agreement = stream === 'websocket' || status === 101 ? agreementOf(exchange) : null
  if (agreement === null) return null
  const parts: Buffer[] = []
  let room = limitBytes
  const keep = (bytes: Buffer) => {
    const part = bytes.subarray(0, Math.max(0, room))
    if (part.length > 0) parts.push(part)
    room -= part.length
  }
  const direction = side === 'request' ? 'up' : 'down'
  const body = exchange.body(side)
  const parser = createWebSocketParser(direction, {
    deflate: agreement[direction],
    secrets: body.secrets,
    onPayload(bytes, isEnd) {
      keep(bytes)
      if (isEnd) keep(lineBreak)
    },
  })
  try {
    const { capturedBytes } = body.info
    for (let offset = 0; offset < capturedBytes && room > 0 && parser.problem === null; ) {
      if (turns.isOver()) await turns.rest()
      const piece = await body.read(offset, Math.min(pieceBytes, capturedBytes - offset))
      // Let go of meanwhile.
      if (piece.length === 0) break
      await parser.feed(piece, () => null)
      parser.take()
      offset += piece.length
    }
  } finally {
    parser.close()
  }
  return Buffer.concat(parts)
}

const lineBreak = Buffer.from('\n')
