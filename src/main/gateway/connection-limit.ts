// Takes in a limited number of client connections at once; more wait, unread, until one ends.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface ClientConnections {
  /** Hands the server a connection that it was already given once. */
  handOver(socket: Socket): void
  /** Closes those on which nothing has come yet: to the server they are neither idle nor busy. */
  closeUnused(): void
}

/**
 * node:http closes what is over `maxConnections`; here it waits instead. The server's own listener is
 * called when a connection's turn comes (`Event: 'connection'` in Node's documentation: a connection may
 * be handed to a server at any time).
 */
export function limitConnections(server: Server, limit: number, onCount: (change: 1 | -1) => void): ClientConnections {
  const takeIn = server.listeners('connection') as ((this: Server, socket: Socket) => void)[]
  server.removeAllListeners('connection')
  const open = new Set<Socket>()
  const waiting = new Set<Socket>()
  let taken = 0

  const handOver = (socket: Socket) => {
    for (const listener of takeIn) listener.call(server, socket)
  }

  const take = (socket: Socket) => {
    taken++
    handOver(socket)
  }

  server.on('connection', (socket: Socket) => {
    onCount(1)
    open.add(socket)
    if (taken < limit) take(socket)
    else {
      waiting.add(socket)
      // Nothing reads it yet, so an error would have nobody to tell.
      socket.on('error', () => socket.destroy())
    }
    socket.once('close', () => {
      onCount(-1)
      open.delete(socket)
      if (waiting.delete(socket)) return
      taken--
      const [next] = waiting
      if (next === undefined || taken >= limit) return
      waiting.delete(next)
      take(next)
    })
  })
  return {
    handOver,
    closeUnused() {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    },
  }
}
