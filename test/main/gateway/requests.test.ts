// What reaches the upstream: the target's host, the route's path and query, the injected credential, the client's headers.
import { describe, expect, it } from 'vitest'
import { closeAfterTest } from '../../support/close-after-test.ts'
import { type RouteYaml, startGateway, type TestGatewayOptions } from '../../support/gateway.ts'
import { type RawResponse, valuesOf } from '../../support/http-bytes.ts'
import { connectRaw, startRawUpstream } from '../../support/raw-socket.ts'
import { headerValues, startUpstream } from '../../support/upstream.ts'

/** Routes are given without a target's origin: it is the upstream's. */
async function open(routes: RouteYaml[], options: Partial<TestGatewayOptions> = {}) {
  const upstream = closeAfterTest(await startUpstream())
  const gateway = closeAfterTest(
    await startGateway({
      ...options,
      routes: routes.map((route) => ({ ...route, target: route.target.replace('UPSTREAM', upstream.url) })),
    }),
  )
  return { upstream, gateway }
}

function errorOf(answer: RawResponse): { type: string; message: string; param: null; code: string } {
  return JSON.parse(answer.body.toString()).error
}

/** Refused by the gateway itself, in the shape of every error of its own. */
function expectRefusal(answer: RawResponse, status: number, type: string) {
  expect([answer.status, valuesOf(answer, 'x-throughline-error')]).toEqual([status, [type]])
  expect(valuesOf(answer, 'content-type')).toEqual(['application/json'])
  expect(errorOf(answer)).toEqual({ message: expect.any(String), type, param: null, code: String(status) })
}

describe('on the wire', () => {
  async function sent(request: string, route: Partial<RouteYaml> = {}) {
    const upstream = closeAfterTest(
      await startRawUpstream(async (peer) => {
        await peer.waitForText('\r\n\r\n')
        await peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      }),
    )
    const gateway = closeAfterTest(
      await startGateway({ routes: [{ path: '/a', target: `${upstream.url}/t`, include_subpath: true, ...route }] }),
    )
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(request.replaceAll('\n', '\r\n').replace('HOST', `127.0.0.1:${gateway.port}`))
    await client.readResponse()
    const { received } = (await upstream.nextConnection()) as { received(): Buffer }
    return { lines: received().toString('latin1').split('\r\n'), port: upstream.port }
  }

  it('Host is the target’s; the client’s headers keep order, case, repetition and Latin-1', async () => {
    const { lines, port } = await sent(
      'GET /a HTTP/1.1\nX-Zeta: 1\nhost: HOST\nx-alpha: caf\xe9\nX-ZETA: 2\nCookie: a=1\ncookie: b=2\nX-Empty: \nConnection: close\n\n',
    )
    expect(lines).toEqual([
      'GET /t HTTP/1.1',
      `host: 127.0.0.1:${port}`,
      'connection: keep-alive',
      'X-Zeta: 1',
      'x-alpha: caf\xe9',
      'X-ZETA: 2',
      'Cookie: a=1',
      'cookie: b=2',
      'X-Empty: ',
      '',
      '',
    ])
  })

  it('nothing is added: no User-Agent, no Accept, no Forwarded, no Via', async () => {
    const { lines } = await sent('GET /a HTTP/1.1\nHost: HOST\n\n')
    expect(lines.slice(1, -2).map((line) => line.split(':')[0])).toEqual(['host', 'connection'])
  })

  it.each([
    ['/a/b%2Fc//d', '/t/b%2Fc//d'],
    ['/a/', '/t/'],
    ['/a?x=1&x=2&y', '/t?x=1&x=2&y'],
    ['/a?', '/t?'],
    ['/a/%e4%zz?q=%2f+%20', '/t/%e4%zz?q=%2f+%20'],
    ['/a/!$&\'()*+,;=:@~-_.b|^`{}[]"<>\\', '/t/!$&\'()*+,;=:@~-_.b|^`{}[]"<>\\'],
  ])('the raw target %s', async (target, expected) => {
    const { lines } = await sent(`GET ${target} HTTP/1.1\nHost: HOST\n\n`)
    expect(lines[0]).toBe(`GET ${expected} HTTP/1.1`)
  })

  it('hop-by-hop headers stay behind, and what Connection names', async () => {
    const { lines } = await sent(
      [
        'GET /a HTTP/1.1',
        'Host: HOST',
        'Connection: keep-alive, X-Hop',
        'Keep-Alive: timeout=5',
        'Proxy-Connection: x',
        'Proxy-Authorization: Basic x',
        'X-Hop: 1',
        'TE: trailers',
        'X-End: 2',
        '\n',
      ].join('\n'),
    )
    expect(lines.slice(2, -2)).toEqual(['connection: keep-alive', 'TE: trailers', 'X-End: 2'])
  })

  it('the target’s port is left out of Host where it is the scheme’s own', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const address = async () => ({ hostname: '127.0.0.1', port: upstream.port })
    const gateway = closeAfterTest(
      await startGateway({
        routes: [{ path: '/a', target: 'http://api.example:80/' }],
        hostOverrides: new Map([['api.example', address]]),
      }),
    )
    await gateway.request({ path: '/a' })
    expect(headerValues(await upstream.nextRequest(), 'host')).toEqual(['api.example'])
  })
})

