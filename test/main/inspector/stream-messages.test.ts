// Listing the messages of exchanges: live and ended streams, times, coded streams, limits, and what polling costs.
import zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { ArrivalMark } from '../../../src/main/inspector/captured.ts'
import { createStreamMessages } from '../../../src/main/inspector/stream-messages.ts'
import { createStreamReader } from '../../../src/main/inspector/stream-reader.ts'
import { streamMessagesSchema } from '../../../src/shared/exchange-detail.ts'
import { type CapturedBodyOptions, capturedBody, capturedExchange } from '../../support/captured-body.ts'

const events = (bytes: Uint8Array | string, options: CapturedBodyOptions = {}, id = 'a') =>
  capturedExchange({
    summary: { id },
    response: capturedBody(bytes, { mediaType: 'text/event-stream', ...options }),
  })
const textOf = async (payload: Promise<{ bytes: Uint8Array }>) => Buffer.from((await payload).bytes).toString()

/** Each text is compressed and flushed by itself, as a server does that streams. */
async function flushed(texts: string[], stream: zlib.Gzip | zlib.BrotliCompress) {
  const chunks: Buffer[] = []
  const arrivals: ArrivalMark[] = []
  let length = 0
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  for (const [i, text] of texts.entries()) {
    arrivals.push({ offset: length, atMs: i * 100 })
    stream.write(text)
    await new Promise<void>((resolve) => stream.flush(resolve))
    length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  }
  const ended = new Promise((resolve) => stream.on('end', resolve))
  stream.end()
  await ended
  return { bytes: Buffer.concat(chunks), arrivals }
}

test('lists events with their times, a page at a time', async () => {
  const texts = ['event: a\ndata: 1\n\n', ': ping\n\n', 'data: 2\n\ndata: 3\n\n', 'retry: 10\n']
  const arrivals: ArrivalMark[] = []
  let offset = 0
  for (const [i, text] of texts.entries()) {
    arrivals.push({ offset, atMs: i * 300 })
    offset += text.length
  }
  const exchange = events(texts.join(''), { arrivals })
  const reader = createStreamMessages()
  const listed = streamMessagesSchema.parse(await reader.list(exchange, 0, 100))
  const row = (index: number, type: string, atMs: number, gapMs: number | null, preview: string) => ({
    index,
    direction: 'down',
    type,
    atMs,
    gapMs,
    size: preview.length,
    preview,
  })
  const all = [
    row(0, 'a', 0, null, '1'),
    row(1, 'comment', 300, 300, 'ping'),
    row(2, 'message', 600, 300, '2'),
    row(3, 'message', 600, 0, '3'),
    row(4, 'retry', 900, 300, '10'),
  ]
  expect(listed).toEqual({ total: 5, messages: all, problems: [] })
  expect(await reader.list(exchange, 1, 2)).toEqual({ total: 5, messages: all.slice(1, 3), problems: [] })
  expect(await reader.list(exchange, 5, 2)).toEqual({ total: 5, messages: [], problems: [] })
  expect(await Promise.all([0, 1, 2, 3, 4].map((index) => textOf(reader.payload(exchange, index))))).toEqual([
    '1',
    'ping',
    '2',
    '3',
    '10',
  ])
  for (const index of [-1, 5, 0.5, Number.NaN])
    await expect(reader.payload(exchange, index)).rejects.toMatchObject({ code: 'not_found' })
})

test('an event whose bytes arrived at different times arrived with its last one', async () => {
  const arrivals = [
    { offset: 0, atMs: 10 },
    { offset: 3, atMs: 20 },
    { offset: 8, atMs: 30 },
    { offset: 9, atMs: 40 },
  ]
  const { messages } = await createStreamMessages().list(events('data: a\n\ndata: b\n\n', { arrivals }), 0, 10)
  expect(messages.map(({ atMs }) => atMs)).toEqual([30, 40])
})

test('without marks no time is known', async () => {
  const { messages } = await createStreamMessages().list(events('data: a\n\ndata: b\n\n'), 0, 10)
  expect(messages).toMatchObject([
    { atMs: null, gapMs: null },
    { atMs: null, gapMs: null },
  ])
})

