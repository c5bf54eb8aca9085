// Each key and operator of the filter picks the exchanges it says, and what is not valid says why and where.
import { describe, expect, it } from 'vitest'
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'
import { parseFilter } from '../../../src/shared/filter/filter.ts'
import { deepTermSchema } from '../../../src/shared/recording.ts'
import { exampleSummary } from './example-summary.ts'

const now = new Date(2026, 10, 23, 20, 0, 0).getTime()
const matches = (text: string, changes: Partial<ExchangeSummary> = {}) => {
  const filter = parseFilter(text, now)
  expect(filter.problems).toEqual([])
  return filter.matches(exampleSummary(changes))
}

describe('free text', () => {
  it.each([
    'rerank',
    'DEEP',
    'cohere.com',
    'v3.5',
    'post',
    '20',
    '"/v1/rerank/deep"',
    ':443',
    'api.cohere.com:443',
  ])('finds %s in path, host, route, model, method or status', (text) => {
    expect(matches(text)).toBe(true)
    expect(matches(`-${text}`)).toBe(false)
  })

  it.each([
    'chat',
    '404',
    'application',
    '"rerank deep"',
    'https://api.cohere.com',
    '"-v1"',
    '2 000',
  ])('does not find %s', (text) => {
    expect(matches(text)).toBe(false)
  })

  it('needs every word, and finds nothing in what is not known', () => {
    expect(matches('rerank cohere')).toBe(true)
    expect(matches('rerank openai')).toBe(false)
    expect(matches('null', { route: null, upstream: null, model: null, status: null })).toBe(false)
  })
})

