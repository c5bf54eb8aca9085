// Attacks on raw sockets, each by its name: all are answered 400 (or as the table says) and closed, and none gets through.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RawResponse, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'

async function open(options: Partial<TestGatewayOptions> = {}) {
  const upstream = closeAfterTest(
    await startRawUpstream(async (peer) => {
      await peer.waitForText('\r\n\r\n')
      await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    }),
  )
  const gateway = closeAfterTest(
    await startGateway({ routes: [{ path: '/', target: upstream.url, include_subpath: true }], ...options }),
  )
  const client = closeAfterTest(await connectRaw(gateway.port))
  return { upstream, gateway, client }
}

/** What reached the upstream, of all connections. */
const reached = (upstream: { connections: readonly { received(): Buffer }[] }) =>
  upstream.connections.map((peer) => peer.received().toString('latin1')).join('')

/** Behind every attack: a server that reads the message otherwise would take it for a request of its own. */
const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: HOST\r\n\r\n'

interface AttackOptions {
  /** The connection must be closed behind the answer. */
  isClosed?: boolean
  /** The attack is in the body, behind a head that is in order. */
  isStreamed?: boolean
  options?: Partial<TestGatewayOptions>
}

/** Sends an attack; HOST stands for the gateway's own. */
async function attack(bytes: string, { isClosed = true, isStreamed = false, options = {} }: AttackOptions = {}) {
  const { upstream, gateway, client } = await open(options)
  // A connection to the upstream stands ready, so that nothing has to be waited for before bytes could go there.
  await gateway.request({ path: '/warm' })
  const before = reached(upstream)
  await client.send(bytes.replaceAll('HOST', `127.0.0.1:${gateway.port}`))
  const answer = await client.readResponse()
  if (isClosed) {
    await client.ended()
    // Not a byte of a second answer.
    expect(client.received().toString('latin1')).toBe('')
  }
  const sent = reached(upstream).slice(before.length)
  expect(sent).not.toContain('smuggled')
  // Of a body that goes bad on its way, the good part may have gone on; never an end to it.
  if (isStreamed) expect(sent).not.toContain('\r\n0\r\n')
  else expect(sent).toBe('')
  return answer
}

function expectError(answer: RawResponse, status = 400, type = 'bad_request') {
  expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([status, [type]])
  expect(valuesOf(answer, 'content-type')).toEqual(['application/json'])
  expect(JSON.parse(answer.body.toString())).toEqual({
    error: { message: expect.any(String), type, param: null, code: String(status) },
  })
}

const post = (fields: string, body: string) => `POST /a HTTP/1.1\r\nHost: HOST\r\n${fields}\r\n\r\n${body}${smuggled}`

const get = (fields: string) => `GET /a HTTP/1.1\r\nHost: HOST\r\n${fields}\r\n\r\n${smuggled}`

describe('two framings in one request', () => {
  it('CL.TE', async () => {
    expectError(await attack(post('Content-Length: 6\r\nTransfer-Encoding: chunked', '0\r\n\r\nG')))
  })

  it('TE.CL', async () => {
    expectError(
      await attack(post('Transfer-Encoding: chunked\r\nContent-Length: 4', '5c\r\nGPOST / HTTP/1.1\r\n\r\n0\r\n\r\n')),
    )
  })

  it('CL.0: a length of 0 beside chunks', async () => {
    expectError(await attack(post('Content-Length: 0\r\nTransfer-Encoding: chunked', '0\r\n\r\n')))
  })

  it('a Content-Length among the trailers sets nothing', async () => {
    const { upstream, gateway, client } = await open()
    const bytes = post('Transfer-Encoding: chunked', '2\r\nhi\r\n0\r\nContent-Length: 50\r\n\r\n')
    await client.send(bytes.replaceAll('HOST', `127.0.0.1:${gateway.port}`))
    await client.readResponse()
    expect(reached(upstream).toLowerCase()).not.toContain('content-length')
  })
})

