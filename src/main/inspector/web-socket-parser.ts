// Parses the WebSocket frames of one direction (RFC 6455 5, RFC 7692), as they arrive, and knows where each one stands.
// ws's own receiver tells neither where a message stands nor when, and holds the whole of it.
import { createEchoFilter, type EchoFilter } from './echoes.ts'
import type { TimeAt } from './event-stream.ts'
import { hexPreview, type ListedMessage, previewBytes, textPreview } from './message-source.ts'
import { createMessageInflater, type Deflate, type MessageInflater } from './web-socket-deflate.ts'

/** Where a frame's payload was captured. */
export interface FramePayload {
  start: number
  length: number
  /** As one number; null where it is not masked. */
  mask: number | null
}

export interface WebSocketMessage extends ListedMessage {
  frames: FramePayload[]
  isDeflated: boolean
}

export interface WebSocketParser {
  feed(piece: Buffer, timeAt: TimeAt): Promise<void>
  /** New ones since the last call. */
  take(): WebSocketMessage[]
  /** Why nothing after it can be read; null while all is well. */
  readonly problem: string | null
  /** Whether a message is not complete. */
  isInMessage(): boolean
  close(): void
}

const types = { 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' } as const
type Opcode = keyof typeof types

interface OpenMessage {
  opcode: Opcode
  isDeflated: boolean
  size: number
  /** Its first bytes, for the preview. */
  head: Buffer
  filter: EchoFilter
  frames: FramePayload[]
}

export interface WebSocketParserOptions {
  /** As negotiated for this direction; null where messages are not compressed. */
  deflate: Deflate | null
  /** Hidden in what messages hold, however they were sent. */
  secrets?: readonly Buffer[]
  /** Told what a message of text or bytes, or a close, holds, piece by piece; `isEnd` with its last piece. */
  onPayload?: (bytes: Buffer, isEnd: boolean) => void
}

export function createWebSocketParser(
  direction: 'up' | 'down',
  { deflate, secrets = [], onPayload }: WebSocketParserOptions,
): WebSocketParser {
  let messages: WebSocketMessage[] = []
  let problem: string | null = null
  let isClosed = false
  let position = 0
  /** The bytes of a frame's head so far; empty between frames and within a payload. */
  let header = Buffer.alloc(0)
  let frame: { isFinal: boolean; missing: number; message: OpenMessage; payload: FramePayload } | null = null
  /** The data message that goes on in the next frame. */
  let open: OpenMessage | null = null
  let inflater: MessageInflater | null = null

  const startFrame = (head: FrameHead, start: number) => {
    const error = frameError(head, direction, open !== null, deflate !== null)
    if (error !== null) throw new RangeError(error)
    const { opcode, length, mask } = head
    const isData = opcode < 8
    const message: OpenMessage =
      opcode === 0
        ? (open as OpenMessage)
        : {
            opcode: opcode as Opcode,
            isDeflated: head.isDeflated,
            size: 0,
            head: Buffer.alloc(0),
            filter: createEchoFilter(secrets),
            frames: [],
          }
    const payload = { start, length, mask }
    message.frames.push(payload)
    if (isData) open = message
    frame = { isFinal: head.isFinal, missing: length, message, payload }
  }

  const keep = (message: OpenMessage, bytes: Buffer, isEnd: boolean) => {
    message.size += bytes.length
    if (onPayload && message.opcode < 9) onPayload(bytes, isEnd)
    const room = previewBytes - message.head.length
    if (room > 0) message.head = Buffer.concat([message.head, bytes.subarray(0, room)])
  }

  /** Returns whether the frame is complete. */
  const readPayload = async (bytes: Buffer, timeAt: TimeAt): Promise<boolean> => {
    if (!frame) return false
    const { message, payload, isFinal } = frame
    const plain = unmask(bytes, payload.mask, payload.length - frame.missing)
    frame.missing -= bytes.length
    const isLast = frame.missing === 0 && isFinal
    if (message.isDeflated) {
      inflater ??= createMessageInflater(deflate as Deflate)
      for await (const chunk of inflater.inflate(plain, isLast)) keep(message, message.filter.feed(chunk), false)
    } else keep(message, message.filter.feed(plain), false)
    if (isLast) keep(message, message.filter.end(), true)
    if (frame.missing > 0) return false
    frame = null
    if (!isFinal) return true
    if (message.opcode < 8) open = null
    const { opcode, size, head, frames, isDeflated } = message
    const preview = previewOf(opcode, head)
    messages.push({ direction, type: types[opcode], atMs: timeAt(position - 1), size, preview, frames, isDeflated })
    isClosed = opcode === 8
    return true
  }

  const readPiece = async (piece: Buffer, timeAt: TimeAt) => {
    for (let at = 0; at < piece.length && !isClosed; ) {
      if (frame) {
        const bytes = piece.subarray(at, at + frame.missing)
        at += bytes.length
        position += bytes.length
        await readPayload(bytes, timeAt)
        continue
      }
      const taken = piece.subarray(at, at + headLength(header) - header.length)
      header = Buffer.concat([header, taken])
      at += taken.length
      position += taken.length
      if (header.length < headLength(header)) continue
      startFrame(readHead(header), position)
      header = Buffer.alloc(0)
      if ((frame as { missing: number } | null)?.missing === 0) await readPayload(Buffer.alloc(0), timeAt)
    }
  }

  return {
    async feed(piece, timeAt) {
      if (problem !== null || isClosed) return
      try {
        await readPiece(piece, timeAt)
      } catch (error) {
        const side = direction === 'up' ? 'client' : 'upstream'
        problem = `What the ${side} sent cannot be read as WebSocket after byte ${position}: ${(error as Error).message}.`
        inflater?.close()
      }
    },
    take() {
      const taken = messages
      messages = []
      return taken
    },
    get problem() {
      return problem
    },
    isInMessage: () => problem === null && !isClosed && (frame !== null || open !== null || header.length > 0),
    close: () => inflater?.close(),
  }
}

interface FrameHead {
  isFinal: boolean
  isDeflated: boolean
  hasReserved: boolean
  opcode: number
  length: number
  mask: number | null
}

/** Of the head that begins so: 2 bytes until those are known, then as many as they say. */
function headLength(header: Buffer): number {
  const [, second] = header
  if (second === undefined) return 2
  const length = second & 0x7f
  return 2 + (length === 127 ? 8 : length === 126 ? 2 : 0) + (second & 0x80 ? 4 : 0)
}

function readHead(header: Buffer): FrameHead {
  const [first = 0, second = 0] = header
  const short = second & 0x7f
  const length = short === 127 ? Number(header.readBigUInt64BE(2)) : short === 126 ? header.readUInt16BE(2) : short
  return {
    isFinal: (first & 0x80) !== 0,
    isDeflated: (first & 0x40) !== 0,
    hasReserved: (first & 0x30) !== 0,
    opcode: first & 0x0f,
    length,
    mask: second & 0x80 ? header.readUInt32BE(header.length - 4) : null,
  }
}

/** What RFC 6455 5.2 to 5.5 and RFC 7692 6.1 forbid; null where nothing is wrong. */
function frameError(head: FrameHead, direction: 'up' | 'down', isOpen: boolean, hasDeflate: boolean): string | null {
  const { opcode, length, isFinal, isDeflated, hasReserved, mask } = head
  if (opcode !== 0 && !(opcode in types)) return `opcode ${opcode} is not used`
  if (hasReserved) return 'a reserved bit is set'
  if (isDeflated && !hasDeflate) return 'a frame is marked compressed, but no compression was agreed on'
  if (isDeflated && opcode !== 1 && opcode !== 2) return 'a frame is marked compressed that cannot be'
  if (opcode >= 8 && (!isFinal || length > 125)) return 'a control frame is too long, or in fragments'
  if (opcode === 0 && !isOpen) return 'a message goes on that never began'
  if (opcode !== 0 && opcode < 8 && isOpen) return 'a message begins within another'
  if (direction === 'up' && mask === null) return 'a frame of a client is not masked'
  if (direction === 'down' && mask !== null) return 'a frame of a server is masked'
  if (length > Number.MAX_SAFE_INTEGER) return 'a frame is longer than can be'
  return null
}

/** @param from Where in the payload the bytes begin. */
export function unmask(bytes: Buffer, mask: number | null, from: number): Buffer {
  if (mask === null) return bytes
  const plain = Buffer.allocUnsafe(bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    plain[i] = (bytes[i] as number) ^ (mask >>> (24 - 8 * ((from + i) & 3)))
  }
  return plain
}

/** A close frame's code and reason (RFC 6455 5.5.1), such as `1000 bye`. */
function closeText(payload: Buffer): string {
  if (payload.length < 2) return ''
  return `${payload.readUInt16BE()} ${payload.toString('utf8', 2)}`.trimEnd()
}

function previewOf(opcode: Opcode, head: Buffer): string {
  if (opcode === 1) return textPreview(head)
  return opcode === 8 ? closeText(head) : hexPreview(head)
}
