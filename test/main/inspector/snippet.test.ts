// Snippets are run by the real sh, Node and Python against a real server, which must get what had been captured.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSnippet, type SnippetLanguage } from '../../../src/main/inspector/snippet.ts'
import { type ExchangeDetail, type HeaderField, mask } from '../../../src/shared/exchange-detail.ts'
import { capturedBody, capturedExchange, headerField } from '../../support/captured-body.ts'
import { type Finished, runCommand } from '../../support/run-command.ts'
import { type RecordedRequest, startUpstream, type Upstream } from '../../support/upstream.ts'

let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())

const python = await runCommand('python3', ['-c', 'import requests'])
if (python.code !== 0) process.stdout.write(`Python snippets are not run: ${python.errors.trim()}\n`)

function isMissing(language: SnippetLanguage): boolean {
  return language === 'python' && python.code !== 0
}

interface Sent {
  method?: string
  target?: string
  headers?: HeaderField[]
  body?: Buffer
}

function detailOf({ method = 'GET', target = '/v1/models', headers = [], body }: Sent): ExchangeDetail {
  const host = headerField('Host', new URL(upstream.url).host, 'gateway')
  const length = body === undefined ? [] : [headerField('Content-Length', String(body.length), 'client')]
  return capturedExchange({
    summary: { method, stream: null },
    request: capturedBody(body ?? '', {
      encodings: headers.some(({ name }) => name === 'Content-Encoding') ? ['gzip'] : [],
    }),
    detail: {
      sent: {
        url: `${upstream.url}${target}`,
        address: null,
        tlsVersion: null,
        headers: [host, ...headers, ...length],
      },
    },
  }).detail()
}

const client = (name: string, value: string) => headerField(name, value, 'client')

function injected(name: string, value: string, ...variables: string[]): HeaderField {
  return {
    name,
    value,
    origin: 'route',
    variables: variables.map((variable) => ({ name: variable, source: 'environment' })),
    isMasked: true,
  }
}

const runners: Record<SnippetLanguage, (text: string, environment: Record<string, string>) => Promise<Finished>> = {
  curl: (input, environment) => runCommand('sh', ['-s'], { input: `${input}\n`, environment }),
  fetch: (input, environment) => runCommand(process.execPath, ['--input-type=module', '-'], { input, environment }),
  python: (input, environment) => runCommand('python3', ['-'], { input, environment }),
}

async function send(sent: Sent, language: SnippetLanguage, environment: Record<string, string> = {}) {
  const { text } = createSnippet(detailOf(sent), sent.body ?? null, language)
  const before = upstream.requests.length
  const { code, errors } = await runners[language](text, environment)
  const request = upstream.requests[before]
  if (code !== 0 || !request) throw new Error(`${errors}\n${text}`)
  return request
}

/** What the client itself adds to each request. */
const own = new Set(['host', 'connection', 'content-length', 'accept-encoding'])

