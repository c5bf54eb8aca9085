// HTTP_PROXY, HTTPS_PROXY and NO_PROXY with a real CONNECT proxy: what goes through it, what does not, and how it fails.
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDemoUpstream } from '../../../src/main/demo/demo-upstream.ts'
import { createProxyChoice } from '../../../src/main/gateway/proxy-choice.ts'
import { demoHost } from '../../../src/shared/demo-host.ts'
import { configTo, serve } from '../../cli/run-cli.ts'
import { createAuthority } from '../../support/certificates.ts'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type ConnectProxyOptions, startConnectProxy } from '../../support/connect-proxy.ts'
import { startGateway } from '../../support/gateway.ts'
import { type RawResponse, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startTlsUpstream } from '../../support/tls-upstream.ts'
import { headerValues, startUpstream, type Upstream } from '../../support/upstream.ts'

const authority = createAuthority()

async function trusting(): Promise<Record<string, string>> {
  const path = join(await temporaryFolder(), 'authority.pem')
  await writeFile(path, authority.cert)
  return { NODE_EXTRA_CA_CERTS: path }
}

async function startPlain(): Promise<Upstream> {
  return closeAfterTest(await startUpstream())
}

async function proxyTo(port: number, options: ConnectProxyOptions = {}) {
  return closeAfterTest(await startConnectProxy({ leadsTo: port, ...options }))
}

/** A gateway with one route to this target. */
async function openTo(target: string, environment: Record<string, string>) {
  return closeAfterTest(await startGateway({ routes: [{ path: '/a', target }], environment }))
}

function expectError(answer: RawResponse, code: string) {
  expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([502, ['upstream_unreachable']])
  expect(JSON.parse(answer.body.toString()).error.message).toContain(`(${code})`)
}

const post = {
  method: 'POST',
  path: '/a',
  headers: ['X-A', '1', 'Authorization', 'Bearer KEY', 'X-A', '2'],
  body: 'hi',
}