describe('a live stream', () => {
  test('grows, and its last event is listed when it has ended', async () => {
    const body = capturedBody('data: a\n\ndata: b', { mediaType: 'text/event-stream', isEnded: false })
    const exchange = capturedExchange({ response: body })
    const reader = createStreamMessages()
    expect((await reader.list(exchange, 0, 10)).total).toBe(1)
    body.append('c\n', 50)
    expect((await reader.list(exchange, 0, 10)).total).toBe(1)
    body.append('\ndata: größ'.slice(0, 9), 60)
    expect((await reader.list(exchange, 0, 10)).messages.map(({ preview }) => preview)).toEqual(['a', 'bc'])
    body.append(Buffer.from('ö').subarray(0, 1), 70)
    await reader.list(exchange, 0, 10)
    body.append(Buffer.from('ö').subarray(1), 80)
    body.end()
    const { messages, problems } = await reader.list(exchange, 0, 10)
    expect(messages.map(({ preview }) => preview)).toEqual(['a', 'bc', 'grö'])
    expect(problems).toEqual(['The stream ends in the middle of its last event.'])
    expect(await textOf(reader.payload(exchange, 2))).toBe('grö')
  })

  test('polled all the while costs its bytes once', async () => {
    const body = capturedBody('', { mediaType: 'text/event-stream', isEnded: false })
    const exchange = capturedExchange({ response: body })
    const reader = createStreamMessages()
    const count = 100_000
    let spent = 0
    for (let i = 0; i < count; i++) {
      body.append(`data: {"index": ${i}}\n\n`, i)
      if (i % 1000 !== 0) continue
      const startedAt = performance.now()
      const { total } = await reader.list(exchange, Math.max(0, i - 50), 100)
      spent += performance.now() - startedAt
      expect(total).toBe(i + 1)
    }
    body.end()
    const { total, messages } = await reader.list(exchange, count - 1, 10)
    expect(total).toBe(count)
    expect(messages).toMatchObject([
      { index: count - 1, atMs: count - 1, gapMs: 1, preview: `{"index": ${count - 1}}` },
    ])
    expect(body.bytesRead).toBe(body.info.capturedBytes)
    expect(spent).toBeLessThan(2000)
    expect(await textOf(reader.payload(exchange, 77_777))).toBe('{"index": 77777}')
  })

  test('asked for many times at once', async () => {
    const body = capturedBody('data: a\n\n'.repeat(10_000), { mediaType: 'text/event-stream', isEnded: false })
    const exchange = capturedExchange({ response: body })
    const reader = createStreamMessages()
    const lists = await Promise.all(Array.from({ length: 10 }, () => reader.list(exchange, 0, 1)))
    expect(lists.map(({ total }) => total)).toEqual(Array(10).fill(10_000))
    expect(body.bytesRead).toBe(90_000)
  })
})

describe('a coded stream', () => {
  const texts = Array.from({ length: 20 }, (_, i) => `data: größer ${i}\n\n`)

  test.each([
    ['gzip', () => zlib.createGzip()],
    ['br', () => zlib.createBrotliCompress()],
  ])('%s has the times at which its events could be decoded', async (name, create) => {
    const { bytes, arrivals } = await flushed(texts, create())
    const exchange = events(bytes, { encodings: [name], arrivals })
    const reader = createStreamMessages()
    const { messages, problems } = await reader.list(exchange, 0, 100)
    expect(problems).toEqual([])
    expect(messages.map(({ preview }) => preview)).toEqual(texts.map((_, i) => `größer ${i}`))
    expect(messages.map(({ atMs }) => atMs)).toEqual(texts.map((_, i) => i * 100))
    expect(await textOf(reader.payload(exchange, 13))).toBe('größer 13')
    expect(await textOf(reader.payload(exchange, 2))).toBe('größer 2')
  })

  test('shows events as it grows', async () => {
    const { bytes, arrivals } = await flushed(texts, zlib.createGzip())
    const body = capturedBody('', { mediaType: 'text/event-stream', encodings: ['gzip'], isEnded: false })
    const exchange = capturedExchange({ response: body })
    const reader = createStreamMessages()
    for (const [i, { offset, atMs }] of arrivals.entries()) {
      body.append(bytes.subarray(offset, arrivals[i + 1]?.offset ?? bytes.length), atMs)
      const { total, messages } = await reader.list(exchange, i, 1)
      expect(total).toBe(i + 1)
      expect(messages).toMatchObject([{ preview: `größer ${i}`, atMs: i * 100, gapMs: i === 0 ? null : 100 }])
    }
    body.end()
    expect(await reader.list(exchange, 0, 1)).toMatchObject({ total: 20, problems: [] })
    expect(body.bytesRead).toBe(bytes.length)
  })

  test('cut, mislabelled, unknown', async () => {
    const { bytes, arrivals } = await flushed(texts, zlib.createGzip())
    const cut = await createStreamMessages().list(
      events(bytes.subarray(0, bytes.length - 10), { encodings: ['gzip'], arrivals }),
      0,
      100,
    )
    expect(cut.total).toBe(20)
    expect(cut.problems).toEqual([
      expect.stringMatching(/^The body ends in the middle of its gzip stream\. .* could be read\.$/),
    ])
    for (const name of ['gzip', 'br', 'deflate', 'zstd']) {
      const exchange = events(texts.join(''), { encodings: [name] })
      const reader = createStreamMessages()
      const plain = await reader.list(exchange, 0, 100)
      expect(plain.total).toBe(20)
      expect(plain.problems).toEqual([`Labelled ${name}, but it is not: shown as it came.`])
      expect(await textOf(reader.payload(exchange, 7))).toBe('größer 7')
    }
    const unknown = await createStreamMessages().list(events(texts.join(''), { encodings: ['dcb'] }), 0, 100)
    expect(unknown).toMatchObject({ total: 20, problems: [expect.stringContaining('dcb')] })
  })

  test('a bomb goes no further than the limit', async () => {
    const bomb = capturedBody(zlib.gzipSync(Buffer.alloc(50_000_000)), { encodings: ['gzip'] })
    const reader = createStreamReader(['gzip'], 1_000_000)
    let length = 0
    for await (const { bytes } of reader.advance(bomb)) length += bytes.length
    expect(length).toBe(1_000_000)
    expect(reader.problems).toEqual(['Only the first 1 MB of the stream are listed.'])
    expect(reader.isOver).toBe(true)
  })
})