describe('routes', () => {
  it('the first from the top answers, by method and path', async () => {
    const { upstream, gateway } = await open([
      { path: '/a', target: 'UPSTREAM/read', methods: ['GET'] },
      { path: '/a', target: 'UPSTREAM/write', methods: ['POST'] },
      { path: '/', target: 'UPSTREAM/rest', include_subpath: true },
    ])
    for (const [method, path] of [
      ['GET', '/a'],
      ['POST', '/a'],
      ['PUT', '/a'],
      ['GET', '/a/b'],
    ] as const) {
      await gateway.request({ method, path })
    }
    expect(upstream.requests.map(({ path }) => path)).toEqual(['/read', '/write', '/rest/a', '/rest/a/b'])
  })

  it('queries merge: client over target over default', async () => {
    const { upstream, gateway } = await open([
      { path: '/a', target: 'UPSTREAM/t?key=1&v=2', default_query_params: { v: 3, d: 'x y', e: true } },
    ])
    await gateway.request({ path: '/a?v=4&v=5&w' })
    expect((await upstream.nextRequest()).path).toBe('/t?d=x%20y&e=true&key=1&v=4&v=5&w')
  })

  it('no route is 404 no_route, naming the nearest', async () => {
    const { upstream, gateway } = await open([{ path: '/v1/rerank', target: 'UPSTREAM' }])
    const answer = await gateway.request({ path: '/v1/rerunk' })
    expectRefusal(answer, 404, 'no_route')
    expect(errorOf(answer).message).toContain('/v1/rerank')
    expect(upstream.begun()).toBe(0)
    expect(await gateway.nextEnded()).toMatchObject({
      status: 404,
      outcome: 'refused',
      errorType: 'no_route',
      route: null,
    })
  })

  it('a trailing slash is 404, not a redirect', async () => {
    const { gateway } = await open([{ path: '/v1/rerank', target: 'UPSTREAM' }])
    const answer = await gateway.request({ path: '/v1/rerank/' })
    expectRefusal(answer, 404, 'no_route')
    expect(errorOf(answer).message).toContain('The route /v1/rerank matches exactly')
  })

  it('a disabled route is 404 route_disabled', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM', enabled: false }])
    expectRefusal(await gateway.request({ path: '/a' }), 404, 'route_disabled')
    expect(upstream.begun()).toBe(0)
    expect((await gateway.nextEnded()).route?.path).toBe('/a')
  })

  it('a wrong method is 405 with Allow', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM', methods: ['GET', 'POST'] }])
    const answer = await gateway.request({ method: 'DELETE', path: '/a' })
    expectRefusal(answer, 405, 'method_not_allowed')
    expect(valuesOf(answer, 'allow')).toEqual(['GET, POST'])
    expect(upstream.begun()).toBe(0)
    expect((await gateway.nextEnded()).route?.path).toBe('/a')
  })

  it('a refusal carries the exchange’s id', async () => {
    const { gateway } = await open([])
    const answer = await gateway.request({ path: '/a' })
    expect(valuesOf(answer, 'x-throughline-id')).toEqual([(await gateway.nextEnded()).id])
  })

  it('forward_headers: false sends the injected headers and what describes the body', async () => {
    const { upstream, gateway } = await open([
      { path: '/a', target: 'UPSTREAM', forward_headers: false, headers: { Authorization: 'Bearer x' } },
    ])
    await gateway.request({
      method: 'POST',
      path: '/a',
      headers: [
        'Cookie',
        'c',
        'Content-Type',
        'text/plain',
        'User-Agent',
        'u',
        'authorization',
        'mine',
        'x-pass-X-A',
        '1',
      ],
      body: 'hi',
    })
    const { rawHeaders } = await upstream.nextRequest()
    expect(rawHeaders.filter((_, i) => i % 2 === 0)).toEqual([
      'host',
      'connection',
      'Content-Type',
      'X-A',
      'Authorization',
      'content-length',
    ])
  })
})

