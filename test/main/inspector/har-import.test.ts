// HAR files of browsers and broken ones are read; the fixtures are in the form that browsers write.
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHar } from '../../../src/main/inspector/har/import.ts'
import { createEntrySplitter } from '../../../src/main/inspector/har/split-entries.ts'
import { createStreamMessages } from '../../../src/main/inspector/stream-messages.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'
import { capturedBody, capturedExchange } from '../../support/captured-body.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/har/${name}`, import.meta.url))

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error(`There is no item ${index}.`)
  return item
}

describe('of Chrome', async () => {
  const { exchanges, skipped } = await readHar(createReadStream(fixture('chrome.har'), { highWaterMark: 100 }))

  test('reads the entries that are HTTP, and counts the others', () => {
    expect(skipped).toBe(1)
    expect(exchanges.map(({ summary }) => [summary.method, summary.path, summary.status, summary.outcome])).toEqual([
      ['POST', '/v1/chat/completions', 200, 'ok'],
      ['GET', '/logo.png', 200, 'ok'],
      ['GET', '/socket', 101, 'ok'],
      ['GET', '/v1/stream', null, 'client_closed'],
    ])
  })

  test('reads a request and its response in full', () => {
    const { summary, detail, bodies } = at(exchanges, 0)
    expect(summary).toMatchObject({
      receivedAt: Date.UTC(2025, 2, 4, 10, 20, 31, 250),
      upstream: 'api.example.com:443',
      route: null,
      source: 'import',
      state: 'ended',
      mediaType: 'application/json',
      durationMs: 350.5,
      requestBytes: 36,
      responseBytes: 412,
      stream: null,
    })
    expect(summary.firstByteMs).toBe(2.5 + 10 + 45 + 0.5 + 250)
    expect(detail.phases).toEqual({
      queued: 2.5,
      connect: 10 + 45 - 20,
      tls: 20,
      sending: 0.5,
      waiting: 250,
      receiving: 42.5,
      isReused: false,
    })
    expect(detail.client).toMatchObject({
      httpVersion: '2.0',
      url: 'https://api.example.com/v1/chat/completions?user=a%20b',
    })
    expect(detail.sent).toMatchObject({ address: '203.0.113.9', url: detail.client.url })
    expect(detail.sent?.headers).toEqual([
      { name: 'authorization', value: `Bearer ${mask}`, origin: 'client', variables: [], isMasked: true },
      { name: 'content-type', value: 'application/json', origin: 'client', variables: [], isMasked: false },
      expect.objectContaining({ name: 'user-agent' }),
    ])
    expect(detail.response?.headers.map(({ name, value }) => [name, value])).toEqual([
      ['content-encoding', 'br'],
      ['content-type', 'application/json; charset=utf-8'],
      ['set-cookie', `a=${mask}; Path=/`],
      ['set-cookie', `b=${mask}; Path=/`],
    ])
    expect(bodies.request.bytes.toString()).toBe('{"model":"gpt-4o","text":"grüß dich"}')
    expect(bodies.response).toMatchObject({ bytes: Buffer.from('{"choices":[],"note":"äöü 🎈"}'), charset: 'utf-8' })
    // The bytes are decoded, whatever the header says.
    expect(detail.response?.body).toMatchObject({ encodings: [], gap: null, mediaType: 'application/json' })
  })

  test('reads base64', () => {
    expect(at(exchanges, 1).bodies.response.bytes.toString('hex')).toBe('89504e470d0a1a0a')
    expect(at(exchanges, 1).detail.client.httpVersion).toBe('3')
  })

  test('makes the frames of a WebSocket again', async () => {
    const { summary, detail, bodies } = at(exchanges, 2)
    expect(summary.stream).toBe('websocket')
    const exchange = capturedExchange({
      summary,
      detail,
      request: capturedBody(bodies.request.bytes),
      response: capturedBody(bodies.response.bytes),
    })
    const reader = createStreamMessages()
    const { messages, problems } = await reader.list(exchange, 0, 10)
    expect(problems).toEqual([])
    const list = await Promise.all(
      messages.map(async ({ index, direction, type }) => {
        const { bytes } = await reader.payload(exchange, index)
        return `${direction} ${type} ${Buffer.from(bytes).toString(type === 'text' ? 'utf8' : 'hex')}`
      }),
    )
    expect(list.sort()).toEqual(['down binary 00ff01', 'down text héllo', 'up text {"op":"subscribe"}'])
  })

  test('tells why a request failed', () => {
    const { detail } = at(exchanges, 3)
    expect(detail.response).toBeNull()
    expect(detail.error).toEqual({ sentence: 'The request failed: net::ERR_ABORTED.', code: 'ERR_ABORTED' })
  })

  test('shows no credential unless they are kept readable', async () => {
    expect(JSON.stringify(exchanges)).not.toContain('sk-from-the-browser')
    const kept = await readHar(await readFile(fixture('chrome.har')), { keepsClientCredentials: true })
    expect(at(kept.exchanges, 0).detail.sent?.headers[0]).toMatchObject({
      value: 'Bearer sk-from-the-browser',
      isMasked: false,
    })
  })
})