describe('through the proxy', () => {
  it('an http target, whose name only the proxy can resolve, with everything of the request', async () => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo('http://api.example.invalid/x', { HTTP_PROXY: proxy.url })
    const answer = await gateway.request(post)
    expect([answer.status, answer.body.toString()]).toEqual([200, '{"ok":true}'])
    const sent = await upstream.nextRequest()
    expect([sent.method, sent.path, sent.body.toString()]).toEqual(['POST', '/x', 'hi'])
    expect(headerValues(sent, 'x-a')).toEqual(['1', '2'])
    expect(headerValues(sent, 'host')).toEqual(['api.example.invalid'])
    expect(sent.rawHeaders.filter((name) => /proxy/i.test(name))).toEqual([])
    expect(proxy.asked.map(({ target }) => target)).toEqual(['api.example.invalid:80'])
    // The proxy learns where to, and nothing of the request.
    expect(proxy.asked[0]?.headers).toMatchObject({ host: 'api.example.invalid:80' })
    expect(JSON.stringify(proxy.asked[0]?.headers)).not.toContain('KEY')
    expect(proxy.others).toEqual([])
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', upstream: 'api.example.invalid' })
  })

  it('an https target of a private authority: TLS is with the target', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names: ['api.example.invalid'] })))
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo('https://api.example.invalid/x', { HTTPS_PROXY: proxy.url, ...(await trusting()) })
    expect((await gateway.request(post)).body.toString()).toBe('{"ok":true}')
    expect(proxy.asked.map(({ target }) => target)).toEqual(['api.example.invalid:443'])
    expect(upstream.requests).toEqual(['POST /x'])
  })

  it('a target that shows another name’s certificate is 502 upstream_tls', async () => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names: ['other.example'] })))
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo('https://api.example.invalid/x', { HTTPS_PROXY: proxy.url, ...(await trusting()) })
    const answer = await gateway.request(post)
    expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([502, ['upstream_tls']])
    expect((await gateway.nextEnded()).errorCode).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(upstream.requests).toEqual([])
  })

  it('a WebSocket upgrade', async () => {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        await peer.send('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
        await peer.waitForText('ping')
        await peer.send('pong')
        await peer.ended()
        peer.socket.end()
      }),
    )
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo('http://api.example.invalid/socket', { HTTP_PROXY: proxy.url })
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(
      `GET /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    await client.waitForText('101 Switching Protocols')
    await client.send('ping')
    await client.waitForText('pong')
    expect(proxy.asked.map(({ target }) => target)).toEqual(['api.example.invalid:80'])
    await client.close()
    expect((await gateway.nextEnded()).outcome).toBe('ok')
  })

  it('requests one after the other by one tunnel, at once by several', async () => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo('http://api.example.invalid/x', { HTTP_PROXY: proxy.url })
    for (let i = 0; i < 10; i++) expect((await gateway.request(post)).status).toBe(200)
    expect([proxy.asked.length, proxy.tunnels()]).toEqual([1, 1])
    const answers = await Promise.all(Array.from({ length: 50 }, () => gateway.request(post)))
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(upstream.requests.length).toBe(60)
  })

  it('a tunnel that the upstream closes while it is idle is no error of the next request', async () => {
    let served = 0
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        served++
        await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
        peer.socket.end()
      }),
    )
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo('http://api.example.invalid/x', { HTTP_PROXY: proxy.url })
    for (let i = 0; i < 20; i++) expect((await gateway.request({ path: '/a' })).status).toBe(200)
    expect(served).toBe(20)
  })
})

describe('the proxy’s credentials', () => {
  it('go to the proxy as Basic auth, percent-decoded, and to nobody else', async () => {
    const upstream = await startPlain()
    const credentials = 'us er:p@ss:wörd'
    const proxy = await proxyTo(upstream.port, { credentials })
    const [user = '', password = ''] = ['us er', 'p@ss:wörd'].map(encodeURIComponent)
    const gateway = await openTo('http://api.example.invalid/x', {
      HTTP_PROXY: `http://${user}:${password}@127.0.0.1:${proxy.port}`,
    })
    expect((await gateway.request(post)).status).toBe(200)
    expect(proxy.asked[0]?.headers['proxy-authorization']).toBe(`Basic ${Buffer.from(credentials).toString('base64')}`)
    expect(headerValues(await upstream.nextRequest(), 'proxy-authorization')).toEqual([])
  })

  it('may be a user name alone', async () => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port, { credentials: 'token:' })
    const gateway = await openTo('http://api.example.invalid', { HTTP_PROXY: `http://token@127.0.0.1:${proxy.port}` })
    expect((await gateway.request(post)).status).toBe(200)
  })

  it('are not replaced by what a client sends', async () => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port, { credentials: 'user:right' })
    const gateway = await openTo('http://api.example.invalid', {
      HTTP_PROXY: `http://user:right@127.0.0.1:${proxy.port}`,
    })
    const answer = await gateway.request({ ...post, headers: ['Proxy-Authorization', 'Basic d3Jvbmc='] })
    expect(answer.status).toBe(200)
    expect(headerValues(await upstream.nextRequest(), 'proxy-authorization')).toEqual([])
  })

  it.each([
    ['wrong', 'user:WRONG@', 'PROXY_407'],
    ['missing', '', 'PROXY_407'],
  ])('that are %s are 502 with the code, and nothing is sent', async (_name, userInfo, code) => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port, { credentials: 'user:RIGHT' })
    const gateway = await openTo('http://api.example.invalid', {
      HTTP_PROXY: `http://${userInfo}127.0.0.1:${proxy.port}`,
    })
    const answer = await gateway.request(post)
    expectError(answer, code)
    expect(answer.body.toString()).not.toMatch(/WRONG|RIGHT/)
    // Its challenge is the gateway's to answer, not the client's.
    expect(valuesOf(answer, 'proxy-authenticate')).toEqual([])
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'upstream_error', errorCode: code })
    expect(upstream.begun()).toBe(0)
  })

  it('are in no line of the log and in no message, whether the proxy works or not', async () => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port)
    const files = { 'c.yaml': configTo('http://api.example.invalid/x') }
    const environment = { HTTP_PROXY: `http://USERNAME:PASSWORD@127.0.0.1:${proxy.port}` }
    for (const [status, line] of [
      [200, /^200 POST/],
      [502, /PROXY_ECONNREFUSED/],
    ] as const) {
      const cli = await serve(['--config', 'c.yaml'], { files, environment })
      const answer = await fetch(`${cli.url}/v1/rerank`, { method: 'POST', body: '{}' })
      expect(answer.status).toBe(status)
      await cli.line(line)
      const basic = Buffer.from('USERNAME:PASSWORD').toString('base64')
      const told = `${cli.stdout()}${cli.stderr()}${await answer.text()}${JSON.stringify([...answer.headers])}`
      expect(told).not.toMatch(new RegExp(`USERNAME|PASSWORD|${basic}`))
      await proxy.close().catch(() => undefined)
    }
  })
})