describe('credentials', () => {
  it('an injected header wins over the client’s, whatever its case', async () => {
    const { upstream, gateway } = await open(
      [{ path: '/a', target: 'UPSTREAM', headers: { Authorization: 'Bearer os.environ/KEY' } }],
      { variables: { KEY: 'sk-1' } },
    )
    await gateway.request({ path: '/a', headers: ['AUTHORIZATION', 'mine', 'authorization', 'mine'] })
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Bearer sk-1'])
  })

  it('a changed variable takes effect on the next request', async () => {
    const { upstream, gateway } = await open(
      [{ path: '/a', target: 'UPSTREAM', headers: { 'X-Key': 'os.environ/KEY' } }],
      {
        variables: { KEY: 'one' },
      },
    )
    await gateway.request({ path: '/a' })
    gateway.variables.KEY = 'two'
    await gateway.request({ path: '/a' })
    expect(upstream.requests.map((request) => headerValues(request, 'x-key'))).toEqual([['one'], ['two']])
  })

  it('the Langfuse pair becomes Basic authorization', async () => {
    const { upstream, gateway } = await open(
      [
        {
          path: '/a',
          target: 'UPSTREAM',
          headers: { LANGFUSE_PUBLIC_KEY: 'os.environ/PUBLIC', LANGFUSE_SECRET_KEY: 'os.environ/SECRET' },
        },
      ],
      { variables: { PUBLIC: 'pk-1', SECRET: 'sk-1' } },
    )
    await gateway.request({ path: '/a', headers: ['Authorization', 'Basic mine'] })
    const { rawHeaders } = await upstream.nextRequest()
    expect(rawHeaders.slice(4)).toEqual(['Authorization', `Basic ${Buffer.from('pk-1:sk-1').toString('base64')}`])
  })

  it('user info of the target becomes Basic authorization, in place of the client’s', async () => {
    const upstream = closeAfterTest(await startUpstream())
    const target = `http://user:pass@127.0.0.1:${upstream.port}/`
    const gateway = closeAfterTest(await startGateway({ routes: [{ path: '/a', target }] }))
    await gateway.request({ path: '/a', headers: ['Authorization', 'mine'] })
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Basic dXNlcjpwYXNz'])
  })

  it.each([
    ['a header', { target: 'UPSTREAM', headers: { Authorization: 'Bearer os.environ/KEY' } }],
    ['the target', { target: 'UPSTREAM/os.environ/KEY' }],
    ['the target’s query', { target: 'UPSTREAM/?key=os.environ/KEY' }],
  ])('a variable missing in %s is 502 missing_variable, and nothing is sent', async (_name, route) => {
    const { upstream, gateway } = await open([{ path: '/a', ...route }])
    const answer = await gateway.request({ path: '/a' })
    expectRefusal(answer, 502, 'missing_variable')
    expect(errorOf(answer).message).toContain('KEY')
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'refused', errorType: 'missing_variable' })
    expect(upstream.begun()).toBe(0)
  })

  it('a variable in the target’s query is one value, whatever it holds', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM/t?key=os.environ/KEY' }], {
      variables: { KEY: 'a&admin=1#x y' },
    })
    await gateway.request({ path: '/a?b=c' })
    expect((await upstream.nextRequest()).path).toBe('/t?key=a%26admin%3D1%23x%20y&b=c')
  })
})

