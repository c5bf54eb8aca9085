// Closes connections on which nothing has come for a while, by the one timer that the exchanges share.
import type { Socket } from 'node:net'
import type { IdleTimeouts, Timed } from './idle-timeouts.ts'
import { InformationalError, kParser } from './undici.ts'

/**
 * Between two requests a connection waits for a time of its own. Node and undici each make a timer for that at the end
 * of a response and drop it at the next request, which cost a small request 1.3 µs of its 45 (Node 24, undici 7.30).
 */
class ConnectionTimeout implements Timed {
  timeoutMs = 0
  isActive = false
  idleSince = 0
  nextTimed: Timed | null = null
  previousTimed: Timed | null = null
  readonly #socket: Socket
  readonly #timeouts: IdleTimeouts
  #bytesRead = 0
  readonly onTimeout: () => void

  constructor(socket: Socket, timeouts: IdleTimeouts, onTimeout: () => void) {
    this.#socket = socket
    this.#timeouts = timeouts
    this.onTimeout = onTimeout
    socket.once('close', () => timeouts.remove(this))
  }

  /** @param milliseconds 0: it waits no longer */
  set(milliseconds: number): void {
    if (milliseconds === 0) return this.#timeouts.remove(this)
    this.timeoutMs = milliseconds
    this.isActive = true
    if (!this.#socket.destroyed) this.#timeouts.add(this)
  }

  /** Bytes that come are a sign of life, as they are to Node. */
  isWaiting(): boolean {
    const { bytesRead } = this.#socket
    if (bytesRead === this.#bytesRead) return true
    this.#bytesRead = bytesRead
    return false
  }
}

/** From here on `socket.setTimeout` takes its time from `timeouts`, and so does what node:http sets with it. */
export function shareClientTimer(socket: Socket, timeouts: IdleTimeouts): void {
  const timeout = new ConnectionTimeout(socket, timeouts, () => socket.emit('timeout'))
  socket.setTimeout = (milliseconds, callback) => {
    timeout.set(milliseconds)
    if (callback && milliseconds === 0) socket.removeListener('timeout', callback)
    else if (callback) socket.once('timeout', callback)
    return socket
  }
}

/** As much of undici's parser as has to do with time. */
interface TimedParser {
  timeoutType: number | null
  setTimeout(milliseconds: number, type: number): void
}

/**
 * The same for a connection that undici keeps. The one time that it sets is that of an idle connection, as the upstream
 * wishes it: those of a request are 0 here, since the exchange keeps them itself.
 */
export function shareUpstreamTimer(socket: Socket, timeouts: IdleTimeouts): void {
  const parser = (socket as Socket & Record<symbol, TimedParser | undefined>)[kParser]
  if (parser === undefined) return
  const timeout = new ConnectionTimeout(socket, timeouts, () => {
    socket.destroy(new InformationalError('The idle connection was not used again.'))
  })
  parser.setTimeout = (milliseconds, type) => {
    parser.timeoutType = type
    timeout.set(milliseconds)
  }
}