describe('terms', () => {
  it.each<[text: string, yes: Partial<ExchangeSummary>, no: Partial<ExchangeSummary>]>([
    ['status:404', { status: 404 }, { status: 405 }],
    ['status=404', { status: 404 }, { status: 405 }],
    ['status:4xx', { status: 499 }, { status: 500 }],
    ['status:40X', { status: 409 }, { status: 410 }],
    ['status>=400', { status: 400 }, { status: 399 }],
    ['status>400', { status: 401 }, { status: 400 }],
    ['status<400', { status: 399 }, { status: null }],
    ['status<=4xx', { status: 499 }, { status: 500 }],
    ['status>4xx', { status: 500 }, { status: 499 }],
    ['status:', { status: null }, { status: 200 }],
    ['method:post', { method: 'POST' }, { method: 'POSTS' }],
    ['METHOD:Post', { method: 'post' }, { method: 'GET' }],
    ['method*:ST', { method: 'POST' }, { method: 'GET' }],
    ['method:p*', { method: 'P*' }, { method: 'POST' }],
    ['path:/v1/rerank/deep', {}, { path: '/v1/rerank/deep/er' }],
    ['path:/v1/*', { path: '/v1/' }, { path: '/v2/' }],
    ['path:*rerank*', {}, { path: '/v1/chat' }],
    ['path:/a*b*b', { path: '/axbxb' }, { path: '/axb' }],
    ['path:/aa*a', { path: '/aaa' }, { path: '/aa' }],
    ['path:"/with space*"', { path: '/with spaces' }, { path: '/with' }],
    ['path*:CHAT', { path: '/v1/chat' }, { path: '/v1/rerank' }],
    ['path*:*', { path: '/a*b' }, { path: '/ab' }],
    ['route:/V1/rerank', {}, { route: '/v1/rerank/deep' }],
    ['route:', { route: null }, {}],
    ['host:api.cohere.com', {}, { upstream: 'api.cohere.com.evil:443' }],
    ['host:api.cohere.com:443', {}, { upstream: 'api.cohere.com:8443' }],
    ['host:*.cohere.com', {}, { upstream: 'cohere.com:443' }],
    ['host:[::1]', { upstream: '[::1]:4010' }, { upstream: '[::2]:4010' }],
    ['host*:cohere', {}, { upstream: null }],
    ['host:', { upstream: null }, {}],
    ['model:rerank*', {}, { model: 'gpt-5' }],
    ['model:', { model: null }, {}],
    ['type:json', { mediaType: 'application/problem+json' }, { mediaType: null }],
    ['type:sse', { stream: 'sse' }, { mediaType: 'text/plain' }],
    ['type:sse', { mediaType: 'text/event-stream' }, {}],
    ['type:websocket', { stream: 'websocket' }, {}],
    ['type:ws', { stream: 'websocket' }, {}],
    ['type:html', { mediaType: 'text/html' }, {}],
    ['type:xml', { mediaType: 'application/atom+xml' }, { mediaType: 'image/svg+xml' }],
    ['type:css', { mediaType: 'text/css' }, {}],
    ['type:js', { mediaType: 'text/javascript' }, {}],
    ['type:text', { mediaType: 'text/plain' }, { mediaType: 'text/event-stream' }],
    ['type:Image', { mediaType: 'image/png' }, {}],
    ['type:audio', { mediaType: 'audio/mpeg' }, {}],
    ['type:video', { mediaType: 'video/mp4' }, {}],
    ['type:error', { status: 503 }, {}],
    ['type:application/pdf', { mediaType: 'application/pdf' }, {}],
    ['type:image/*', { mediaType: 'image/webp' }, {}],
    ['type*:pdf', { mediaType: 'application/pdf' }, {}],
    ['type:', { mediaType: null }, { mediaType: null, stream: 'websocket' }],
    ['outcome:timeout', { outcome: 'timeout' }, {}],
    ['outcome:Client-Closed', { outcome: 'client_closed' }, {}],
    ['outcome*:error', { outcome: 'upstream_error' }, {}],
    ['outcome:', { outcome: null }, {}],
    ['is:live', { state: 'receiving' }, {}],
    ['is:error', { outcome: 'refused' }, { outcome: 'client_closed', status: 502 }],
    ['is:error', { status: 500 }, { status: 404 }],
    ['is:aborted', { outcome: 'client_closed' }, {}],
    ['is:pinned', { isPinned: true }, {}],
    ['is:replay', { source: 'replay' }, {}],
    ['is:imported', { source: 'import' }, {}],
    ['is:sse', { stream: 'sse' }, {}],
    ['is:ws', { stream: 'websocket' }, {}],
    ['size>1mb', { responseBytes: 1_000_001 }, { responseBytes: 1_000_000 }],
    ['size>=1.5KB', { responseBytes: 1_500 }, { responseBytes: 1_499 }],
    ['size<10', { responseBytes: 9 }, { responseBytes: 10 }],
    ['size<=1gb', { responseBytes: 1e9 }, { responseBytes: 1e9 + 1 }],
    ['size:1mb', { responseBytes: 1_499_999 }, { responseBytes: 1_500_000 }],
    ['size:1.2mb', {}, { responseBytes: 1_250_000 }],
    ['size:512', { responseBytes: 512 }, { responseBytes: 513 }],
    ['duration>2s', {}, { durationMs: null }],
    ['duration<=.5m', {}, { durationMs: 30_001 }],
    ['duration:2040', { durationMs: 2040.3 }, { durationMs: 2041 }],
    ['duration:2.0s', {}, { durationMs: 2_060 }],
    ['duration:', { durationMs: null }, {}],
    ['ttft>500ms', {}, { firstTokenMs: null }],
    ['ttft:', { firstTokenMs: null }, {}],
    ['tokens>4k', {}, { inputTokens: 2_500 }],
    ['tokens:3000', { outputTokens: null }, {}],
    ['tokens:', { inputTokens: null, outputTokens: null }, { outputTokens: null }],
    ['cost>$0.01', {}, { costUsd: null }],
    ['cost:0.01', {}, { costUsd: 0.016 }],
    ['cost:', { costUsd: null }, {}],
    ['after:14:31', {}, { receivedAt: now - 24 * 3_600_000 }],
    ['after:14:31:20', { receivedAt: now }, {}],
    ['after:2026-11-23', {}, { receivedAt: now - 24 * 3_600_000 }],
    ['before:2026-11-23T14:32', {}, { receivedAt: now }],
    ['status>=200 method:POST -type:sse rerank', {}, { stream: 'sse' }],
  ])('%s', (text, yes, no) => {
    expect(matches(text, yes)).toBe(true)
    expect(matches(text, no)).toBe(false)
    if (text.includes(' ') && !text.includes('"')) return
    expect(matches(`-${text}`, yes)).toBe(false)
    expect(matches(`-${text}`, no)).toBe(true)
  })

  it('reads a backslash in quotes and leaves it alone elsewhere', () => {
    expect(matches(String.raw`path:"/say \"hi\" \\o"`, { path: String.raw`/say "hi" \o` })).toBe(true)
    expect(matches(String.raw`path:/a\b`, { path: String.raw`/a\b` })).toBe(true)
    expect(matches(String.raw`path:"/a\d"`, { path: String.raw`/a\d` })).toBe(true)
  })
})

