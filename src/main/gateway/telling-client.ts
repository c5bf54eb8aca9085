// undici's client, which sends one origin's requests over one socket, and tells whom it sends for who it is.
import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
import type { IdleTimeouts } from './idle-timeouts.ts'
import { shareUpstreamTimer } from './kept-connection.ts'
import { Client, kSize, kSocket } from './undici.ts'

/** A handler that asks, when its request goes out, over which socket. */
export interface SocketUser {
  client: TellingClient | null
}

/**
 * undici tells a handler nothing of the socket. Its channel undici:client:sendHeaders does, for all of the
 * process, with an object for each request; one assignment here costs less.
 */
export class TellingClient extends Client {
  /** Kept by the pool: whether it is one of its own, and whether it stands among those that wait for a request. */
  isInPool = true
  isFree = false

  constructor(origin: URL, options: Client.Options, timeouts: IdleTimeouts) {
    super(origin, options)
    this.on('connect', () => {
      if (this.socket !== null) shareUpstreamTimer(this.socket, timeouts)
    })
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    ;(handler as Partial<SocketUser>).client = this
    return super.dispatch(options, handler)
  }

  /** null while not connected. */
  get socket(): Socket | null {
    return (this as unknown as Record<symbol, Socket | null>)[kSocket] as Socket | null
  }

  /** Has a request, under way or not yet sent. */
  get isBusy(): boolean {
    return ((this as unknown as Record<symbol, number>)[kSize] as number) > 0
  }
}
