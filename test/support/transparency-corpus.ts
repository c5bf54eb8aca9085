// Requests and responses that HTTP/1.1 allows, from the plain to the odd, as small descriptions that print readable.
import { METHODS } from 'node:http'
import fc from 'fast-check'
import type { BodyCase, ContentCase, RequestCase, ResponseCase } from './transparency-case.ts'

const token = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/** Fields with a meaning of their own for framing or for the gateway: the corpus sets them on purpose only. */
const reserved =
  /^(host|content-length|transfer-encoding|connection|expect|upgrade|http2-settings|origin|sec-fetch-site|trailer|x-case|x-pass-.*)$/i

const names = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...token), minLength: 1, maxLength: 24 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...['Accept', 'user-agent', 'AUTHORIZATION', 'Cookie', 'Set-Cookie', 'X-Request-ID', 'x-REQUEST-id', 'Date'],
      ...['content-type', 'Content-Type', 'Content-Encoding', 'Accept-Encoding', 'ETag', 'Vary', 'Via', 'Forwarded'],
      ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Server', 'Location', 'Range', 'Age', 'Link'],
    ),
  },
)

const visibleAscii = Array.from({ length: 0x5e }, (_, i) => String.fromCharCode(0x21 + i))
const valueUnit = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...visibleAscii) },
  { weight: 1, arbitrary: fc.constantFrom(' ', '\t', '  ', ', ', ';', '"') },
  { weight: 1, arbitrary: fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)) },
)
const values = fc.string({ unit: valueUnit, maxLength: 40 })
const whiteSpace = fc.oneof(
  { weight: 6, arbitrary: fc.constant(' ') },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '\t', ' \t ') },
)
const trailingSpace = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(' ', '\t', '  \t') },
)

const endToEndField = fc
  .tuple(
    names.filter((name) => !reserved.test(name)),
    whiteSpace,
    values,
    trailingSpace,
  )
  .map(([name, before, value, after]) => `${name}:${before}${value}${after}`)

const hopField = fc.constantFrom(
  ...[
    'Connection: keep-alive',
    'connection: close',
    'Connection: X-Hop',
    'Connection: Keep-Alive, x-request-id,, close',
  ],
  ...[
    'X-Hop: 1',
    'Keep-Alive: timeout=7, max=3',
    'Proxy-Connection: keep-alive',
    'TE: trailers',
    'te: gzip, trailers;q=0.5',
  ],
  ...['Proxy-Authorization: Basic eDp5', 'Proxy-Authenticate: Basic', 'Upgrade: h2c'],
)

const trailerField = fc.oneof(
  endToEndField,
  fc.constantFrom('X-Checksum: abc', 'Server-Timing: db;dur=53', 'grpc-status: 0', 'X-Checksum: abd', 'X-Empty:'),
)

function fieldLists(own: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  const field = fc.oneof({ weight: 6, arbitrary: endToEndField }, { weight: 1, arbitrary: hopField }, own)
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(field, { maxLength: 8 }) },
    // Repeated, in one place and apart.
    { weight: 2, arbitrary: fc.array(field, { minLength: 1, maxLength: 3 }).map((list) => [...list, ...list]) },
    { weight: 1, arbitrary: fc.array(endToEndField, { maxLength: 120, size: '+1' }) },
  )
}

const sizes = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constant(1) },
  { weight: 3, arbitrary: fc.constantFrom(8191, 8192, 8193, 16_384, 65_535, 65_536, 65_537) },
  { weight: 2, arbitrary: fc.integer({ min: 400, max: 300_000 }) },
)
/** The largest stand apart: each takes as long as a hundred others. */
const largeSizes = fc.oneof(
  { weight: 60, arbitrary: sizes },
  { weight: 1, arbitrary: fc.constantFrom(1_000_000, 5_000_000) },
)

const contents: fc.Arbitrary<ContentCase> = fc.record({
  of: fc.constantFrom('text', 'noise', 'gzip', 'br', 'zstd'),
  size: largeSizes,
})

const chunkedBody: fc.Arbitrary<BodyCase> = fc.record({
  framing: fc.constant('chunked'),
  content: contents,
  chunkSizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100_000 })), {
    minLength: 1,
    maxLength: 6,
  }),
  extension: fc.oneof({ weight: 6, arbitrary: fc.constant('') }, fc.constantFrom(';a', ';a=b', ';a="b c"')),
  trailers: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(trailerField, { minLength: 1, maxLength: 4 }) },
  ),
})
const lengthBody: fc.Arbitrary<BodyCase> = fc.record({ framing: fc.constant('length'), content: contents })
const noBody: fc.Arbitrary<BodyCase> = fc.constant({ framing: 'none' })