test('lines of JSON are messages of an ndjson response', async () => {
  for (const mediaType of ['application/x-ndjson', 'application/jsonl']) {
    const exchange = capturedExchange({ response: capturedBody('{"a":1}\n{"b":2}\n', { mediaType }) })
    const reader = createStreamMessages()
    const { messages } = await reader.list(exchange, 0, 10)
    expect(messages).toMatchObject([
      { type: 'line', preview: '{"a":1}' },
      { type: 'line', preview: '{"b":2}' },
    ])
    expect(await textOf(reader.payload(exchange, 1))).toBe('{"b":2}')
  }
})

test('other exchanges have no messages', async () => {
  const exchange = capturedExchange({ response: capturedBody('{}', { mediaType: 'application/json' }) })
  expect(await createStreamMessages().list(exchange, 0, 10)).toEqual({ total: 0, messages: [], problems: [] })
  await expect(createStreamMessages().payload(exchange, 0)).rejects.toMatchObject({ code: 'not_found' })
})

test('what is no longer there is no longer listed', async () => {
  let body = capturedBody('data: a\n\n', { mediaType: 'text/event-stream' })
  const exchange = { ...capturedExchange({ response: body }), body: () => body }
  const reader = createStreamMessages()
  expect((await reader.list(exchange, 0, 10)).total).toBe(1)
  body = capturedBody('', { mediaType: 'text/event-stream', gap: 'evicted', wireBytes: 9 })
  expect(await reader.list(exchange, 0, 10)).toEqual({
    total: 0,
    messages: [],
    problems: ['None of 9 B was kept: it was let go to make room for newer ones.'],
  })
})

test('keeps the last few exchanges only', async () => {
  const bodies = Array.from({ length: 12 }, () => capturedBody('data: a\n\n', { mediaType: 'text/event-stream' }))
  const exchanges = bodies.map((response, i) => capturedExchange({ summary: { id: `x${i}` }, response }))
  const reader = createStreamMessages()
  for (const exchange of exchanges) await reader.list(exchange, 0, 10)
  for (const exchange of exchanges.toReversed()) await reader.list(exchange, 0, 10)
  expect(bodies.map(({ bytesRead }) => bytesRead / 9)).toEqual([2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1])
})

test('a stream that cannot be read is read anew', async () => {
  const body = capturedBody('data: a\n\n', { mediaType: 'text/event-stream' })
  let isBroken = true
  const read: typeof body.read = (offset, length) =>
    isBroken ? Promise.reject(new Error('no such file')) : body.read(offset, length)
  const exchange = capturedExchange({
    response: { info: body.info, charset: null, isEnded: true, arrivals: [], secrets: [], read },
  })
  const reader = createStreamMessages()
  await expect(reader.list(exchange, 0, 10)).rejects.toThrow('no such file')
  isBroken = false
  expect((await reader.list(exchange, 0, 10)).total).toBe(1)
})
