// Lists the messages of a WebSocket in both directions, in the order of their arrival.
import { CallError } from '../../shared/errors.ts'
import { arrivalTime } from './arrival-time.ts'
import type { CapturedBody, CapturedExchange, Side } from './captured.ts'
import { pieceBytes } from './decode.ts'
import { type MessageSource, mostMessages } from './message-source.ts'
import { agreedDeflate, type Deflate } from './web-socket-deflate.ts'
import { createWebSocketParser, type WebSocketMessage, type WebSocketParser } from './web-socket-parser.ts'
import { createWebSocketPayloads } from './web-socket-payload.ts'

type Direction = 'up' | 'down'

const sides: Record<Direction, Side> = { up: 'request', down: 'response' }
const directions: Direction[] = ['up', 'down']

/** How the messages of a tunnel are compressed; null where it is one of another protocol. */
export function agreementOf(exchange: CapturedExchange): Record<Direction, Deflate | null> | null {
  const headers = exchange.detail().response?.headers ?? []
  const fieldValue = (name: string) => headers.find((field) => field.name.toLowerCase() === name)?.value ?? null
  // In a file only WebSockets have messages, and some write the headers down incompletely.
  const isImported = exchange.summary().source === 'import'
  if (fieldValue('sec-websocket-accept') === null && !isImported) return null
  return agreedDeflate(fieldValue('sec-websocket-extensions')) ?? { up: null, down: null }
}

/** A tunnel of another protocol has no messages. */
export function createWebSocketSource(exchange: CapturedExchange): MessageSource {
  const deflate = agreementOf(exchange)
  if (deflate === null) return otherProtocol
  const { secrets } = exchange.body('response')
  const payloads = createWebSocketPayloads(deflate)
  const messages: WebSocketMessage[] = []
  const problems: string[] = []
  const parsers = {
    up: createWebSocketParser('up', { deflate: deflate.up }),
    down: createWebSocketParser('down', { deflate: deflate.down, secrets }),
  }
  const offsets = { up: 0, down: 0 }
  let isOver = false

  const finish = (current: CapturedExchange, isEnded: boolean) => {
    isOver = true
    for (const direction of directions) {
      const { problem } = parsers[direction]
      if (problem !== null) problems.push(problem)
      const isWhole = isEnded && current.body(sides[direction]).info.gap === null
      const side = direction === 'up' ? 'client' : 'upstream'
      if (isWhole && parsers[direction].isInMessage()) {
        problems.push(`What the ${side} sent ends in the middle of a message.`)
      }
      parsers[direction].close()
    }
  }

  return {
    async update(current) {
      if (isOver) return
      const bodies = { up: current.body('request'), down: current.body('response') }
      // Both as of now: a message that is listed never has an earlier one come after it.
      const sizes = { up: bodies.up.info.capturedBytes, down: bodies.down.info.capturedBytes }
      const isEnded = bodies.up.isEnded && bodies.down.isEnded
      for (const direction of directions) {
        const body = bodies[direction]
        offsets[direction] = await readOn(body, parsers[direction], offsets[direction], sizes[direction])
      }
      const added = [...parsers.up.take(), ...parsers.down.take()]
      added.sort((one, other) => (one.atMs ?? 0) - (other.atMs ?? 0))
      for (const message of added) messages.push(message)
      if (messages.length >= mostMessages) {
        messages.length = mostMessages
        problems.push(`Only the first ${mostMessages} messages are listed.`)
        finish(current, false)
      } else if (isEnded || directions.every((direction) => parsers[direction].problem !== null)) {
        finish(current, isEnded)
      }
    },
    hasLost: (current) =>
      directions.some((direction) => current.body(sides[direction]).info.capturedBytes < offsets[direction]),
    messages,
    get problems() {
      if (isOver) return problems
      return directions.map((direction) => parsers[direction].problem).filter((problem) => problem !== null)
    },
    async payload(current, index) {
      const { direction, type } = messages[index] as WebSocketMessage
      const bytes = await payloads.read(current.body(sides[direction]), messages, index)
      return { bytes: new Uint8Array(bytes), isText: type === 'text' }
    },
    close() {
      payloads.close()
      for (const direction of directions) parsers[direction].close()
    },
  }
}

const otherProtocol: MessageSource = {
  update: async () => {},
  hasLost: () => false,
  messages: [],
  problems: ['The connection switched to another protocol than WebSocket: its bytes are not split into messages.'],
  payload: () => Promise.reject(new CallError('not_found', 'There is no message of this number.')),
  close() {},
}

/** Returns how far it read. */
async function readOn(body: CapturedBody, parser: WebSocketParser, from: number, size: number): Promise<number> {
  let offset = from
  while (offset < size && parser.problem === null) {
    const piece = await body.read(offset, Math.min(pieceBytes, size - offset))
    // Let go of meanwhile.
    if (piece.length === 0) break
    await parser.feed(piece, (place) => arrivalTime(body.arrivals, place))
    offset += piece.length
  }
  return offset
}
