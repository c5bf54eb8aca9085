// No credential stays in what is kept: not the client's, not the injected one, not where a header or a query repeats it.
import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { maskCharacter } from '../../../src/main/inspector/heads.ts'
import { createMasking } from '../../../src/main/inspector/masking.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'
import { found, passing, routeOf, testRecorder } from './passing.ts'

const masking = createMasking(() => new Set(['x-my-key']))
const masked = (...headers: string[]) =>
  masking.headers(headers, []).map((text) => text.replaceAll(maskCharacter, '*').replaceAll(mask, '*'))

describe('a header', () => {
  it.each([
    ['Authorization', 'Bearer abc', 'Bearer *'],
    ['authorization', 'bearer  abc', 'bearer  *'],
    ['Authorization', 'AWS4-HMAC-SHA256 Credential=a, Signature=b', 'AWS4-HMAC-SHA256 *'],
    ['Authorization', 'two words', '*'],
    ['Authorization', 'abc', '*'],
    ['Proxy-Authorization', 'Basic abc', 'Basic *'],
    ['X-Api-Key', 'abc', '*'],
    ['x-goog-api-key', 'abc', '*'],
    ['Ocp-Apim-Subscription-Key', 'abc', '*'],
    ['x-auth-token', 'abc', '*'],
    ['x-amz-security-token', 'abc', '*'],
    ['client-secret', 'abc', '*'],
    ['X-My-Key', 'abc', '*'],
    ['x-pass-x-my-key', 'abc', '*'],
    ['x-pass-cookie', 'a=b', 'a=*'],
    ['Cookie', 'session=abc; theme=dark;x', 'session=*; theme=*;*'],
    ['cookie', 'a=b=c; ', 'a=*; '],
    ['Set-Cookie', 'id=abc; Path=/; HttpOnly', 'id=*; Path=/; HttpOnly'],
    ['set-cookie', 'id=abc', 'id=*'],
    ['Referer', 'http://h/p?api_key=abc&q=1', 'http://h/p?api_key=*&q=1'],
    ['Location', 'https://user:abc@h/p?q=1', 'https://*@h/p?q=1'],
    ['Location', '/p?code=abc', '/p?code=*'],
    ['Sec-WebSocket-Protocol', 'realtime, openai-insecure-api-key.abc, v1', 'realtime, openai-insecure-api-key.*, v1'],
    ['content-type', 'text/plain', 'text/plain'],
    ['x-ratelimit-remaining-tokens', '149984', '149984'],
    ['anthropic-ratelimit-input-tokens-limit', '50000', '50000'],
    ['x-request-id', 'abc', 'abc'],
  ])('%s: %s', (name, value, shown) => {
    expect(masked(name, value)).toEqual([name, shown])
  })

  it('list without credentials is taken as it is', () => {
    const list = ['a', 'b', 'host', 'x']
    expect(masking.headers(list, [])).toBe(list)
  })

  it('that repeats a secret has it masked', () => {
    expect(masking.headers(['x-echo', 'got SECRET-1, SECRET-1'], ['SECRET-1'])[1]).toBe(
      `got ${maskCharacter}, ${maskCharacter}`,
    )
  })
})

describe('a target', () => {
  it.each([
    ['/v1?a=b', '/v1?a=b'],
    ['/v1?key=abc&a=b&api_key=&sig=x', '/v1?key=*&a=b&api_key=&sig=*'],
    ['/v1?API%5Fkey=abc', '/v1?API%5Fkey=*'],
    ['/v1?access_token=a=b&max_tokens=5&%zz=1&flag', '/v1?access_token=*&max_tokens=5&%zz=1&flag'],
    ['http://user:abc@h/p', 'http://*@h/p'],
    ['user:abc@h:443', '*@h:443'],
    ['/a@b?c=d@e', '/a@b?c=d@e'],
  ])('%s', (target, shown) => {
    expect(masking.target(target).replaceAll(mask, '*')).toBe(shown)
  })
})

/** Every text and every buffer that can be reached, as text. */
function reachable(root: unknown): string {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const walk = (value: unknown) => {
    if (typeof value === 'string') texts.push(value)
    if (value === null || typeof value !== 'object' || seen.has(value)) return
    seen.add(value)
    if (value instanceof Uint8Array) return void texts.push(Buffer.from(value).toString('latin1'))
    if (value instanceof Map || value instanceof Set) for (const item of value) walk(item)
    for (const key of Reflect.ownKeys(value)) {
      walk(key)
      walk((value as Record<PropertyKey, unknown>)[key])
    }
  }
  walk(root)
  return texts.join('\n')
}

const secrets = ['INJECTED-SECRET-1', 'INJECTED-SECRET-2', 'INJECTED-SECRET-3', 'CLIENT-SECRET-4', 'UPSTREAM-SECRET-5']
const [header, query, path, own, upstream] = secrets as [string, string, string, string, string]

