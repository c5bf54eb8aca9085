// One page's WebSocket: answers its calls, tells it events as fast as it takes them, and notices when it is gone.
import type { WebSocket } from 'ws'
import type { CallName, CallResult } from '../../shared/contract.ts'
import { type HostMessage, type PageMessage, pageMessageSchema } from '../../shared/web-messages.ts'
import { decodeWire, encodeWire, WireError } from '../../shared/wire.ts'
import type { Publish } from '../api/publish-events.ts'
import { createEventQueue } from './event-queue.ts'

export interface PageSocket {
  publish: Publish
  send(message: HostMessage): void
  close(): void
}

export interface PageSocketOptions {
  socket: WebSocket
  answer(call: Extract<PageMessage, { kind: 'call' }>): Promise<CallResult<CallName>>
  /** The user gives no file for this ticket. */
  onNoFile(ticket: string): void
  onClose(): void
  /** Milliseconds between two looks whether the page is still there. */
  heartbeat?: number
}

/** Bytes on their way to the page above which events wait, and above which its calls do. */
const eventMark = 1024 * 1024
const callMark = 96 * 1024 * 1024
/** Calls of one page that are answered at a time. */
const mostCalls = 64

export function createPageSocket(options: PageSocketOptions): PageSocket {
  const { socket, answer, onNoFile, onClose, heartbeat = 20_000 } = options
  const waiting = createEventQueue()
  let calls = 0
  let isAlive = true
  let sentBefore = 0

  /** A page that asks for more than it takes is not read from meanwhile. */
  const pace = () => {
    const isBusy = calls >= mostCalls || socket.bufferedAmount > callMark
    if (isBusy && !socket.isPaused) socket.pause()
    else if (!isBusy && socket.isPaused) socket.resume()
  }

  const flush = (mark: number) => {
    while (socket.readyState === socket.OPEN && socket.bufferedAmount < mark) {
      const event = waiting.next()
      if (event === null) break
      send(event === 'lost' ? { kind: 'resync' } : { kind: 'event', ...event })
    }
  }

  const onSent = () => {
    isAlive = true
    pace()
    if (!waiting.isEmpty) flush(eventMark)
  }

  const send = (message: HostMessage) => {
    if (socket.readyState !== socket.OPEN) return
    const encoded = encodeWire(message)
    if (typeof encoded === 'string') socket.send(encoded, onSent)
    else {
      for (const [index, part] of encoded.entries()) {
        socket.send(part, { binary: true, fin: index === encoded.length - 1 }, onSent)
      }
    }
  }

  const take = async (message: PageMessage) => {
    if (message.kind === 'ping') return send({ kind: 'pong' })
    if (message.kind === 'no-file') return onNoFile(message.ticket)
    calls += 1
    pace()
    const result = await answer(message)
    calls -= 1
    // What came before the answer is told before it: a list that was cleared must not be cleared again afterwards.
    flush(Number.POSITIVE_INFINITY)
    send({ kind: 'answer', id: message.id, result })
    pace()
  }

  socket.on('message', (data, isBinary) => {
    isAlive = true
    const message = readMessage(data as Buffer, isBinary)
    // Nothing that the page sends by itself looks like this.
    if (message === null) socket.close(1008)
    else void take(message)
  })
  socket.on('pong', () => {
    isAlive = true
  })
  // What is wrong with the connection ends it: the close event tells.
  socket.on('error', () => {})

  const timer = setInterval(() => {
    const sent = socket.bufferedAmount
    // A long answer over a slow line is a sign of life as long as it gets shorter; one that is not read cannot give any.
    if (!isAlive && !socket.isPaused && (sent === 0 || sent >= sentBefore)) return socket.terminate()
    sentBefore = sent
    isAlive = false
    if (socket.readyState === socket.OPEN) socket.ping()
  }, heartbeat)
  timer.unref()
  socket.once('close', () => {
    clearInterval(timer)
    onClose()
  })

  return {
    publish(name, payload) {
      if (waiting.isEmpty && socket.bufferedAmount < eventMark) send({ kind: 'event', name, payload })
      else waiting.add(name, payload)
    },
    send,
    close: () => socket.close(1001),
  }
}

function readMessage(data: Buffer, isBinary: boolean): PageMessage | null {
  try {
    const parsed = pageMessageSchema.safeParse(decodeWire(isBinary ? data : data.toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof WireError) return null
    throw error
  }
}
