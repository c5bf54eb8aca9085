// A load generator light enough not to be what is measured: raw sockets, prepared requests, no parsing but lengths.
import { connect, type Socket } from 'node:net'

export interface LoadResult {
  requests: number
  failed: number
  /** Milliseconds. */
  p50: number
  p99: number
  wallMs: number
}

const body = JSON.stringify({ model: 'm', input: 'x'.repeat(1000) })

function prepared(port: number): Buffer {
  return Buffer.from(
    `POST /json HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}

/** Sends `total` requests over `connections` keep-alive connections, one at a time on each. */
export function runLoad(port: number, connections: number, total: number): Promise<LoadResult> {
  const request = prepared(port)
  const times: number[] = []
  let started = 0
  let failed = 0
  const begin = performance.now()
  return new Promise((resolve) => {
    let open = connections
    const done = () => {
      if (--open > 0) return
      times.sort((a, b) => a - b)
      const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
      resolve({ requests: times.length, failed, p50: at(0.5), p99: at(0.99), wallMs: performance.now() - begin })
    }
    for (let i = 0; i < connections; i++) drive(connect({ host: '127.0.0.1', port, noDelay: true }))

    function drive(socket: Socket): void {
      let sentAt = 0
      let left = -1
      let head = ''
      let isWaiting = false
      const next = () => {
        if (started >= total) return void socket.end()
        started++
        isWaiting = true
        sentAt = performance.now()
        left = -1
        head = ''
        socket.write(request)
      }
      socket.on('connect', next)
      socket.on('data', (chunk: Buffer) => {
        let size = chunk.length
        if (left < 0) {
          head += chunk.toString('latin1')
          const end = head.indexOf('\r\n\r\n')
          if (end === -1) return
          const length = /content-length: (\d+)/i.exec(head)
          if (!head.startsWith('HTTP/1.1 200') || !length) failed++
          left = Number(length?.[1] ?? 0)
          size = head.length - end - 4
        }
        left -= size
        if (left > 0) return
        isWaiting = false
        times.push(performance.now() - sentAt)
        next()
      })
      socket.on('error', () => failed++)
      socket.on('close', () => {
        if (isWaiting) failed++
        done()
      })
    }
  })
}