describe('a proxy that does not open the tunnel', () => {
  it.each<[string, ConnectProxyOptions['instead'], string]>([
    ['refuses', (socket) => void socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno'), 'PROXY_403'],
    ['cannot reach the target', (socket) => void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 'PROXY_502'],
    ['closes', (socket) => void socket.end(), 'PROXY_ECONNRESET'],
    ['resets', (socket) => void socket.resetAndDestroy(), 'PROXY_ECONNRESET'],
    ['does not speak HTTP', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'), 'PROXY_HPE_INVALID_CONSTANT'],
  ])('because it %s is 502 with the code, asked once for each request', async (_name, instead, code) => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port, instead && { instead })
    const gateway = await openTo('http://api.example.invalid', { HTTP_PROXY: proxy.url })
    for (let i = 1; i <= 3; i++) {
      expectError(await gateway.request(post), code)
      expect(await gateway.nextEnded()).toMatchObject({ status: 502, outcome: 'upstream_error', errorCode: code })
      expect(proxy.asked.length).toBe(i)
    }
    expect(upstream.begun()).toBe(0)
  })

  it('in time is 502 with the code, and the connection to it is let go', async () => {
    const upstream = await startPlain()
    let isLetGo = false
    const proxy = await proxyTo(upstream.port, {
      instead: (socket) => {
        socket.resume().on('end', () => {
          isLetGo = true
        })
      },
    })
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: 'http://api.example.invalid' }],
        environment: { HTTP_PROXY: proxy.url },
        limits: { connectTimeout: 100 },
      }),
    )
    expectError(await gateway.request(post), 'PROXY_ETIMEDOUT')
    await expect.poll(() => isLetGo).toBe(true)
  })

  it('because it is down is 502 with the code', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    await new Promise((resolve) => server.close(resolve))
    const gateway = await openTo('http://127.0.0.1:1/', { HTTP_PROXY: `http://127.0.0.1:${port}` })
    expectError(await gateway.request(post), 'PROXY_ECONNREFUSED')
  })

  it.each([
    'socks5://127.0.0.1:1080',
    'http://',
    '//',
  ])('because %s is none is 502, not a way around it', async (url) => {
    const upstream = await startPlain()
    const gateway = await openTo(upstream.url, { HTTP_PROXY: url })
    expectError(await gateway.request(post), 'PROXY_INVALID')
    expect(upstream.begun()).toBe(0)
  })
})

describe('what does not go through the proxy', () => {
  it.each([
    ['an exact name', '127.0.0.1'],
    ['a name with the port', '127.0.0.1:PORT'],
    ['one of several', 'localhost, 127.0.0.1 ,example.com'],
    ['everything', '*'],
  ])('%s in NO_PROXY: %s', async (_name, exceptions) => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port)
    const environment = { HTTP_PROXY: proxy.url, NO_PROXY: exceptions.replace('PORT', String(upstream.port)) }
    const gateway = await openTo(upstream.url, environment)
    expect((await gateway.request(post)).status).toBe(200)
    expect(proxy.asked).toEqual([])
  })

  it.each([
    ['another port', '127.0.0.1:1'],
    ['the end of an address', '0.0.1'],
    ['another name', 'localhost'],
  ])('but with %s in NO_PROXY it does: %s', async (_name, exceptions) => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo(upstream.url, { HTTP_PROXY: proxy.url, NO_PROXY: exceptions })
    expect((await gateway.request(post)).status).toBe(200)
    expect(proxy.asked.length).toBe(1)
  })

  it('https where only HTTP_PROXY is set, and http where only HTTPS_PROXY is', async () => {
    const plain = await startPlain()
    const secure = closeAfterTest(await startTlsUpstream(authority.issue({ names: ['127.0.0.1'] })))
    const proxy = await proxyTo(plain.port)
    const trusted = await trusting()
    const onlyHttp = await openTo(secure.url, { HTTP_PROXY: proxy.url, ...trusted })
    const onlyHttps = await openTo(plain.url, { HTTPS_PROXY: proxy.url, ...trusted })
    expect((await onlyHttp.request(post)).status).toBe(200)
    expect((await onlyHttps.request(post)).status).toBe(200)
    expect(proxy.asked).toEqual([])
  })

  it('the program’s own demo', async () => {
    const proxy = await proxyTo(1)
    const demo = closeAfterTest(createDemoUpstream())
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: `http://${demoHost}/echo` }],
        hostOverrides: demo.hostOverrides,
        environment: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url },
      }),
    )
    expect((await gateway.request(post)).status).toBe(200)
    expect([proxy.asked, proxy.others]).toEqual([[], []])
  })

  it('a host whose environment names no proxy', async () => {
    const upstream = await startPlain()
    const gateway = await openTo(upstream.url, { HTTP_PROXY: '', http_proxy: '', NO_PROXY: '' })
    expect((await gateway.request(post)).status).toBe(200)
  })
})