describe('deep terms', () => {
  it.each([
    ['body*:"rate limit"', { kind: 'body', text: 'rate limit', isNot: false }],
    [String.raw`-body*:"a\"b\n"`, { kind: 'body', text: 'a"b\n', isNot: true }],
    ['body*:{"a":1}', { kind: 'body', text: '{"a":1}', isNot: false }],
    ['header[X-Id]:abc', { kind: 'header', name: 'x-id', value: 'abc', isPart: false, isNot: false }],
    ['header[x-id]*:"a b"', { kind: 'header', name: 'x-id', value: 'a b', isPart: true, isNot: false }],
    ['header[x-id]', { kind: 'header', name: 'x-id', value: null, isPart: false, isNot: false }],
    ['-header[x-id]', { kind: 'header', name: 'x-id', value: null, isPart: false, isNot: true }],
    ['header[x-id]:', { kind: 'header', name: 'x-id', value: null, isPart: false, isNot: true }],
  ])('%s is left to main', (text, term) => {
    const filter = parseFilter(text)
    expect(filter.problems).toEqual([])
    expect(filter.deepTerms).toEqual([term])
    expect(deepTermSchema.parse(term)).toEqual(term)
    expect(filter.isEmpty).toBe(false)
    expect(filter.matches(exampleSummary())).toBe(true)
  })
})

