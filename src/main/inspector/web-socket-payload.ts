// Reads the payload of a WebSocket message again from what was captured, unmasked and inflated.
import type { CapturedBody } from './captured.ts'
import { pieceBytes } from './decode.ts'
import { createEchoFilter } from './echoes.ts'
import { mostPayloadBytes } from './message-source.ts'
import { createMessageInflater, type Deflate, type MessageInflater } from './web-socket-deflate.ts'
import { type FramePayload, unmask, type WebSocketMessage } from './web-socket-parser.ts'

type Direction = 'up' | 'down'

export interface WebSocketPayloads {
  /** Not to be called again before it is done. */
  read(body: CapturedBody, messages: readonly WebSocketMessage[], index: number): Promise<Buffer>
  close(): void
}

/** An inflater that has read all messages of its direction before the one numbered `next`. */
interface Cursor {
  next: number
  inflater: MessageInflater
}

export function createWebSocketPayloads(deflate: Record<Direction, Deflate | null>): WebSocketPayloads {
  const cursors: Record<Direction, Cursor | null> = { up: null, down: null }

  /** A message may refer to those before it: without a cursor there, all of them are inflated once more. */
  const inflate = async (body: CapturedBody, messages: readonly WebSocketMessage[], index: number, agreed: Deflate) => {
    const { direction } = messages[index] as WebSocketMessage
    let cursor = cursors[direction]
    if (cursor === null || cursor.next > index || !agreed.keepsContext) {
      cursor?.inflater.close()
      cursor = { next: agreed.keepsContext ? 0 : index, inflater: createMessageInflater(agreed) }
    }
    const { inflater } = cursor
    // Until this one is read to its end, nothing can be read after it.
    cursors[direction] = null
    const output = limitedOutput(body)
    for (let i = cursor.next; i <= index; i++) {
      const message = messages[i] as WebSocketMessage
      if (message.direction !== direction || !message.isDeflated) continue
      const isWanted = i === index
      for await (const piece of framePieces(body, message.frames)) {
        for await (const chunk of inflater.inflate(piece, false)) if (isWanted) output.add(chunk)
      }
      for await (const chunk of inflater.inflate(Buffer.alloc(0), true)) if (isWanted) output.add(chunk)
    }
    cursors[direction] = { next: index + 1, inflater }
    return output.bytes()
  }

  return {
    async read(body, messages, index) {
      const { direction, isDeflated, frames } = messages[index] as WebSocketMessage
      const agreed = deflate[direction]
      if (isDeflated && agreed !== null) return inflate(body, messages, index, agreed)
      const output = limitedOutput(body)
      for await (const piece of framePieces(body, frames)) output.add(piece)
      return output.bytes()
    },
    close() {
      cursors.up?.inflater.close()
      cursors.down?.inflater.close()
    },
  }
}

async function* framePieces(body: CapturedBody, frames: readonly FramePayload[]): AsyncGenerator<Buffer> {
  for (const { start, length, mask } of frames) {
    for (let offset = 0; offset < length; ) {
      const piece = await body.read(start + offset, Math.min(pieceBytes, length - offset))
      // Let go of meanwhile.
      if (piece.length === 0) return
      yield unmask(piece, mask, offset)
      offset += piece.length
    }
  }
}

/** Collects chunks without what was injected, and drops what is beyond the most that is read of one payload. */
function limitedOutput({ secrets }: CapturedBody) {
  const filter = createEchoFilter(secrets)
  const parts: Buffer[] = []
  let room = mostPayloadBytes
  const keep = (chunk: Buffer) => {
    const part = chunk.subarray(0, room)
    if (part.length > 0) parts.push(part)
    room -= part.length
  }
  return {
    add: (chunk: Buffer) => keep(filter.feed(chunk)),
    bytes() {
      keep(filter.end())
      return Buffer.concat(parts)
    },
  }
}