describe('the client key', () => {
  const settings = { master_key: 'os.environ/MASTER' }
  const variables = { MASTER: 'sk-master' }
  const key = ['Authorization', 'Bearer sk-master']

  it('lets in, and goes no further', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM', auth: true }], { settings, variables })
    await gateway.request({ path: '/a', headers: [...key, 'x-api-key', 'sk-master', 'api-key', 'sk-upstream'] })
    const { rawHeaders } = await upstream.nextRequest()
    expect(rawHeaders.slice(4)).toEqual(['api-key', 'sk-upstream'])
  })

  it('goes no further on a route that does not ask for it', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM' }], { settings, variables })
    await gateway.request({ path: '/a', headers: key })
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual([])
  })

  it('goes no further through x-pass-', async () => {
    const { upstream, gateway } = await open(
      [{ path: '/a', target: 'UPSTREAM', auth: true, headers: { litellm_user_api_key: 'X-Team-Key' } }],
      { settings, variables },
    )
    await gateway.request({ path: '/a', headers: ['X-Team-Key', 'sk-master', 'x-pass-X-Team-Key', 'sk-master'] })
    expect((await upstream.nextRequest()).rawHeaders).not.toContain('sk-master')
  })

  it.each<[string, string[]]>([
    ['missing', []],
    ['wrong', ['Authorization', 'Bearer sk-wrong']],
    ['empty', ['Authorization', 'Bearer ']],
  ])('%s is 401 auth_error without the key in the message', async (_name, headers) => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM', auth: true }], { settings, variables })
    const answer = await gateway.request({ path: '/a', headers })
    expectRefusal(answer, 401, 'auth_error')
    expect(answer.body.toString()).not.toMatch(/sk-wrong|sk-master/)
    expect(upstream.begun()).toBe(0)
  })

  it('is asked for on subpaths, both ways', async () => {
    const { upstream, gateway } = await open(
      [
        { path: '/open', target: 'UPSTREAM', include_subpath: true },
        { path: '/closed', target: 'UPSTREAM', include_subpath: true, auth: true },
      ],
      { settings, variables },
    )
    for (const path of ['/closed', '/closed/', '/closed/open', '/closed//x']) {
      expectRefusal(await gateway.request({ path }), 401, 'auth_error')
      expect((await gateway.request({ path, headers: key })).status).toBe(200)
    }
    for (const path of ['/open', '/open/closed']) expect((await gateway.request({ path })).status).toBe(200)
    expect(upstream.begun()).toBe(6)
  })

  it('is asked for where the master key’s variable is missing: nobody is let in', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM', auth: true }], { settings })
    expectRefusal(await gateway.request({ path: '/a', headers: ['Authorization', 'Bearer '] }), 401, 'auth_error')
    expectRefusal(await gateway.request({ path: '/a', headers: key }), 401, 'auth_error')
    expect(upstream.begun()).toBe(0)
  })

  it('is asked for on every route beyond loopback', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM', auth: false }], {
      host: '0.0.0.0',
      settings,
      variables,
    })
    expectRefusal(await gateway.request({ path: '/a' }), 401, 'auth_error')
    expect((await gateway.request({ path: '/a', headers: key })).status).toBe(200)
    expect(upstream.begun()).toBe(1)
  })
})

