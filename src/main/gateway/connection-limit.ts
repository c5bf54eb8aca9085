// Takes in a limited number of client connections at once; more wait until one ends.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface ClientConnections {
  /** Hands the server a connection that it was already given once. */
  handOver(socket: Socket): void
  /** Closes those that wait, and those on which nothing has come yet: to the server they are neither idle nor busy. */
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
  /** Each with what gives back what was read of it. */
  const waiting = new Map<Socket, () => void>()
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
    else waiting.set(socket, readAhead(socket))
    socket.once('close', () => {
      onCount(-1)
      open.delete(socket)
      if (waiting.delete(socket)) return
      taken--
      const [next] = waiting
      if (next === undefined || taken >= limit) return
      const [longest, giveBack] = next
      waiting.delete(longest)
      giveBack()
      take(longest)
    })
  })
  return {
    handOver,
    closeUnused() {
      for (const socket of open) if (socket.bytesRead === 0 || waiting.has(socket)) socket.destroy()
    },
  }
}

/** Bytes: what a stream keeps of its own accord is of this size, too. */
const mostRead = 64 * 1024

/**
 * A client that leaves is noticed only by who reads: without this, the request of one that is long gone would
 * be sent on when its turn comes.
 * @returns puts what was read back in front, for the server
 */
function readAhead(socket: Socket): () => void {
  const read: Buffer[] = []
  let size = 0
  const onReadable = () => {
    while (size < mostRead) {
      const chunk = socket.read() as Buffer | null
      if (chunk === null) return
      read.push(chunk)
      size += chunk.length
    }
  }
  const leave = () => socket.destroy()
  socket.on('readable', onReadable).on('end', leave).on('error', leave)
  return () => {
    socket.off('readable', onReadable).off('end', leave).off('error', leave)
    if (size > 0) socket.unshift(Buffer.concat(read))
  }
}