const cuts = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(fc.oneof(fc.nat(60), fc.nat(4000)), { minLength: 1, maxLength: 4 }) },
)

/** TRACE is refused, CONNECT has no path. */
const unusualMethods = METHODS.filter((method) => method !== 'TRACE' && method !== 'CONNECT')
const methods = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS') },
  { weight: 1, arbitrary: fc.constantFrom(...unusualMethods) },
)

/** What Node's parser takes in a target, but `#`. */
const targetUnit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...visibleAscii.filter((character) => !'#?.'.includes(character))) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('%2F', '%2f', '%zz', '%', '//', '/', ';', '~', '%25', '..x', 'a.b', '%00', '+'),
  },
)
const queries = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom('?', '?a=1&a=2&b', '?&&=&', '??', '?a=%2F%zz+/?', '?a[]=1&a[]=2', '?b&b=') },
  { weight: 2, arbitrary: fc.string({ unit: targetUnit, maxLength: 30 }).map((query) => `?${query}`) },
)
const dotSegment = /(?:^|[/\\]|%2f|%5c)(?:\.|%2e){1,2}(?:;|%3b|[/\\]|%2f|%5c|$)/i

const targets = fc
  .tuple(fc.string({ unit: targetUnit, maxLength: 20 }), queries)
  .map(([rest, query]) => ({ path: rest === '' ? '/t' : `/t/${rest}`, query }))
  .filter(({ path }) => !dotSegment.test(path))
  .map(({ path, query }) => path + query)

export const requestCases: fc.Arbitrary<RequestCase> = fc.record({
  method: methods,
  target: targets,
  padding: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 1000, max: 40_000 })),
  fields: fieldLists(fc.constantFrom('Expect: 100-continue', 'Trailer: X-Checksum')),
  body: fc.oneof(noBody, lengthBody, chunkedBody),
  framingAt: fc.nat(8),
  cuts,
})

const statuses = fc.oneof(
  { weight: 3, arbitrary: fc.constant(200) },
  { weight: 2, arbitrary: fc.constantFrom(204, 304, 206, 301, 307, 404, 429, 500, 503) },
  { weight: 2, arbitrary: fc.integer({ min: 200, max: 599 }) },
  { weight: 1, arbitrary: fc.integer({ min: 600, max: 999 }) },
)
const reasons = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('OK', 'Not Found', '', 'I am a teapot', 'a: b', '(yet)') },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...visibleAscii, ' ', '\t'), maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.oneof(valueUnit, fc.constantFrom('\x01', '\x1f', '\x7f')), maxLength: 12 }),
  },
)
const informationHeads = fc.oneof(
  fc.constantFrom(
    ['HTTP/1.1 102 Processing'],
    ['HTTP/1.1 103 Early Hints', 'Link: </a.css>; rel=preload; as=style'],
    ['HTTP/1.1 103 Early Hints', 'Link: </a.css>; rel=preload', 'link: </b.js>; rel=preload; as=script', 'X-Other: 1'],
    ['HTTP/1.1 103 Early Hints', 'Link: <https://e.example/?a=1,2;b>;rel="preconnect"; crossorigin , </x>; rel=next'],
    ['HTTP/1.1 103 Soon', 'X-Other: 1'],
    ['HTTP/1.1 102 Still at it', 'X-Progress: 50'],
    ['HTTP/1.1 104 Upload Resumption Supported', 'Location: /u/1'],
    ['HTTP/1.1 199 Odd'],
  ),
)

export const responseCases: fc.Arbitrary<ResponseCase> = fc.record({
  version: fc.oneof({ weight: 9, arbitrary: fc.constant('1.1' as const) }, fc.constant('1.0' as const)),
  status: statuses,
  reason: reasons,
  fields: fieldLists(fc.constantFrom('Trailer: X-Checksum', 'x-throughline-id: of-another-gateway')),
  body: fc.oneof(
    noBody,
    { weight: 2, arbitrary: lengthBody },
    { weight: 2, arbitrary: chunkedBody },
    fc.record({ framing: fc.constant('close' as const), content: contents }),
  ),
  framingAt: fc.nat(8),
  information: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(informationHeads, { minLength: 1, maxLength: 3 }) },
  ),
  cuts,
})