describe('of Firefox', async () => {
  const { exchanges, skipped } = await readHar(await readFile(fixture('firefox.har')))

  test('reads what can be read', () => {
    expect(skipped).toBe(3)
    expect(exchanges.map(({ summary }) => [summary.receivedAt, summary.upstream])).toEqual([
      [Date.UTC(2025, 2, 4, 10, 0, 1, 500), 'shop.example.org:443'],
      [Date.UTC(2025, 2, 4, 10, 0, 2), 'shop.example.org:8080'],
    ])
  })

  test('reads posted parameters, repeated headers and cookies', () => {
    const { detail, bodies } = at(exchanges, 0)
    expect(bodies.request.bytes.toString()).toBe('user=ann&note=a+b')
    const values = (name: string, list = detail.sent?.headers) =>
      list?.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value)
    expect(values('cookie')).toEqual([`session=${mask}; theme=${mask}`])
    expect(values('set-cookie', detail.response?.headers)).toEqual([`session=${mask}; HttpOnly`, `theme=${mask}`])
    expect(values('location', detail.response?.headers)).toEqual([`/home?token=${mask}&tab=2`])
    expect(Buffer.from(values('x-note')?.[0] ?? '', 'latin1').toString()).toBe('naïve 日本')
    // Here ssl is no part of connect.
    expect(detail.phases).toMatchObject({ connect: 30, tls: 45, waiting: 80 })
  })

  test('says that a body was left out', () => {
    expect(at(exchanges, 0).detail.response?.body).toMatchObject({ wireBytes: 420, capturedBytes: 0, gap: 'evicted' })
  })

  test('text is UTF-8 whatever it was sent in', () => {
    expect(at(exchanges, 1).bodies.response).toMatchObject({ bytes: Buffer.from('<p>café</p>'), charset: 'utf-8' })
  })
})

describe('a file that is not right', () => {
  const entry = '{"startedDateTime":"2025-01-02T03:04:05Z","request":{"method":"GET","url":"http://a.example/"}}'

  test.each([
    ['nothing', '', /not a HAR file/],
    ['a text', 'hello', /not a HAR file: it stops being JSON in line 1/],
    ['a list', '[1]', /not a HAR file/],
    ['other JSON', '{"entries":[]}', /no log\.entries/],
    ['entries in another place', '{"log":{"pages":[{"entries":[]}]}}', /no log\.entries/],
    ['a file that is cut off', `{"log":{"entries":[\n${entry},\n{"a":`, /cut off: it ends in line 3/],
    ['a string that is cut off', `{"log":{"entries":[${entry}]},"x":"`, /cut off/],
    ['a broken entry', `{"log":{"entries":[\n${entry},\n{"a" 1}]}}`, /broken in entry 2, which begins in line 3/],
    ['too many brackets', `{"log":{"entries":[]}}}`, /stops being JSON/],
  ])('is told where: %s', async (_, text, message) => {
    await expect(readHar(Buffer.from(text))).rejects.toMatchObject({
      code: 'file_invalid',
      message: expect.stringMatching(message),
    })
  })

  test('is read with a byte order mark, and with little in it', async () => {
    const { exchanges } = await readHar(Buffer.from(`\ufeff{"log":{"entries":[${entry}]}}`))
    expect(at(exchanges, 0).summary).toMatchObject({ path: '/', status: null, outcome: 'upstream_error' })
  })

  test('skips what would be no request', async () => {
    const bad = ['GET /\\r\\nX: y', '', '$(id) x'].map((method) => entry.replace('"GET"', JSON.stringify(method)))
    const urls = ['file:///etc/passwd', 'javascript:alert(1)', 'http://', ''].map((url) =>
      entry.replace('http://a.example/', url),
    )
    const { exchanges, skipped } = await readHar(Buffer.from(`{"log":{"entries":[${[...bad, ...urls]}]}}`))
    expect({ read: exchanges.length, skipped }).toEqual({ read: 0, skipped: 7 })
  })

  test('reads names and values of headers as far as they could be sent', async () => {
    const headers = [
      { name: '@/etc/passwd', value: 'x' },
      { name: 'X-A', value: 'a\r\nX-B: \u0000b' },
      { name: 'X-C', value: 7 },
      { value: 'no name' },
    ]
    const text = entry.replace('"url"', `"headers":${JSON.stringify(headers)},"url"`)
    const { exchanges } = await readHar(Buffer.from(`{"log":{"entries":[${text}]}}`))
    expect(at(exchanges, 0).detail.sent?.headers.map(({ name, value }) => [name, value])).toEqual([
      ['X-A', 'a'],
      ['X-A', 'X-B: b'],
      ['X-C', '7'],
    ])
  })
})

test('finds the entries wherever the pieces of a file end', () => {
  const json = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(json, fc.array(json, { maxLength: 6 }), fc.array(fc.nat(60)), (other, entries, cuts) => {
      const log = { comment: '"]}', other, entries, version: '{"entries":[' }
      const file = Buffer.from(JSON.stringify({ first: [other], log, entries: [1] }, null, 1))
      const splitter = createEntrySplitter()
      const found: unknown[] = []
      for (let from = 0, index = 0; from < file.length; index++) {
        const to = from + 1 + (cuts[index % Math.max(1, cuts.length)] ?? 99)
        for (const { json: text } of splitter.push(file.subarray(from, to))) found.push(JSON.parse(text.toString()))
        from = to
      }
      expect(splitter.end()).toBe('whole')
      expect(found).toEqual(JSON.parse(JSON.stringify(entries)))
    }),
  )
})

test('tells how far it is, and stops when it is cancelled', async () => {
  const file = await readFile(fixture('chrome.har'))
  const steps: number[] = []
  const controller = new AbortController()
  await readHar(createReadStream(fixture('chrome.har'), { highWaterMark: 4096 }), {
    onProgress: (done) => steps.push(done),
  })
  expect(steps.at(-1)).toBe(file.length)
  expect(steps.length).toBeGreaterThan(1)
  const stopped = readHar(createReadStream(fixture('chrome.har'), { highWaterMark: 4096 }), {
    onProgress: () => controller.abort(),
    signal: controller.signal,
  })
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
})