describe('TE.TE with obfuscation', () => {
  it.each([
    ['a coding that begins like chunked', 'Transfer-Encoding: chunkedx'],
    ['a coding that ends like chunked', 'Transfer-Encoding: xchunked'],
    ['a second coding that is unknown', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: x'],
    ['a first coding that is unknown', 'Transfer-Encoding: x\r\nTransfer-Encoding: chunked'],
    ['chunked twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked'],
    ['chunked twice in a list', 'Transfer-Encoding: chunked, chunked'],
    ['identity behind', 'Transfer-Encoding: chunked, identity'],
    ['identity in front', 'Transfer-Encoding: identity, chunked'],
    ['identity alone', 'Transfer-Encoding: identity'],
    ['a coding that would be lost', 'Transfer-Encoding: gzip, chunked'],
    ['an empty element', 'Transfer-Encoding: ,chunked'],
    ['a parameter', 'Transfer-Encoding: chunked;q=1'],
    ['quotes', 'Transfer-Encoding: "chunked"'],
    ['a space before the colon', 'Transfer-Encoding : chunked'],
    ['a tab before the colon', 'Transfer-Encoding\t: chunked'],
    ['a space in front of the name', ' Transfer-Encoding: chunked'],
    ['a vertical tab in front of the value', 'Transfer-Encoding:\x0bchunked'],
    ['a NUL behind the value', 'Transfer-Encoding: chunked\0'],
    ['a CR behind the value', 'Transfer-Encoding: chunked\r'],
    ['a folded value', 'Transfer-Encoding:\r\n chunked'],
    ['a bare LF in front of it', 'X: y\nTransfer-Encoding: chunked'],
    ['an empty value', 'Transfer-Encoding:'],
    ['beside a name with an underscore', 'Transfer_Encoding: chunked\r\nTransfer-Encoding: x'],
  ])('%s', async (_name, field) => {
    expectError(await attack(post(field, '0\r\n\r\n')))
  })

  it.each([
    ['beside a length, the space hidden in the name', 'Content-Length: 5\r\nTransfer-Encoding : chunked'],
    ['beside a length, obfuscated', 'Content-Length: 5\r\nTransfer-Encoding: xchunked'],
  ])('%s', async (_name, fields) => {
    expectError(await attack(post(fields, '0\r\n\r\n')))
  })
})

describe('Content-Length', () => {
  it.each([
    ['twice, unequal', 'Content-Length: 5\r\nContent-Length: 6'],
    ['twice, equal', 'Content-Length: 5\r\nContent-Length: 5'],
    ['a list, equal', 'Content-Length: 5, 5'],
    ['a sign', 'Content-Length: +5'],
    ['negative', 'Content-Length: -5'],
    ['hexadecimal', 'Content-Length: 0x5'],
    ['a fraction', 'Content-Length: 5.0'],
    ['two numbers', 'Content-Length: 5 5'],
    ['empty', 'Content-Length:'],
    ['over 64 bits', 'Content-Length: 18446744073709551621'],
    ['folded', 'Content-Length: 5\r\n 5'],
    ['a space before the colon', 'Content-Length : 5'],
  ])('%s', async (_name, fields) => {
    expectError(await attack(post(fields, 'hello')))
  })
})

describe('header lines', () => {
  it.each([
    ['obs-fold with a space', 'X-A: a\r\n b'],
    ['obs-fold with a tab', 'X-A: a\r\n\tb'],
    ['a bare LF behind a value', 'X-A: a\nX-B: b'],
    ['CR alone in a value', 'X-A: a\rX-B: b'],
    ['NUL in a value', 'X-A: a\0b'],
    ['a control character in a value', 'X-A: a\x01b'],
    ['DEL in a value', 'X-A: a\x7fb'],
    ['NUL in a name', 'X\0A: b'],
    ['space before the colon', 'X-A : b'],
    ['a space in a name', 'X A: b'],
    ['no colon', 'X-A'],
    ['an empty name', ': b'],
    ['a name beyond ASCII', 'X-\xc4: b'],
  ])('%s', async (_name, field) => {
    expectError(await attack(get(field)))
  })

  it.each([
    ['a space in front of the first one', `GET /a HTTP/1.1\r\n X-A: b\r\nHost: HOST\r\n\r\n${smuggled}`],
    ['bare LF everywhere', `GET /a HTTP/1.1\nHost: HOST\n\n${smuggled}`],
    ['bare LF behind the request line', `GET /a HTTP/1.1\nHost: HOST\r\n\r\n${smuggled}`],
    ['bare LF at the end of the head', `GET /a HTTP/1.1\r\nHost: HOST\r\n\n${smuggled}`],
  ])('%s', async (_name, bytes) => {
    expectError(await attack(bytes))
  })

  it('header block over 64 KiB: 431 too_large', async () => {
    expectError(await attack(get(`X-A: ${'a'.repeat(66_000)}`)), 431, 'too_large')
  })

  it('a request target over 64 KiB: 431 too_large', async () => {
    expectError(await attack(`GET /${'a'.repeat(66_000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`), 431, 'too_large')
  })

  it('endless header lines: 431 too_large', async () => {
    expectError(await attack(get('X-Some: thing\r\n'.repeat(8000).trimEnd())), 431, 'too_large')
  })

  it('very many short headers are all seen, none is dropped in silence', async () => {
    const { upstream, gateway, client } = await open()
    const fields = 'a: b\r\n'.repeat(3000)
    await client.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n${fields}X-Last: 1\r\n\r\n`)
    const { status } = await client.readResponse()
    if (status === 200) expect(reached(upstream)).toContain('X-Last: 1')
    else expect([status, reached(upstream)]).toEqual([431, ''])
  })

  it('an Origin behind very many headers is still seen', async () => {
    const { upstream, gateway, client } = await open()
    const fields = 'a: b\r\n'.repeat(3000)
    await client.send(
      `GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n${fields}Origin: https://evil.example\r\n\r\n`,
    )
    expect([403, 431]).toContain((await client.readResponse()).status)
    expect(reached(upstream)).toBe('')
  })
})

