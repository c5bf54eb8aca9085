// Request and response bodies pass byte for byte, however they are framed and whatever the method.
import { createHash, randomBytes } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway } from '../../support/gateway.ts'
import { type RequestBytes, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw } from '../../support/raw-socket.ts'
import { headerValues, startUpstream, type UpstreamHandler } from '../../support/upstream.ts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const sizes = [
  ['no byte', 0],
  ['one byte', 1],
  ['64 KiB', 64 * 1024],
  ['5 MB', 5_000_000],
] as const

/** In pieces that fit no buffer size. */
function pieces(body: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; at += 99_991) parts.push(body.subarray(at, at + 99_991))
  return parts
}

async function open(handler?: UpstreamHandler) {
  const upstream = closeAfterTest(await startUpstream(handler))
  const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: `${upstream.url}/t` }] }))
  return { upstream, gateway }
}

describe('a request’s body', () => {
  describe.each(sizes)('of %s', (_name, size) => {
    it('with a Content-Length arrives as it was sent', async () => {
      const { upstream, gateway } = await open()
      const body = randomBytes(size)
      const answer = await gateway.request({ method: 'POST', path: '/a', body })
      const request = await upstream.nextRequest()
      expect(answer.status).toBe(200)
      expect(request.sha256).toBe(sha256(body))
      expect(headerValues(request, 'content-length')).toEqual([String(size)])
      expect(headerValues(request, 'transfer-encoding')).toEqual([])
      expect((await gateway.nextEnded()).requestBytes).toBe(size)
    })

    it('in chunks arrives as it was sent, in chunks', async () => {
      const { upstream, gateway } = await open()
      const body = randomBytes(size)
      const answer = await gateway.request({ method: 'POST', path: '/a', chunks: pieces(body) })
      const request = await upstream.nextRequest()
      expect(answer.status).toBe(200)
      expect(request.sha256).toBe(sha256(body))
      // Without a byte, undici has nothing to put in a chunk and says so by a length.
      expect(headerValues(request, 'transfer-encoding')).toEqual(size === 0 ? [] : ['chunked'])
      expect(headerValues(request, 'content-length')).toEqual(size === 0 ? ['0'] : [])
      expect((await gateway.nextEnded()).requestBytes).toBe(size)
    })
  })

  it.each<[string, string, Buffer]>([
    ['gzip', 'gzip', gzipSync('hello')],
    ['br', 'br', brotliCompressSync('hello')],
  ])('in %s stays compressed', async (_name, coding, body) => {
    const { upstream, gateway } = await open()
    await gateway.request({ method: 'POST', path: '/a', headers: ['Content-Encoding', coding], body })
    const request = await upstream.nextRequest()
    expect(request.body).toEqual(body)
    expect(headerValues(request, 'content-encoding')).toEqual([coding])
  })

  it.each([
    [
      'multipart',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n\0\xff\r\n--x--\r\n',
    ],
    ['urlencoded', 'application/x-www-form-urlencoded', 'a=1&a=2&%zz=+'],
    ['JSON that is none', 'application/json', '{"a": NaN,,}'],
  ])('that is %s is not parsed', async (_name, type, body) => {
    const { upstream, gateway } = await open()
    await gateway.request({ method: 'POST', path: '/a', headers: ['Content-Type', type], body })
    const request = await upstream.nextRequest()
    expect(request.body.toString('latin1')).toBe(body)
    expect(headerValues(request, 'content-type')).toEqual([type])
  })

  it('that comes in a packet of its own arrives', async () => {
    const { upstream, gateway } = await open()
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: 10\r\n\r\nhello`)
    await expect.poll(() => upstream.begun()).toBe(1)
    await client.send('world')
    expect((await client.readResponse()).status).toBe(200)
    expect((await upstream.nextRequest()).body.toString()).toBe('helloworld')
  })
})

describe('methods', () => {
  it.each<[string, RequestBytes, string | null, string[]]>([
    ['OPTIONS', { method: 'OPTIONS', path: '/a' }, null, []],
    ['PATCH with a body', { method: 'PATCH', path: '/a', body: 'p' }, 'p', ['1']],
    ['PUT with an empty body', { method: 'PUT', path: '/a', body: '' }, '', ['0']],
    ['DELETE without a body', { method: 'DELETE', path: '/a' }, null, []],
    ['DELETE with a body', { method: 'DELETE', path: '/a', body: 'd' }, 'd', ['1']],
    ['DELETE with a chunked body', { method: 'DELETE', path: '/a', chunks: ['d'] }, 'd', []],
    ['GET with a body', { method: 'GET', path: '/a', body: 'g' }, 'g', ['1']],
    ['GET with a chunked body', { method: 'GET', path: '/a', chunks: ['g'] }, 'g', []],
    ['an empty POST', { method: 'POST', path: '/a', body: '' }, '', ['0']],
    ['a method of WebDAV', { method: 'PROPFIND', path: '/a', body: '<x/>' }, '<x/>', ['4']],
  ])('%s', async (_name, sent, body, lengths) => {
    const { upstream, gateway } = await open()
    const answer = await gateway.request(sent)
    const request = await upstream.nextRequest()
    expect(answer.status).toBe(200)
    expect(request.method).toBe(sent.method)
    expect(request.body.toString()).toBe(body ?? '')
    expect(headerValues(request, 'content-length')).toEqual(lengths)
    expect(headerValues(request, 'transfer-encoding')).toEqual(sent.chunks ? ['chunked'] : [])
  })

  it('a POST with neither length nor chunks has no body, and goes through', async () => {
    const { upstream, gateway } = await open()
    const answer = await gateway.request({ method: 'POST', path: '/a' })
    const request = await upstream.nextRequest()
    expect(answer.status).toBe(200)
    expect(request.bodyBytes).toBe(0)
  })

  it('a Content-Length of 00 is a length of 0', async () => {
    const { upstream, gateway } = await open()
    const answer = await gateway.request({ method: 'POST', path: '/a', headers: ['Content-Length', '00'] })
    expect(answer.status).toBe(200)
    expect((await upstream.nextRequest()).bodyBytes).toBe(0)
  })

  it('HEAD has the headers of its answer and no body', async () => {
    const { gateway } = await open((_request, response) => {
      response.writeHead(200, { 'content-length': '1234', etag: '"x"' }).end()
    })
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`HEAD /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    const answer = await client.readResponse('HEAD')
    expect(valuesOf(answer, 'content-length')).toEqual(['1234'])
    expect(valuesOf(answer, 'etag')).toEqual(['"x"'])
    // The connection is in order behind it: no byte of a body came.
    await client.send(`HEAD /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    expect((await client.readResponse('HEAD')).status).toBe(200)
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })
})

describe('a response’s body', () => {
  describe.each(sizes)('of %s', (_name, size) => {
    it('with a Content-Length arrives as it was sent', async () => {
      const body = randomBytes(size)
      const { gateway } = await open((_request, response) => {
        response.writeHead(200, { 'content-length': String(size) })
        for (const piece of pieces(body)) response.write(piece)
        response.end()
      })
      const answer = await gateway.request({ path: '/a' })
      expect(sha256(answer.body)).toBe(sha256(body))
      expect(valuesOf(answer, 'content-length')).toEqual([String(size)])
      expect(valuesOf(answer, 'transfer-encoding')).toEqual([])
      expect((await gateway.nextEnded()).responseBytes).toBe(size)
    })

    it('in chunks arrives as it was sent, in chunks', async () => {
      const body = randomBytes(size)
      const { gateway } = await open((_request, response) => {
        response.writeHead(200, { 'transfer-encoding': 'chunked' })
        for (const piece of pieces(body)) response.write(piece)
        response.end()
      })
      const answer = await gateway.request({ path: '/a' })
      expect(sha256(answer.body)).toBe(sha256(body))
      expect(valuesOf(answer, 'content-length')).toEqual([])
      expect(valuesOf(answer, 'transfer-encoding')).toEqual(['chunked'])
      expect((await gateway.nextEnded()).responseBytes).toBe(size)
    })
  })

  it.each<[string, string, Buffer]>([
    ['gzip', 'gzip', gzipSync('hello')],
    ['br', 'br', brotliCompressSync('hello')],
  ])('in %s stays compressed', async (_name, coding, body) => {
    const { gateway } = await open((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding, 'content-length': String(body.length) }).end(body)
    })
    const answer = await gateway.request({ path: '/a', headers: ['Accept-Encoding', coding] })
    expect(answer.body).toEqual(body)
    expect(valuesOf(answer, 'content-encoding')).toEqual([coding])
  })
})

describe('a client that speaks HTTP/1.0', () => {
  it('gets a chunked response unframed, ended by the connection’s end', async () => {
    const { gateway } = await open((_request, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' })
      response.write('hello ')
      response.end('world')
    })
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`GET /a HTTP/1.0\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    const answer = await client.readResponse()
    expect(valuesOf(answer, 'transfer-encoding')).toEqual([])
    expect(answer.body.toString()).toBe('hello world')
    expect(await client.ended()).toBe('end')
  })
})
