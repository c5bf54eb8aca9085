// An address of this machine at which a connection neither opens nor is refused: its line of waiting connections is full.
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'

export interface FullBacklog {
  port: number
  close(): Promise<void>
}

/** A thread listens, and is then blocked before it takes anybody in. */
const listener = `
const { createServer } = require('node:net')
const { parentPort, workerData } = require('node:worker_threads')
const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port)
  setImmediate(() => {
    Atomics.wait(workerData, 0, 0)
    server.close()
  })
})
server.on('connection', (socket) => socket.destroy())
`

/** More than the line holds, whatever the system adds to a backlog of 1. */
const fillers = 16

export async function startFullBacklog(): Promise<FullBacklog> {
  const blocked = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(listener, { eval: true, workerData: blocked })
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const sockets: Socket[] = []
  const opened = Array.from({ length: fillers }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined)
    sockets.push(socket)
    return new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  })
  // Those that find a place find it at once.
  await Promise.race(opened)
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy()
      Atomics.store(blocked, 0, 1)
      Atomics.notify(blocked, 0)
      await worker.terminate()
    },
  }
}
