// The one upstream that every proxy stands in front of: JSON, bytes down, bytes up, events.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const json = Buffer.from(JSON.stringify({ id: 'x', text: 'y'.repeat(1000) }))
const block = Buffer.alloc(64 * 1024, 'a')

function answerJson(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length })
    response.end(json)
  })
}

function sendBytes(response: ServerResponse, total: number): void {
  let left = total
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': total })
  const write = () => {
    while (left > 0) {
      const chunk = left >= block.length ? block : block.subarray(0, left)
      left -= chunk.length
      if (!response.write(chunk)) return void response.once('drain', write)
    }
    response.end()
  }
  write()
}

function takeBytes(request: IncomingMessage, response: ServerResponse): void {
  let total = 0
  request.on('data', (chunk: Buffer) => {
    total += chunk.length
  })
  request.on('end', () => response.end(String(total)))
}

let streams = 0

/** Each event carries the time of its sending in nanoseconds, for the reader to subtract. */
function sendEvents(request: IncomingMessage, response: ServerResponse, count: number, interval: number): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let sent = 0
  const event = () => `data: ${process.hrtime.bigint()} ${'z'.repeat(120)}\n\n`
  if (interval === 0) {
    const write = () => {
      while (sent < count) {
        sent++
        if (!response.write(event())) return void response.once('drain', write)
      }
      response.end()
    }
    return write()
  }
  // The first at once, the others spread over the interval and kept by the clock, where setInterval would gather
  // them: the streams of a real API do not march in step.
  const begin = performance.now() + ((streams++ % 64) / 64) * interval
  let timer: NodeJS.Timeout
  const send = () => {
    response.write(event())
    if (++sent >= count) response.end()
    else timer = setTimeout(send, begin + sent * interval - performance.now())
  }
  send()
  request.on('close', () => clearTimeout(timer))
}

const server = createServer((request, response) => {
  request.socket.setNoDelay(true)
  const url = new URL(request.url ?? '/', 'http://upstream')
  const number = (name: string) => Number(url.searchParams.get(name) ?? 0)
  if (url.pathname === '/json') answerJson(request, response)
  else if (url.pathname === '/down') sendBytes(response, number('bytes'))
  else if (url.pathname === '/up') takeBytes(request, response)
  else if (url.pathname === '/events') sendEvents(request, response, number('count'), number('interval'))
  else response.writeHead(404).end()
})
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
process.on('disconnect', () => process.exit())