describe('chunks', () => {
  it.each([
    ['size overflow', 'fffffffffffffffff\r\nhello\r\n0\r\n\r\n'],
    ['size overflow to a small number', '10000000000000005\r\nhello\r\n0\r\n\r\n'],
    ['size with 0x', '0x5\r\nhello\r\n0\r\n\r\n'],
    ['size with a sign', '+5\r\nhello\r\n0\r\n\r\n'],
    ['negative size', '-5\r\nhello\r\n0\r\n\r\n'],
    ['size with a bad character', '5g\r\nhello\r\n0\r\n\r\n'],
    ['size with an underscore', '1_0\r\nhello\r\n0\r\n\r\n'],
    ['size with a space in front', ' 5\r\nhello\r\n0\r\n\r\n'],
    ['no size', '\r\nhello\r\n0\r\n\r\n'],
    ['bare LF behind the size', '5\nhello\r\n0\r\n\r\n'],
    ['bare LF behind the data', '5\r\nhello\n0\r\n\r\n'],
    ['bare LF behind the last size', '5\r\nhello\r\n0\n\r\n'],
    ['bare LF behind an extension', '5;a=b\nhello\r\n0\r\n\r\n'],
    ['bare LF behind a trailer', '5\r\nhello\r\n0\r\nX: y\n\r\n'],
    ['bare LF at the end', '5\r\nhello\r\n0\r\n\n'],
    ['data longer than its size', '5\r\nhelloXX0\r\n\r\n'],
    ['a huge extension', `5;${'a'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`],
    ['CR in an extension', '5;a\rb\r\nhello\r\n0\r\n\r\n'],
    ['CR LF in a quoted extension', '5;a="b\r\n0\r\n\r\n"\r\nhello\r\n0\r\n\r\n'],
    ['NUL in an extension', '5;a\0b\r\nhello\r\n0\r\n\r\n'],
    ['obs-fold in a trailer', '5\r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n'],
  ])('%s', async (_name, body) => {
    expectError(await attack(post('Transfer-Encoding: chunked', body), { isStreamed: true }))
  })

  it('a bad chunk behind good ones breaks the request off; the upstream sees no end of it', async () => {
    const { upstream, gateway, client } = await open()
    await client.send(
      `POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
    )
    const server = await upstream.nextConnection()
    await server.waitForText('hello')
    await client.send(`zz\r\n${smuggled}`)
    await server.ended()
    await client.ended()
    expect(reached(upstream)).not.toContain('smuggled')
    expect(reached(upstream)).not.toContain('\r\n0\r\n')
  })

  it('a plain extension is read and not forwarded', async () => {
    const { upstream, gateway, client } = await open()
    await client.send(
      `POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n`,
    )
    expect((await client.readResponse()).status).toBe(200)
    expect(reached(upstream)).not.toContain('a=b')
  })
})

describe('Host', () => {
  it.each([
    ['missing', `GET /a HTTP/1.1\r\n\r\n${smuggled}`, 400, 'bad_request'],
    ['twice, equal', `GET /a HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n`, 400, 'bad_request'],
    ['twice, the second evil', `GET /a HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n`, 400, 'bad_request'],
    ['twice, the first evil', `GET /a HTTP/1.1\r\nHost: evil.example\r\nHost: HOST\r\n\r\n`, 400, 'bad_request'],
    ['mismatch: DNS rebinding', `GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n`, 403, 'forbidden_host'],
    ['mismatch: another port', `GET /a HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n`, 403, 'forbidden_host'],
    ['mismatch: a space behind', `GET /a HTTP/1.1\r\nHost: HOST evil.example\r\n\r\n`, 403, 'forbidden_host'],
    ['folded', `GET /a HTTP/1.1\r\nHost: HOST\r\n evil.example\r\n\r\n`, 400, 'bad_request'],
  ])('%s', async (_name, bytes, status, type) => {
    expectError(await attack(bytes, { isClosed: status === 400 }), status, type)
  })

  it('missing in HTTP/1.0', async () => {
    expectError(await attack('GET /a HTTP/1.0\r\n\r\n'))
  })
})

describe('request targets', () => {
  it.each([
    ['absolute-form', 'http://HOST/a'],
    ['absolute-form to another host', 'http://evil.example/a'],
    ['absolute-form with user info', 'http://HOST@evil.example/a'],
    ['asterisk-form', '*'],
    ['authority-form', 'evil.example:80'],
    ['user info', '@evil.example/a'],
    ['a backslash', '\\evil.example'],
    ['/../', '/a/../admin'],
    ['/.. at the end', '/a/..'],
    ['/./', '/a/./admin'],
    ['%2e%2e', '/a/%2e%2e/admin'],
    ['.%2E', '/a/.%2E/admin'],
    ['..;/', '/a/..;/admin'],
    ['..;x=y/', '/a/..;x=y/admin'],
    ['..%2f', '/a/..%2fadmin'],
    ['..%5c', '/a/..%5cadmin'],
    ['..\\', '/a/..\\admin'],
    ['%2f..%2f', '/a%2f..%2fadmin'],
    ['a NUL', '/a\0b'],
    ['a raw UTF-8 byte', '/caf\xc3\xa9'],
    ['a fragment', '/a#b'],
  ])('%s', async (_name, target) => {
    const options = target === '*' ? 'OPTIONS' : 'GET'
    expectError(await attack(`${options} ${target} HTTP/1.1\r\nHost: HOST\r\n\r\n${smuggled}`))
  })

  it.each([
    '//evil.example/a',
    '///evil.example',
    '/\\evil.example',
    '/%2f%2fevil.example',
    '/http://evil.example',
    '/@evil.example:80/',
  ])('%s stays a path of the target', async (target) => {
    const { upstream, gateway, client } = await open()
    await client.send(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
    await client.readResponse()
    const [requestLine, host] = reached(upstream).split('\r\n')
    expect(requestLine).toMatch(/^GET \/[^ ]* HTTP\/1\.1$/)
    expect(requestLine).toContain('evil.example')
    expect(host).toBe(`host: 127.0.0.1:${upstream.port}`)
  })
})

describe('methods', () => {
  it('CONNECT opens no tunnel', async () => {
    const { upstream, gateway, client } = await open()
    await client.send(
      `CONNECT 127.0.0.1:${upstream.port} HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n${smuggled}`,
    )
    expectError(await client.readResponse(), 405, 'method_not_allowed')
    await client.ended()
    expect(client.received().toString('latin1')).toBe('')
    expect(upstream.connections.length).toBe(0)
  })

  it('TRACE is answered 405 and never forwarded: its answer would show the injected credential', async () => {
    const answer = await attack('TRACE /a HTTP/1.1\r\nHost: HOST\r\n\r\n', { isClosed: false })
    expectError(answer, 405, 'method_not_allowed')
    expect(valuesOf(answer, 'allow')).toEqual([expect.not.stringContaining('TRACE')])
  })

  it.each([
    ['an unknown method', 'EVIL /a HTTP/1.1'],
    ['a method in lower case', 'get /a HTTP/1.1'],
    ['a tab behind the method', 'GET\t/a HTTP/1.1'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0'],
    ['a version that does not exist', 'GET /a HTTP/1.2'],
    ['TLS on the plain port', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
  ])('%s', async (_name, line) => {
    expectError(await attack(`${line}\r\nHost: HOST\r\n\r\n`))
  })
})

describe('request splitting through a route’s own variable', () => {
  const split = 'x\r\nX-Evil: 1\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: evil'

  it.each([
    ['a header', { headers: { 'X-Key': 'os.environ/KEY' } }, ''],
    ['the target’s path', {}, '/os.environ/KEY'],
    ['the target’s host', {}, '.os.environ/KEY'],
  ])('%s: 502 missing_variable', async (_name, route, targetEnd) => {
    const upstream = closeAfterTest(await startRawUpstream())
    const answer = await attack(`GET /a HTTP/1.1\r\nHost: HOST\r\n\r\n`, {
      isClosed: false,
      options: {
        routes: [{ path: '/a', target: `http://127.0.0.1:${upstream.port}${targetEnd}`, ...route }],
        variables: { KEY: split },
      },
    })
    expectError(answer, 502, 'missing_variable')
    expect(answer.body.toString()).not.toContain('Evil')
    expect(upstream.connections.length).toBe(0)
  })

  it('the target’s query: one encoded value', async () => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      }),
    )
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: `${upstream.url}/?k=os.environ/KEY` }],
        variables: { KEY: 'x y\r\nX-Evil: 1' },
      }),
    )
    expect((await gateway.request({ path: '/a' })).status).toBe(200)
    expect(reached(upstream).split('\r\n')[0]).toBe('GET /?k=x%20y%0D%0AX-Evil%3A%201 HTTP/1.1')
  })

  it('the client’s own header through x-pass-: it cannot hold a line break', async () => {
    expectError(await attack(get('x-pass-x-a: a\rX-Evil: 1')))
  })
})

