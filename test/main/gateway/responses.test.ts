// Responses pass as the upstream gave them: status, reason, headers, trailers and 1xx; nothing is added but the id.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RawResponse, type RequestBytes, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'

/** A gateway in front of an upstream that answers every connection's first request with exactly these bytes. */
async function open(answer: string, options: Partial<TestGatewayOptions> = {}) {
  const upstream = closeAfterTest(
    await startRawUpstream(async (peer) => {
      await peer.waitForText('\r\n\r\n')
      await peer.send(answer)
      if (!/\ncontent-length|\ntransfer-encoding|HTTP\/1.1 (204|304)/i.test(answer)) peer.socket.end()
    }),
  )
  const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target: upstream.url }], ...options }))
  return { upstream, gateway }
}

async function pass(answer: string, request: RequestBytes = { path: '/a' }): Promise<RawResponse> {
  const { gateway } = await open(answer)
  return gateway.request(request)
}

/** The list without what frames this hop. */
function endToEnd({ rawHeaders }: RawResponse): string[] {
  const own = new Set(['connection', 'keep-alive', 'transfer-encoding'])
  return rawHeaders.filter((_, i) => !own.has((rawHeaders[i - (i % 2)] as string).toLowerCase()))
}

describe('the status line', () => {
  it.each([
    ['200 OK', 200, 'OK'],
    ['200 Fine by me', 200, 'Fine by me'],
    ['201 Created', 201, 'Created'],
    ['299 Odd', 299, 'Odd'],
    ['400 Bad Request', 400, 'Bad Request'],
    ['404 Nothing Here (yet)', 404, 'Nothing Here (yet)'],
    ['418 I am a teapot', 418, 'I am a teapot'],
    ['429 Too Many Requests', 429, 'Too Many Requests'],
    ['500 Internal Server Error', 500, 'Internal Server Error'],
    ['503 D\xc3\xa9sol\xc3\xa9', 503, 'D\xc3\xa9sol\xc3\xa9'],
    ['599 Last', 599, 'Last'],
    ['200 ', 200, ''],
  ])('%s', async (line, status, reason) => {
    const answer = await pass(`HTTP/1.1 ${line}\r\nContent-Length: 2\r\n\r\nhi`)
    expect([answer.status, answer.reason, answer.body.toString()]).toEqual([status, reason, 'hi'])
  })
})

describe('headers', () => {
  it('keep order, case and repetition; nothing is added but the id', async () => {
    const upstreams = [
      ...['Set-Cookie', 'a=1; Path=/', 'X-Zeta', '1', 'set-cookie', 'b=2', 'x-alpha', 'caf\xe9', 'X-ZETA', '2'],
      ...[
        'Set-Cookie',
        'a=3',
        'ETag',
        'W/"x"',
        'Server',
        'thing',
        'Date',
        'yesterday',
        'X-Empty',
        '',
        'Vary',
        'Origin',
      ],
      ...['Content-Type', 'text/plain', 'Content-Length', '2'],
    ]
    let head = 'HTTP/1.1 200 OK\r\n'
    for (let i = 0; i < upstreams.length; i += 2) head += `${upstreams[i]}: ${upstreams[i + 1]}\r\n`
    const { gateway } = await open(`${head}\r\nhi`)
    const answer = await gateway.request({ path: '/a' })
    const { id } = await gateway.nextEnded()
    expect(endToEnd(answer)).toEqual([...upstreams, 'x-throughline-id', id])
  })

  it('no Date, Server or Content-Type is made up', async () => {
    const answer = await pass('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    expect(endToEnd(answer).map((text, i) => (i % 2 ? '' : text))).toEqual([
      'Content-Length',
      '',
      'x-throughline-id',
      '',
    ])
  })

  it('the id can be left out', async () => {
    const { gateway } = await open('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nA: b\r\n\r\n', { sendsId: false })
    expect(endToEnd(await gateway.request({ path: '/a' }))).toEqual(['Content-Length', '0', 'A', 'b'])
    expect(valuesOf(await gateway.request({ path: '/none' }), 'x-throughline-id')).toEqual([])
  })

  it('hop-by-hop ones are dropped', async () => {
    const answer = await pass(
      [
        'HTTP/1.1 200 OK',
        'Connection: close, X-Hop',
        'Keep-Alive: timeout=7',
        'Proxy-Connection: close',
        'Proxy-Authenticate: Basic',
        'Upgrade: h2c',
        'X-Hop: 1',
        'X-End: 2',
        'Content-Length: 2',
        '\r\nhi',
      ].join('\r\n'),
    )
    expect(endToEnd(answer)).toEqual(['X-End', '2', 'Content-Length', '2', 'x-throughline-id', expect.any(String)])
    expect(valuesOf(answer, 'keep-alive')).not.toContain('timeout=7')
  })

  it('a block of nearly 64 KiB passes', async () => {
    const value = 'v'.repeat(60_000)
    const answer = await pass(`HTTP/1.1 200 OK\r\nX-Long: ${value}\r\nContent-Length: 0\r\n\r\n`)
    expect(valuesOf(answer, 'x-long')).toEqual([value])
  })
})