describe('web pages', () => {
  const origin = 'https://app.example'

  it('of an origin that is not allowed are refused, without a grant', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM' }])
    const answer = await gateway.request({ method: 'POST', path: '/a', headers: ['Origin', origin], body: 'x' })
    expectRefusal(answer, 403, 'forbidden_origin')
    expect(errorOf(answer).message).toContain(origin)
    expect(valuesOf(answer, 'access-control-allow-origin')).toEqual([])
    expect(upstream.begun()).toBe(0)
  })

  it('of an origin that is not allowed get no preflight', async () => {
    const { gateway } = await open([{ path: '/a', target: 'UPSTREAM' }])
    const headers = ['Origin', origin, 'Access-Control-Request-Method', 'POST']
    const answer = await gateway.request({ method: 'OPTIONS', path: '/a', headers })
    expectRefusal(answer, 403, 'forbidden_origin')
    expect(answer.rawHeaders.join().toLowerCase()).not.toContain('access-control')
  })

  it('of an allowed origin may read answers; the upstream’s own grant is replaced', async () => {
    const upstream = closeAfterTest(
      await startUpstream((_request, response) => {
        response.writeHead(200, { 'Access-Control-Allow-Origin': 'https://other.example', Vary: 'Accept', 'X-A': 'b' })
        response.end()
      }),
    )
    const gateway = closeAfterTest(
      await startGateway({ routes: [{ path: '/a', target: upstream.url }], allowedOrigins: [origin] }),
    )
    const answer = await gateway.request({ path: '/a', headers: ['Origin', origin, 'Sec-Fetch-Site', 'cross-site'] })
    expect(valuesOf(answer, 'access-control-allow-origin')).toEqual([origin])
    expect(valuesOf(answer, 'access-control-expose-headers')).toEqual(['*'])
    expect(valuesOf(answer, 'vary')).toEqual(['Accept', 'Origin'])
    expect(valuesOf(answer, 'x-a')).toEqual(['b'])
  })

  it('of an allowed origin may read errors, too', async () => {
    const { gateway } = await open([], { allowedOrigins: [origin] })
    const answer = await gateway.request({ path: '/a', headers: ['Origin', origin] })
    expectRefusal(answer, 404, 'no_route')
    expect(valuesOf(answer, 'access-control-allow-origin')).toEqual([origin])
  })

  it('of an allowed origin get their preflight from the gateway; the upstream sees nothing of it', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM', auth: true }], {
      allowedOrigins: [origin],
      settings: { master_key: 'sk' },
    })
    const asked = ['Access-Control-Request-Method', 'POST', 'Access-Control-Request-Headers', 'authorization']
    const answer = await gateway.request({ method: 'OPTIONS', path: '/a', headers: ['Origin', origin, ...asked] })
    expect(answer.status).toBe(204)
    expect(valuesOf(answer, 'access-control-allow-origin')).toEqual([origin])
    expect(valuesOf(answer, 'access-control-allow-methods')).toEqual(['POST'])
    expect(valuesOf(answer, 'access-control-allow-headers')).toEqual(['authorization'])
    expect(upstream.begun()).toBe(0)
    expect(await gateway.nextEnded()).toMatchObject({ outcome: 'ok', status: 204 })
  })

  it('an OPTIONS that is no preflight goes upstream', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM' }])
    await gateway.request({ method: 'OPTIONS', path: '/a' })
    expect((await upstream.nextRequest()).method).toBe('OPTIONS')
  })
})

describe('Expect: 100-continue', () => {
  it('is answered by the gateway and not forwarded', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM' }])
    const client = closeAfterTest(await connectRaw(gateway.port))
    await client.send(
      `POST /a HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
    )
    await client.waitForText('HTTP/1.1 100 Continue\r\n\r\n')
    await client.send('hello')
    const answer = await client.readResponse()
    const request = await upstream.nextRequest()
    expect([answer.status, request.body.toString()]).toEqual([200, 'hello'])
    expect(headerValues(request, 'expect')).toEqual([])
  })
})

describe('trailers of a request', () => {
  it('do not turn into headers', async () => {
    const { upstream, gateway } = await open([{ path: '/a', target: 'UPSTREAM' }])
    await gateway.request({
      method: 'POST',
      path: '/a',
      chunks: ['hi'],
      trailers: ['X-Sum', '1', 'Authorization', 'x'],
    })
    const request = await upstream.nextRequest()
    expect(request.body.toString()).toBe('hi')
    expect(headerValues(request, 'authorization')).toEqual([])
    expect(headerValues(request, 'x-sum')).toEqual([])
  })
})