describe('what follows a refused request on its connection', () => {
  it('is thrown away when the framing was refused', async () => {
    expectError(await attack(`${get('X : y')}${smuggled}`))
  })

  it('in a later packet, too', async () => {
    const { upstream, gateway, client } = await open()
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: x\r\n\r\n`)
    expectError(await client.readResponse())
    await client.send(smuggled.replace('HOST', `127.0.0.1:${gateway.port}`))
    await client.ended()
    expect(client.received().length).toBe(0)
    expect(upstream.connections.length).toBe(0)
  })

  it('behind Connection: close is thrown away', async () => {
    const { upstream, gateway, client } = await open()
    const host = `Host: 127.0.0.1:${gateway.port}`
    await client.send(
      `GET /a HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\nGET /smuggled HTTP/1.1\r\n${host}\r\n\r\n`,
    )
    await client.ended()
    expect(reached(upstream)).not.toContain('smuggled')
  })

  it('is the body of the refused request where that has one, whatever it looks like', async () => {
    const { upstream, gateway, client } = await open({ routes: [{ path: '/b', target: 'http://127.0.0.1:1' }] })
    const inner = `GET /b HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`
    await client.send(
      `POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    )
    expectError(await client.readResponse(), 404, 'no_route')
    expect((await gateway.nextEnded()).requestTarget).toBe('/a')
    expect([gateway.gateway.stats().total, upstream.connections.length]).toEqual([1, 0])
  })
})

describe('a refusal of a request that is in order', () => {
  it('leaves the connection open for the next one', async () => {
    const { gateway, client } = await open({ routes: [] })
    for (let i = 0; i < 3; i++) {
      await client.send(`GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\n\r\n`)
      const answer = await client.readResponse()
      expectError(answer, 404, 'no_route')
      expect(valuesOf(answer, 'connection')).toEqual(['keep-alive'])
    }
  })
})

describe('a refused request with a large body', () => {
  it('can read its refusal although it is still sending', async () => {
    const { upstream, gateway, client } = await open({ routes: [] })
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nContent-Length: 20000000\r\n\r\n`)
    const [answer] = await Promise.all([client.readResponse(), client.send(Buffer.alloc(20_000_000))])
    expectError(answer, 404, 'no_route')
    // A reset would throw away the answer on some systems.
    expect(await client.ended()).toBe('end')
    expect(upstream.connections.length).toBe(0)
  })

  it('that never ends is hung up on', async () => {
    const { gateway, client } = await open({ routes: [] })
    await client.send(`POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nTransfer-Encoding: chunked\r\n\r\n`)
    expectError(await client.readResponse(), 404, 'no_route')
    await client.ended()
  })
})
