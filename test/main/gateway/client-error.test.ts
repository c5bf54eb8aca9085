// What a client is told whose request Node's parser refuses: an error like any other, unless an answer has begun.
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { answerClientError } from '../../../src/main/gateway/client-error.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { valuesOf } from '../../support/http-bytes.ts'
import { connectRaw } from '../../support/raw-socket.ts'

/** A client of a plain server whose parse errors are answered. */
async function open(handler: RequestListener = () => {}, options: ServerOptions = {}) {
  const server = createServer(options, handler)
  server.on('clientError', answerClientError)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closeAfterTest({
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  })
  return closeAfterTest(await connectRaw((server.address() as AddressInfo).port))
}

const head = 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n'

it('answers with a length and the parser’s code, and closes', async () => {
  const client = await open()
  await client.send('no HTTP\r\n\r\n')
  const answer = await client.readResponse()
  expect(answer).toMatchObject({ status: 400, reason: 'Bad Request' })
  expect(valuesOf(answer, 'connection')).toEqual(['close'])
  expect(valuesOf(answer, 'content-length')).toEqual([String(answer.body.length)])
  expect(JSON.parse(answer.body.toString()).error.message).toContain('HPE_INVALID_METHOD')
  expect(await client.ended()).toBe('end')
})

it('answers once, whatever else comes', async () => {
  const client = await open()
  await client.send('no HTTP\r\n\r\n')
  await client.readResponse()
  for (let i = 0; i < 20; i++) await client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\nno HTTP\r\n\r\n')
  await client.ended()
  expect(client.received().length).toBe(0)
})

it('closes although the client does not', async () => {
  const client = await open()
  const closed = new Promise<void>((resolve) => client.socket.once('close', () => resolve()))
  await client.send('no HTTP\r\n\r\n')
  expect(await client.ended()).toBe('end')
  // Our side stays open; after a moment the server has closed all of it, and our next bytes are reset.
  const timer = setInterval(() => void client.send('x'), 100)
  await closed
  clearInterval(timer)
})

it('answers in the place of a response that has not begun', async () => {
  const client = await open()
  await client.send(`${head}zz\r\n`)
  expect((await client.readResponse()).status).toBe(400)
  await client.ended()
})

it('says nothing behind half a response: the connection breaks', async () => {
  const client = await open((_request, response) => {
    response.writeHead(200)
    response.write('half')
  })
  await client.send(head)
  await client.waitForText('half')
  await client.send('zz\r\n')
  await client.ended()
  expect(client.received().toString()).toMatch(/\r\n4\r\nhalf\r\n$/)
})

it('answers behind a response that has ended', async () => {
  const client = await open((_request, response) => void response.end('whole'))
  await client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  expect((await client.readResponse()).body.toString()).toBe('whole')
  await client.send('no HTTP\r\n\r\n')
  expect((await client.readResponse()).status).toBe(400)
})

const slow = { headersTimeout: 200, requestTimeout: 0, connectionsCheckingInterval: 50 }

it('tells a client that takes too long for its head', async () => {
  const client = await open(undefined, slow)
  await client.send('GET / HT')
  const answer = await client.readResponse()
  expect(answer.status).toBe(400)
  expect(JSON.parse(answer.body.toString()).error.message).toContain('too slowly')
})

it('says nothing to a client that has asked nothing', async () => {
  const client = await open(undefined, slow)
  await client.ended()
  expect(client.received().length).toBe(0)
})