describe('the variables', () => {
  it.each([
    ['http_proxy', 'HTTP_PROXY'],
    ['https_proxy', 'HTTPS_PROXY'],
  ])('%s wins over %s', async (lower, upper) => {
    const upstream = closeAfterTest(await startTlsUpstream(authority.issue({ names: ['api.example.invalid'] })))
    const plain = await startPlain()
    const isSecure = lower === 'https_proxy'
    const proxy = await proxyTo(isSecure ? upstream.port : plain.port)
    const other = await proxyTo(1)
    const environment = { [lower]: proxy.url, [upper]: other.url, ...(await trusting()) }
    const gateway = await openTo(`http${isSecure ? 's' : ''}://api.example.invalid/x`, environment)
    expect((await gateway.request(post)).status).toBe(200)
    expect([proxy.asked.length, other.asked.length]).toEqual([1, 0])
  })

  it('no_proxy wins over NO_PROXY', async () => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo(upstream.url, { http_proxy: proxy.url, no_proxy: '127.0.0.1', NO_PROXY: 'localhost' })
    expect((await gateway.request(post)).status).toBe(200)
    expect(proxy.asked).toEqual([])
  })

  it('may name a proxy without its scheme', async () => {
    const upstream = await startPlain()
    const proxy = await proxyTo(upstream.port)
    const gateway = await openTo('http://api.example.invalid', { HTTP_PROXY: `127.0.0.1:${proxy.port}` })
    expect((await gateway.request(post)).status).toBe(200)
  })

  const chosen = (url: string, exceptions: string) => {
    const { protocol, hostname, port } = new URL(url)
    const choose = createProxyChoice({ http_proxy: 'http://p', https_proxy: 'https://s:1', no_proxy: exceptions })
    const proxy = choose({ protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port })
    return proxy !== null && proxy !== 'invalid' ? proxy.hostname : proxy
  }

  it.each([
    ['http://api.example.com', '.example.com'],
    ['http://api.example.com', '*.example.com'],
    ['http://api.example.com', 'EXAMPLE.com'],
    ['https://a.b.example.com', 'x example.com:443'],
    ['http://example.com', '.example.com'],
    ['http://[::1]:80', '::1'],
    ['http://[::1]:8080', '[::1]:8080'],
    ['http://[2001:db8::1]', '[2001:db8::1]'],
  ])('%s goes straight with NO_PROXY=%s', (url, exceptions) => {
    expect(chosen(url, exceptions)).toBe(null)
  })

  it.each([
    ['http://badexample.com', 'example.com', 'p'],
    ['http://example.com.evil.test', 'example.com', 'p'],
    ['https://example.com', 'example.com:80', 's'],
    ['http://[::1]:80', '[::1]:8080', 'p'],
    ['http://[::1]', '::', 'p'],
    ['http://example.com', ',, ,', 'p'],
    ['http://example.com', 'com.', 'p'],
  ])('%s does not with NO_PROXY=%s', (url, exceptions, proxy) => {
    expect(chosen(url, exceptions)).toBe(proxy)
  })
})
