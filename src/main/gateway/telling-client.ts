// undici's client, which sends one origin's requests over one socket, and tells whom it sends for who it is.
import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
import { Client, kSocket } from './undici.ts'

/** A handler that asks, when its request goes out, over which socket. */
export interface SocketUser {
  client: TellingClient | null
}

/**
 * undici tells a handler nothing of the socket. Its channel undici:client:sendHeaders does, for all of the
 * process, with an object for each request; one assignment here costs less.
 */
export class TellingClient extends Client {
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    ;(handler as Partial<SocketUser>).client = this
    return super.dispatch(options, handler)
  }

  /** null while not connected. */
  get socket(): Socket | null {
    return (this as unknown as Record<symbol, Socket | null>)[kSocket] as Socket | null
  }
}