describe('problems', () => {
  // The caret line marks what the problem points at.
  it.each([
    ['stauts>=400', '~~~~~~', 'stauts is no filter. Did you mean status?'],
    ['a -hots:x', '   ~~~~', 'hots is no filter. Did you mean host?'],
    ['localhost:4000', '~~~~~~~~~', 'localhost is no filter. Put quotes around it to look for it as text.'],
    ['status:40', '       ~~', '40 is no status. Write 404 or 4xx.'],
    ['status*:4', '      ~~', 'status takes >= > < <= : and not *:, as in status>=400'],
    ['status>', '      ~', 'A value is missing after >, as in status>=400'],
    ['path:', '    ~', 'A value is missing after :, as in path*:chat'],
    ['path*:', '    ~~', 'What it has to contain is missing, as in path*:chat'],
    ['path>a', '    ~', 'path takes : *: and not >, as in path*:chat'],
    ['size>1mib', '     ~~~~', '1mib is no number, as in size>1mb'],
    ['size:', '    ~', 'A value is missing after :, as in size>1mb'],
    ['duration>$2', '         ~~', '$2 is no number, as in duration>2s'],
    ['type:jsn', '     ~~~', 'jsn is no type. Did you mean json?'],
    [
      'outcome:good',
      '        ~~~~',
      'good is no outcome. There is ok, client_closed, upstream_error, timeout and refused.',
    ],
    ['is:pined', '   ~~~~~', 'pined is no state. Did you mean pinned?'],
    ['is:constructor', '   ~~~~~~~~~~~', /^constructor is no state\. There is live, .* and ws\.$/],
    ['body:abc', '    ~', 'body takes *: and not :, as in body*:"rate limit"'],
    ['header:x-id', '~~~~~~', 'The header’s name belongs in brackets: header[x-id]:abc'],
    ['header[]:a', '~~~~~~~~', 'The header’s name is missing.'],
    ['header[a/b]:c', '~~~~~~~~~~~', 'a/b is no header’s name.'],
    ['header[x-id', '      ~', 'The bracket is not closed.'],
    ['header[x-id]abc', '            ~', 'Only : or *: can follow the bracket.'],
    ['headers[x-id]:a', '~~~~~~~~~~~~~', 'headers is no filter. Did you mean header?'],
    ['path:"/a status:200', '     ~', 'The quote is not closed.'],
    ['path:"/a"b', '         ~', 'A space has to follow the closing quote.'],
    ['""', '~~', 'There is nothing between the quotes.'],
    ['-', '~', 'What to leave out has to follow the -.'],
    ['after:25:00', '      ~~~~~', '25:00 is no time. Write 14:30 or 2026-11-23T14:30.'],
    ['before:2026-02-30', '       ~~~~~~~~~~', '2026-02-30 is no time. Write 14:30 or 2026-11-23T14:30.'],
  ])('%s', (text, mark, message) => {
    const filter = parseFilter(text)
    expect(filter.problems).toHaveLength(1)
    const [problem] = filter.problems
    expect(' '.repeat(problem?.start ?? 0) + '~'.repeat((problem?.end ?? 0) - (problem?.start ?? 0))).toBe(mark)
    expect(problem?.message).toMatch(message)
    expect(filter.tokens.at(-1)?.problem).toBe(problem)
  })

  it('refuses a text longer than main takes', () => {
    expect(parseFilter(`body*:${'a'.repeat(2000)}`).problems).toEqual([])
    expect(parseFilter(`body*:${'a'.repeat(2001)}`).problems).toHaveLength(1)
  })

  it('leaves an invalid token out of matching and keeps the others', () => {
    const filter = parseFilter('stauts:404 method:GET')
    expect(filter.matches(exampleSummary())).toBe(false)
    expect(filter.matches(exampleSummary({ method: 'GET' }))).toBe(true)
    expect(parseFilter('stauts:404').isEmpty).toBe(true)
    expect(parseFilter('stauts:404').matches(exampleSummary())).toBe(true)
  })
})

it('gives every part of a token its place', () => {
  const text = ' -header[x-id]*:"a b"  chat '
  const [header, chat] = parseFilter(text).tokens
  expect(header).toMatchObject({ kind: 'term', isNot: true, key: 'header', name: 'x-id', operator: '*:', value: 'a b' })
  expect([header?.start, header?.keyEnd, header?.valueStart, header?.end]).toEqual([1, 14, 16, 21])
  expect(chat).toMatchObject({ kind: 'text', isNot: false, key: null, operator: null, value: 'chat', text: 'chat' })
})

it('is empty without tokens', () => {
  expect(parseFilter('  ')).toMatchObject({ tokens: [], problems: [], deepTerms: [], isEmpty: true })
  expect(parseFilter('x').isEmpty).toBe(false)
})

describe('100,000 exchanges', () => {
  const summaries = Array.from({ length: 100_000 }, (_, index) =>
    exampleSummary({
      path: `/v1/chat/completions/${index}`,
      status: 200 + (index % 300),
      upstream: `api-${index % 20}.example.com:443`,
      model: `gpt-5-${index % 50}`,
      durationMs: index,
    }),
  )

  it.each([
    '9999',
    'nothing-like-it',
    'path:*/9*9',
    'status>=400 method:POST path*:chat -type:sse size>1mb duration>2s',
  ])('are matched by %s in less than 50 ms', (text) => {
    const times: number[] = []
    let found = 0
    for (let round = 0; round < 5; round += 1) {
      // Anew, since a filter that was typed has seen no exchange yet.
      const filter = parseFilter(text)
      const startedAt = performance.now()
      found = summaries.filter(filter.matches).length
      times.push(performance.now() - startedAt)
    }
    expect(found).toBeLessThan(summaries.length)
    // The best of five: the machine may be busy with something else.
    expect(Math.min(...times)).toBeLessThan(50)
  })
})
