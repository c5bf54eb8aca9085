// Writes the messages of a WebSocket as Chrome does, and makes frames of them again.
import { randomBytes } from 'node:crypto'
import type { StreamMessages } from '../../../shared/exchange-detail.ts'
import type { ArrivalMark, CapturedExchange, Side } from '../captured.ts'
import { inMicroseconds } from './timings.ts'

/** What a WebSocket's captured bytes hold. */
export interface MessageReader {
  list(exchange: CapturedExchange, from: number, count: number): Promise<StreamMessages> | StreamMessages
  payload(
    exchange: CapturedExchange,
    index: number,
  ): Promise<{ bytes: Uint8Array; isText: boolean }> | { bytes: Uint8Array; isText: boolean }
}

export interface HarWebSocketMessage {
  type: 'send' | 'receive'
  /** Seconds since the epoch; -1 where it is not known. */
  time: number
  opcode: number
  /** Base64 for all but text. */
  data: string
}

const opcodes: Record<string, number> = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 }

const pageLength = 1000

export async function webSocketMessages(
  exchange: CapturedExchange,
  reader: MessageReader,
): Promise<HarWebSocketMessage[]> {
  const written: HarWebSocketMessage[] = []
  const { receivedAt } = exchange.summary()
  for (let from = 0; ; from += pageLength) {
    const { messages, total } = await reader.list(exchange, from, pageLength)
    for (const { index, direction, type, atMs } of messages) {
      const { bytes } = await reader.payload(exchange, index)
      const opcode = opcodes[type] ?? 2
      written.push({
        type: direction === 'up' ? 'send' : 'receive',
        time: atMs === null ? -1 : (receivedAt + atMs) / 1000,
        opcode,
        data: Buffer.from(bytes).toString(opcode === 1 ? 'utf8' : 'base64'),
      })
    }
    if (messages.length === 0 || from + pageLength >= total) return written
  }
}

export interface FramedMessages {
  bytes: Buffer
  arrivals: ArrivalMark[]
}

/**
 * The bytes that would have gone over the wire (RFC 6455 5.2), each message in one frame.
 * @param receivedAt when the request had arrived, in milliseconds since the epoch
 */
export function framesOf(messages: readonly HarWebSocketMessage[], receivedAt: number): Record<Side, FramedMessages> {
  // The time of a message without one would be taken for that of the message before.
  const isTimed = messages.every(({ time }) => time >= 0)
  const of = (type: HarWebSocketMessage['type']): FramedMessages => {
    const parts: Buffer[] = []
    const arrivals: ArrivalMark[] = []
    let offset = 0
    for (const message of messages) {
      if (message.type !== type) continue
      const part = frame(message)
      const atMs = Math.max(0, inMicroseconds(message.time * 1000 - receivedAt))
      if (isTimed && arrivals.at(-1)?.atMs !== atMs) arrivals.push({ offset, atMs })
      parts.push(part)
      offset += part.length
    }
    return { bytes: Buffer.concat(parts), arrivals }
  }
  return { request: of('send'), response: of('receive') }
}

function frame({ type, opcode, data }: HarWebSocketMessage): Buffer {
  const payload = Buffer.from(data, opcode === 1 ? 'utf8' : 'base64')
  const isMasked = type === 'send'
  const maskBit = isMasked ? 0x80 : 0
  const { length } = payload
  let head: Buffer
  if (length < 126) head = Buffer.from([0x80 | (opcode & 15), maskBit | length])
  else if (length < 65_536) {
    head = Buffer.from([0x80 | (opcode & 15), maskBit | 126, 0, 0])
    head.writeUInt16BE(length, 2)
  } else {
    head = Buffer.alloc(10)
    head.set([0x80 | (opcode & 15), maskBit | 127])
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  if (!isMasked) return Buffer.concat([head, payload])
  const key = randomBytes(4)
  return Buffer.concat([head, key, payload.map((byte, index) => byte ^ (key[index & 3] as number))])
}