describe('answers without a body', () => {
  it('204', async () => {
    const { gateway } = await open('HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n')
    const answer = await gateway.request({ method: 'DELETE', path: '/a' })
    expect(answer.status).toBe(204)
    expect(endToEnd(answer).slice(0, 2)).toEqual(['X-A', 'b'])
    expect(valuesOf(answer, 'transfer-encoding')).toEqual([])
    expect(valuesOf(answer, 'content-length')).toEqual([])
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })

  it.each([
    ['without the body that it speaks of', ''],
    ['with that body behind it', 'hello'],
  ])('204 with a Content-Length passes without it: %s', async (_name, body) => {
    const { gateway, upstream } = await open(`HTTP/1.1 204 No Content\r\nContent-Length: 5\r\nX-A: b\r\n\r\n${body}`)
    const client = closeAfterTest(await connectRaw(gateway.port))
    for (let i = 1; i <= 2; i++) {
      await client.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
      const answer = await client.readResponse()
      expect(answer.status).toBe(204)
      expect(endToEnd(answer).slice(0, 2)).toEqual(['X-A', 'b'])
      expect(valuesOf(answer, 'content-length')).toEqual([])
      expect(client.received().toString()).toBe('')
      const exchange = await gateway.nextEnded()
      expect(exchange).toMatchObject({ outcome: 'ok', status: 204, errorType: null, responseBytes: 0 })
      // What the upstream really said.
      expect(exchange.responseHeaders).toContain('Content-Length')
      // It cannot be told whether bytes follow: such a connection is not used again.
      expect(upstream.connections.length).toBe(i)
    }
  })

  it('304 keeps the Content-Length of what it does not send', async () => {
    const { gateway } = await open('HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 500\r\n\r\n')
    const answer = await gateway.request({ path: '/a', headers: ['If-None-Match', '"x"'] })
    expect(endToEnd(answer).slice(0, 4)).toEqual(['ETag', '"x"', 'Content-Length', '500'])
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })

  it('HEAD of a chunked resource', async () => {
    const { gateway } = await open('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    expect((await gateway.request({ method: 'HEAD', path: '/a' })).status).toBe(200)
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })
})

it.each([301, 302, 303, 307, 308])('a redirect (%d) passes to the client and is not followed', async (status) => {
  const elsewhere = closeAfterTest(await startRawUpstream())
  const { gateway, upstream } = await open(
    `HTTP/1.1 ${status} Moved\r\nLocation: ${elsewhere.url}/there\r\nContent-Length: 0\r\n\r\n`,
  )
  const answer = await gateway.request({ path: '/a' })
  await gateway.nextEnded()
  expect(answer.status).toBe(status)
  expect(valuesOf(answer, 'location')).toEqual([`${elsewhere.url}/there`])
  expect([upstream.connections.length, elsewhere.connections.length]).toEqual([1, 0])
})

it('an upstream’s own error passes untouched: status, headers, body; it is no error of the exchange', async () => {
  const body = '{"error":{"message":"quota"}}'
  const { gateway } = await open(
    `HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/json\r\nX-Own: 1\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  const answer = await gateway.request({ path: '/a' })
  expect(answer.body.toString()).toBe(body)
  expect(valuesOf(answer, 'x-throughline-error')).toEqual([])
  expect(await gateway.nextEnded()).toMatchObject({ status: 502, outcome: 'ok', errorType: null, errorCode: null })
})

it('a body that ends with the upstream’s connection is passed whole', async () => {
  const answer = await pass('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end')
  expect(answer.body.toString()).toBe('until the end')
})

it('an answer of HTTP/1.0 passes', async () => {
  const answer = await pass('HTTP/1.0 200 OK\r\nX-A: b\r\n\r\nold')
  expect(answer.body.toString()).toBe('old')
  expect(valuesOf(answer, 'x-a')).toEqual(['b'])
})

describe('trailers', () => {
  it('of a response pass, in order, case and repetition', async () => {
    const answer = await pass(
      'HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: 1\r\nx-more: a\r\nX-Sum: 2\r\n\r\n',
      { path: '/a', headers: ['TE', 'trailers'] },
    )
    expect(answer.body.toString()).toBe('hi')
    expect(valuesOf(answer, 'trailer')).toEqual(['X-Sum'])
    expect(answer.rawTrailers).toEqual(['X-Sum', '1', 'x-more', 'a', 'X-Sum', '2'])
  })
})

describe('1xx', () => {
  it('103 Early Hints passes before the answer', async () => {
    const answer = await pass(
      'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\nX-Other: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi',
    )
    expect(answer.information.map(({ status }) => status)).toEqual([103])
    expect(valuesOf(answer.information[0] ?? { rawHeaders: [] }, 'link')).toEqual([
      '</style.css>; rel=preload; as=style',
    ])
    expect([answer.status, answer.body.toString()]).toEqual([200, 'hi'])
  })

  it('102 Processing passes before the answer', async () => {
    const answer = await pass('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    expect(answer.information.map(({ status }) => status)).toEqual([102])
    expect(answer.status).toBe(200)
  })

  it('several pass in order', async () => {
    const hint = (name: string) => `HTTP/1.1 103 Early Hints\r\nLink: <${name}>; rel=preload\r\n\r\n`
    const answer = await pass(`${hint('/a')}${hint('/b')}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`)
    expect(answer.information.map((one) => valuesOf(one, 'link'))).toEqual([
      ['</a>; rel=preload'],
      ['</b>; rel=preload'],
    ])
  })

  it('101 that names no protocol to switch to is no HTTP', async () => {
    const { gateway } = await open('HTTP/1.1 101 Switching Protocols\r\nContent-Length: 0\r\n\r\n')
    const answer = await gateway.request({ path: '/a' })
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([502, ['upstream_protocol']])
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorType: 'upstream_protocol' })
  })

  it('103 is not sent to a client of HTTP/1.0', async () => {
    const { gateway } = await open(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi',
    )
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(`GET /a HTTP/1.0\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    const answer = await client.readResponse()
    expect(answer.information).toEqual([])
    expect(answer.body.toString()).toBe('hi')
  })
})
