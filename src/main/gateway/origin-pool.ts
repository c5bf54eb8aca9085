// The connections to one origin: a free one takes the next request, and where all are busy it waits for its turn.
import type { Dispatcher } from 'undici'
import { dropAborted } from './aborted-requests.ts'
import type { TellingClient } from './telling-client.ts'

export interface OriginPool {
  /** The handler is told of every failure; nothing is thrown. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void
}

export interface OriginPoolOptions {
  /** Makes a client that is not connected yet: each has one connection. */
  createClient(): TellingClient
  /** Connections at once. */
  limit: number
  /** Nothing is connected and nothing waits any more. */
  onUnused(): void
}

/**
 * undici's own pool looks through all its clients at every request, and tells itself and its agent of each one that
 * becomes free: with 256 connections that was 2 µs of a request's 60 (Node 24, undici 7.30). Besides, a client whose
 * request could not even be begun stayed busy there for good.
 */
export function createOriginPool({ createClient, limit, onUnused }: OriginPoolOptions): OriginPool {
  /** The one used last at the end: it is the likeliest to be still connected. */
  const free: TellingClient[] = []
  const waiting: [Dispatcher.DispatchOptions, Dispatcher.DispatchHandler][] = []
  let count = 0

  const leave = (client: TellingClient) => {
    client.isInPool = false
    count--
    const place = free.indexOf(client)
    if (place !== -1) free.splice(place, 1)
    const next = waiting.shift()
    if (next !== undefined) send(join(), ...next)
    else if (count === 0) onUnused()
  }

  const join = (): TellingClient => {
    const client = createClient()
    count++
    client.on('drain', () => onFree(client))
    client.on('disconnect', () => {
      dropAborted(client)
      if (client.isFree) leave(client)
    })
    // undici does not use such a client again either: it may have to look up the name anew.
    client.on('connectionError', () => {
      if (client.isInPool) leave(client)
    })
    return client
  }

  const send = (client: TellingClient, options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) => {
    client.isFree = false
    client.dispatch(options, handler)
    // A request that failed before it was begun leaves no trace, and nothing tells that the client is free.
    if (!client.isBusy) onFree(client)
  }

  const onFree = (client: TellingClient) => {
    if (client.isBusy || client.isFree || !client.isInPool) return
    const next = waiting.shift()
    if (next !== undefined) return send(client, ...next)
    if (client.socket === null) return leave(client)
    client.isFree = true
    free.push(client)
  }

  return {
    dispatch(options, handler) {
      const client = free.pop() ?? (count < limit ? join() : null)
      if (client === null) waiting.push([options, handler])
      else send(client, options, handler)
    },
  }
}