const route = () =>
  routeOf(
    'path: /v1',
    'target: https://api.example.com/os.environ/PATH_KEY/x?sig=os.environ/QUERY_KEY',
    'include_subpath: true',
    'headers:',
    '  litellm_user_api_key: x-company-key',
    '  Authorization: Bearer os.environ/KEY',
  )

const secretExchange = () => ({
  route: route(),
  target: `/v1/chat?api_key=${own}&q=1`,
  headers: [
    ...['Host', 'localhost', 'Authorization', `Bearer ${own}`, 'Cookie', `session=${own}; theme=${own}`],
    ...['x-pass-x-api-key', own, 'X-Company-Key', own, 'Referer', `http://localhost/?token=${own}`],
  ],
  sent: {
    origin: 'https://api.example.com',
    path: `/${path}/x/chat?sig=${query}&api_key=${own}&q=1`,
    headers: [
      ...[
        'host',
        'api.example.com',
        'Cookie',
        `session=${own}; theme=${own}`,
        'Referer',
        `http://localhost/?token=${own}`,
      ],
      ...['Authorization', `Bearer ${header}`],
    ],
    clientEnd: 6,
  },
  responseHeaders: [
    ...['Set-Cookie', `id=${upstream}; Path=/`, 'x-echo', `you sent Bearer ${header}`, 'x-echo-bare', header],
    ...['Location', `https://h/?token=${upstream}`, 'x-subject-token', upstream],
    ...['x-echo-path', `/${path}/x/chat?sig=${query}`],
  ],
  trailers: ['x-echo', `Bearer ${header}`, 'Set-Cookie', `late=${upstream}`],
})

describe('in what is kept', () => {
  const config = () => ({ keyHeaderName: null, routes: [route()] })

  it('no secret stands anywhere, and none in what is shown of it while it is under way', async () => {
    const recorder = await testRecorder({ config })
    const { begin, respond, end, pass } = passing(recorder)
    const options = secretExchange()
    const exchange = begin(options)
    respond(exchange, options)
    exchange.responseTrailers = options.trailers
    const shown = JSON.stringify([found(recorder, exchange.id).detail(), recorder.list()])
    end(exchange, options)
    const pinned = pass(options)
    recorder.pin([pinned], true)
    for (const id of [exchange.id, pinned]) {
      const kept = found(recorder, id)
      const texts = reachable(kept) + JSON.stringify([kept.detail(), kept.summary()])
      expect(texts).toContain('x-pass-x-api-key')
      for (const secret of secrets) {
        expect(shown).not.toContain(secret)
        expect(texts).not.toContain(secret)
      }
    }
    // What is masked still says what it was.
    expect(found(recorder, exchange.id).detail()).toMatchObject({
      client: {
        url: `http://localhost/v1/chat?api_key=${mask}&q=1`,
        headers: [
          { value: 'localhost', isMasked: false },
          { value: `Bearer ${mask}`, isMasked: true },
          { value: `session=${mask}; theme=${mask}`, isMasked: true },
          { value: mask, isMasked: true },
          { value: mask, isMasked: true },
          { value: `http://localhost/?token=${mask}`, isMasked: true },
        ],
      },
      sent: { url: `https://api.example.com/${mask}/x/chat?sig=${mask}&api_key=${mask}&q=1` },
      response: {
        headers: [
          { value: `id=${mask}; Path=/` },
          { value: `you sent Bearer ${mask}` },
          { value: mask },
          { value: `https://h/?token=${mask}` },
          { value: mask },
          { value: `/${mask}/x/chat?sig=${mask}` },
        ],
        trailers: [{ value: `Bearer ${mask}` }, { value: `late=${mask}` }],
      },
    })
  })

  it('the client’s own stay where the user asks for it, but no other', async () => {
    const recorder = await testRecorder({ config, limits: { keepsClientCredentials: true } })
    const id = passing(recorder).pass(secretExchange())
    const texts = reachable(found(recorder, id)) + JSON.stringify(found(recorder, id).detail())
    for (const secret of [header, query, path, upstream]) expect(texts).not.toContain(secret)
    expect(found(recorder, id).detail().client.headers[1]).toMatchObject({ value: `Bearer ${own}`, isMasked: false })
    expect(found(recorder, id).detail().client.url).toContain(own)
    expect(found(recorder, id).detail().sent?.url).toContain(own)
  })

  it('a header that the config names for the key is masked where no route matched too', async () => {
    const { config: parsed } = parseConfig(
      `general_settings:\n  master_key: os.environ/M\n  litellm_key_header_name: X-Gate\n  pass_through_endpoints: []\n`,
      { environment: { M: 'x' } },
    )
    if (!parsed) throw new Error('The config is not valid.')
    let current = { keyHeaderName: null as string | null, routes: parsed.routes }
    const recorder = await testRecorder({ config: () => current })
    const { pass } = passing(recorder)
    const before = pass({ headers: ['x-gate', own] })
    expect(JSON.stringify(found(recorder, before).detail())).toContain(own)
    current = parsed
    const after = pass({ headers: ['x-gate', own] })
    expect(JSON.stringify(found(recorder, after).detail())).not.toContain(own)
  })
})