function headersOf({ rawHeaders }: RecordedRequest): [string, string][] {
  const pairs: [string, string][] = []
  for (let at = 0; at < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  return pairs.filter(([name]) => !own.has(name.toLowerCase()))
}

const awkward = `{"text": "it's \\"quoted\\" $HOME \`id\` $(id) \\\\ %s !! ünï 🎈",\n\t"n": 1}\n`
const multipart = `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n-100% it's\\n $x\r\n--b--\r\n`
const binary = Buffer.from(Array.from({ length: 700 }, (_, index) => index % 256))
const gzipped = Buffer.from('1f8b0800000000000003ab5632540b20000c7ec1d707000000', 'hex')

interface Case extends Sent {
  name: string
}

const cases: Case[] = [
  { name: 'GET', headers: [client('User-Agent', 'test/1'), client('Accept', '*/*')] },
  { name: 'GET without the headers that clients add', target: '/v1/models?limit=2&limit=3&empty=&flag' },
  { name: 'HEAD', method: 'HEAD' },
  { name: 'DELETE', method: 'DELETE', target: '/v1/files/a%2Fb%7E' },
  { name: 'POST of nothing', method: 'POST', body: Buffer.alloc(0) },
  { name: 'JSON', method: 'POST', headers: [client('Content-Type', 'application/json')], body: Buffer.from(awkward) },
  { name: 'a body like a file name', method: 'POST', body: Buffer.from('@/etc/hostname') },
  { name: 'a body like an option', method: 'PUT', body: Buffer.from('-n\r\n') },
  {
    name: 'multipart',
    method: 'POST',
    headers: [client('Content-Type', 'multipart/form-data; boundary=b')],
    body: Buffer.from(multipart),
  },
  { name: 'bytes', method: 'PUT', headers: [client('content-type', 'image/png')], body: binary },
  { name: 'a compressed body', method: 'POST', headers: [client('Content-Encoding', 'gzip')], body: gzipped },
  { name: 'a long text', method: 'POST', body: Buffer.from('ß%\\'.repeat(50_000)) },
]

describe('the copied curl', () => {
  const difficult: Case[] = [
    ...cases,
    { name: 'a target that curl would change', target: '/a/../b/./c?q="<>|^`\\{}[1-3]\'&x=$HOME#part' },
    { name: 'globs', target: '/v1/{a,b}?filter[name]=x&range=[1-3]' },
    { name: 'a body of a GET', method: 'GET', body: Buffer.from('{"query":1}') },
    { name: 'another method', method: 'M-SEARCH' },
    {
      name: 'repeated, empty and non-ASCII headers in order',
      headers: [
        client('X-B', 'one'),
        client('X-A', ''),
        client('x-b', 'two'),
        client('X-Latin', 'caf\u00e9 %d \\n'),
        client('X-Utf8', Buffer.from('naïve 🎈').toString('latin1')),
        client("X-'q`$!", `"a" 'b' $(id) \`id\` $HOME !! \\`),
      ],
    },
    { name: 'a large body', method: 'POST', body: Buffer.alloc(1_200_000, 'abc\n') },
  ]

  test.each(difficult)('sends what was captured: $name', async (sent) => {
    const request = await send(sent, 'curl')
    expect(request.method).toBe(sent.method ?? 'GET')
    expect(request.path).toBe(sent.target ?? '/v1/models')
    expect(headersOf(request)).toEqual((sent.headers ?? []).map(({ name, value }) => [name, value]))
    expect(request.body.equals(sent.body ?? Buffer.alloc(0))).toBe(true)
  })

  test('sends what was captured, whatever the body and the header hold', async () => {
    const piece = fc.oneof(
      fc.constantFrom("'", '"', '`', '$', '$(id)', '\\', '\n', '\r\n', '%s', '!', ';', '&', '|', '\t', '\0', '\x1b[0m'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const text = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''))
    const body = fc.oneof(
      text.map((value) => Buffer.from(value)),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    )
    // What HTTP takes in a value: visible characters and bytes above ASCII, with spaces and tabs between them.
    const visible = fc.integer({ min: 0x21, max: 0xff }).filter((code) => code !== 0x7f)
    const value = fc
      .array(fc.oneof({ weight: 6, arbitrary: visible }, fc.constantFrom(0x20, 0x09)), { maxLength: 30 })
      .map((codes) => String.fromCharCode(...codes).replaceAll(/^[ \t]+|[ \t]+$/g, ''))
    await fc.assert(
      fc.asyncProperty(body, value, value, async (bytes, first, second) => {
        const headers = [client('X-One', first), client('X-Two', second)]
        const request = await send({ method: 'POST', headers, body: bytes }, 'curl')
        expect(headersOf(request)).toEqual([
          ['X-One', first],
          ['X-Two', second],
        ])
        expect(request.body.equals(bytes)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('never runs what stands in a value around a variable', async () => {
    const values = ['$(id) ', '`id` ', '"; id; "', "'; id; '", '\\', '!!', '$HOME', 'a:h ', '\u00e9']
    for (const before of values) {
      for (const after of ['x', '[0]', ':h', '$(id)', '"; id; "']) {
        const headers = [injected('X-Key', `${before}${mask}${after}`, 'SECRET')]
        const request = await send({ headers }, 'curl', { SECRET: '$(id) "\'`id`' })
        expect(headersOf(request)).toEqual([['X-Key', `${before}$(id) "'\`id\`${after}`.trim()]])
      }
    }
  })
})

const variables = {
  headers: [
    injected('Authorization', `Bearer ${mask}`, 'COHERE_API_KEY'),
    injected('X-Pair', `${mask}.${mask}`, 'FIRST', 'SECOND'),
    injected('X-Literal', mask),
    { ...client('X-Api-Key', mask), isMasked: true },
    { ...client('Cookie', `session=${mask}; theme=dark; token=${mask}`), isMasked: true },
  ],
  target: `/v1/models?key=${mask}&version=2`,
}
const environment = {
  SECRET_KEY: 'k1',
  COHERE_API_KEY: "co'$x",
  FIRST: 'one',
  SECOND: 'two',
  SECRET_X_LITERAL: 'literal',
  X_API_KEY: 'client key',
  COOKIE: 's1',
  COOKIE_2: 't2',
}

describe.each<SnippetLanguage>(['curl', 'fetch', 'python'])('%s', (language) => {
  test.skipIf(isMissing(language))('names a variable for each value that is not shown', async () => {
    const snippet = createSnippet(detailOf(variables), null, language)
    expect(snippet.variables).toEqual(Object.keys(environment))
    expect(snippet.text).not.toContain('•')
    const request = await send(variables, language, environment)
    expect(request.path).toBe('/v1/models?key=k1&version=2')
    expect(Object.fromEntries(headersOf(request).map(([name, value]) => [name.toLowerCase(), value]))).toMatchObject({
      authorization: "Bearer co'$x",
      'x-pair': 'one.two',
      'x-literal': 'literal',
      'x-api-key': 'client key',
      cookie: 'session=s1; theme=dark; token=t2',
    })
  })

  test.skipIf(isMissing(language))('makes Authorization of a pair', async () => {
    const headers = [injected('Authorization', `Basic ${mask}`, 'LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY')]
    expect(createSnippet(detailOf({ headers }), null, language).variables).toEqual([
      'LANGFUSE_PUBLIC_KEY',
      'LANGFUSE_SECRET_KEY',
    ])
    const request = await send({ headers }, language, { LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 's:k$' })
    expect(headersOf(request).filter(([name]) => /^authorization$/i.test(name))).toEqual([
      [expect.any(String), `Basic ${Buffer.from('pk:s:k$').toString('base64')}`],
    ])
  })

  test('refuses a body that was not kept whole, and a WebSocket', () => {
    const cut = capturedExchange({ request: capturedBody('abc', { gap: 'limit', wireBytes: 9 }) }).detail()
    expect(() => createSnippet(cut, Buffer.from('abc'), language)).toThrow(
      expect.objectContaining({ code: 'capture_incomplete' }),
    )
    const socket = capturedExchange({ summary: { stream: 'websocket' } }).detail()
    expect(() => createSnippet(socket, null, language)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })

  test('takes the request as received where none was sent', () => {
    const detail = { ...capturedExchange().detail(), sent: null }
    expect(createSnippet(detail, null, language).text).toContain('http://127.0.0.1:4000/v1/chat')
  })
})

const escapes = 'caf\u00e9 "x" \'y\' `z` $\u007b1} \\n'
const repeated: Case = {
  name: 'what strings would read otherwise, and a repeated header',
  headers: [client('X-A', escapes), client('X-B', 'one'), client('x-b', 'two')],
}

// Both join repeated headers and read a URL in their own way; names, values and bodies are the same.
describe.each<SnippetLanguage>(['fetch', 'python'])('%s', (language) => {
  const all = [...cases, repeated]

  test.skipIf(isMissing(language))('sends what was captured', async () => {
    const before = upstream.requests.length
    // One program for all, since starting one takes longer than all requests.
    const texts = all.map((sent) => createSnippet(detailOf(sent), sent.body ?? null, language).text)
    const program = texts.map((text) => (language === 'fetch' ? `{\n${text}\n}` : text)).join('\n')
    const { code, errors } = await runners[language](program, {})
    expect(errors).toBe('')
    expect(code).toBe(0)
    const requests = upstream.requests.slice(before)
    expect(requests.length).toBe(all.length)
    for (const [index, sent] of all.entries()) {
      const { method = 'GET', target = '/v1/models', headers = [], body = Buffer.alloc(0) } = sent
      const request = requests[index] as RecordedRequest
      expect(request.method, sent.name).toBe(method)
      expect(request.path, sent.name).toBe(language === 'python' ? target.replace('%7E', '~') : target)
      expect(request.body.equals(body), sent.name).toBe(true)
      const values = Object.fromEntries(headersOf(request).map(([name, value]) => [name.toLowerCase(), value]))
      if (sent === repeated) expect(values).toMatchObject({ 'x-a': escapes, 'x-b': 'one, two' })
      else for (const { name, value } of headers) expect(values[name.toLowerCase()], sent.name).toBe(value)
    }
  })
})

test('an imported body is decoded, and is not said to be compressed', () => {
  const detail = detailOf({ method: 'POST', headers: [client('content-encoding', 'br')], body: Buffer.from('x') })
  expect(createSnippet(detail, Buffer.from('x'), 'curl').text).not.toContain('content-encoding')
})

test('curl asks for a compressed answer where the client did', () => {
  const asked = detailOf({ headers: [client('Accept-Encoding', 'gzip, br')] })
  expect(createSnippet(asked, null, 'curl').text).toMatch(/--compressed$/)
  expect(createSnippet(detailOf({}), null, 'curl').text).not.toContain('--compressed')
})

test('makes no option and no command of a method or a header that is none', () => {
  const detail = detailOf({ method: "A' $(id)", headers: [client('@/etc/hostname', 'x'), client(':path', '/')] })
  const { text } = createSnippet(detail, null, 'curl')
  expect(text).toContain("-X 'A'\\'' $(id)'")
  expect(text).not.toMatch(/@|:path/)
})

test('reads as one would write it', () => {
  const headers = [client('Content-Type', 'application/json'), injected('Authorization', `Bearer ${mask}`, 'API_KEY')]
  const detail = detailOf({ method: 'POST', target: '/v2/chat', headers })
  const body = Buffer.from('{"model":"m"}')
  const url = `${upstream.url}/v2/chat`
  expect(createSnippet(detail, body, 'curl').text).toBe(`curl '${url}' \\
  -H 'Content-Type: application/json' \\
  -H "Authorization: Bearer $API_KEY" \\
  -H 'User-Agent:' \\
  -H 'Accept:' \\
  --data-raw '{"model":"m"}'`)
  expect(createSnippet(detail, body, 'fetch').text).toBe(`const response = await fetch("${url}", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    "Authorization": \`Bearer \${process.env.API_KEY}\`,
  },
  body: '{"model":"m"}',
})

console.log(response.status, await response.text())`)
  expect(createSnippet(detail, body, 'python').text).toBe(`import os
import requests

response = requests.request(
    "POST",
    "${url}",
    headers={
        "Content-Type": "application/json",
        "Authorization": "Bearer " + os.environ["API_KEY"],
    },
    data='{"model":"m"}'.encode(),
)
print(response.status_code, response.text)`)
})
