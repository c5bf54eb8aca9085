// When events and messages arrived goes into a HAR file and comes back out of it.
import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { ArrivalMark, CapturedExchange, ImportedExchange } from '../../../src/main/inspector/captured.ts'
import { decodeBody } from '../../../src/main/inspector/decode.ts'
import { harChunks } from '../../../src/main/inspector/har/export.ts'
import { readHar } from '../../../src/main/inspector/har/import.ts'
import type { HarEntry } from '../../../src/main/inspector/har/own-fields.ts'
import type { HarWebSocketMessage } from '../../../src/main/inspector/har/web-socket-messages.ts'
import { readLlm } from '../../../src/main/inspector/llm/read-llm.ts'
import { createStreamMessages } from '../../../src/main/inspector/stream-messages.ts'
import type { StreamMessage } from '../../../src/shared/exchange-detail.ts'
import { type CapturedBodyOptions, capturedBody, capturedExchange } from '../../support/captured-body.ts'
import { createHarValidator } from '../../support/har-validator.ts'
import { recordWebSocket, webSocketExchange } from '../../support/recorded-web-socket.ts'
import { found, testRecorder } from './passing.ts'

const messagesOf = async (exchange: CapturedExchange): Promise<StreamMessage[]> =>
  (await createStreamMessages().list(exchange, 0, 10_000)).messages

async function exported(exchange: CapturedExchange): Promise<string> {
  const options = { isRedacted: true, decodeBody, version: '1.2.3', messages: createStreamMessages() }
  let text = ''
  for await (const chunk of harChunks([exchange], options)) text += chunk
  return text
}

const entryOf = (text: string) => (JSON.parse(text) as { log: { entries: HarEntry[] } }).log.entries[0] as HarEntry

/** As it is kept once it was read from the file. */
async function imported(text: string): Promise<CapturedExchange> {
  const { exchanges, skipped } = await readHar(Buffer.from(text))
  expect({ read: exchanges.length, skipped }).toEqual({ read: 1, skipped: 0 })
  const recorder = await testRecorder()
  return found(recorder, recorder.add(exchanges[0] as ImportedExchange))
}

const stream = (bytes: Uint8Array | string, options: CapturedBodyOptions = {}) =>
  capturedExchange({
    summary: { receivedAt: 1_741_083_631_250, durationMs: 1000 },
    response: capturedBody(bytes, { mediaType: 'text/event-stream', charset: 'utf-8', ...options }),
  })

/** Each text with the time of its arrival; a text may be a part of an event. */
function arriving(pieces: readonly (readonly [string, number])[]): { text: string; arrivals: ArrivalMark[] } {
  let text = ''
  const arrivals = pieces.map(([piece, atMs]) => {
    const offset = Buffer.byteLength(text)
    text += piece
    return { offset, atMs }
  })
  return { text, arrivals }
}

describe('of server-sent events', () => {
  const { text, arrivals } = arriving([
    ['\ufeffid: 1\ndata: grüß', 10.1234567],
    ['e\n\nevent: b\nda', 300],
    ['ta: 2\n: in the midst\ndata: 3\r\n\r\ndata: 4\n\n', 555.5],
    ['retry: 10\n\n: at the end\n', 900],
    ['data: cut off', 1000.25],
  ])

  test('come back, comments and retries among them', async () => {
    const exchange = stream(text, { arrivals })
    const before = await messagesOf(exchange)
    expect(before.map(({ type, atMs }) => [type, atMs])).toEqual([
      ['message', 300],
      ['comment', 555.5],
      ['b', 555.5],
      ['message', 555.5],
      ['retry', 900],
      ['comment', 900],
      ['message', 1000.25],
    ])
    const file = await exported(exchange)
    expect(createHarValidator()(JSON.parse(file))).toEqual([])
    expect(await messagesOf(await imported(file))).toEqual(before)
  })

  test('come back of a stream that came compressed', async () => {
    const gzip = createGzip()
    const chunks: Buffer[] = []
    gzip.on('data', (chunk: Buffer) => chunks.push(chunk))
    const length = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    const marks: ArrivalMark[] = []
    for (const [index, part] of ['data: a\n\n', 'data: b\n\ndata: c\n\n', ': d\n\n'].entries()) {
      marks.push({ offset: length(), atMs: 100 * index + 0.5 })
      gzip.write(part)
      await new Promise<void>((resolve) => gzip.flush(resolve))
    }
    gzip.end()
    await once(gzip, 'end')
    const exchange = stream(Buffer.concat(chunks), { encodings: ['gzip'], arrivals: marks })
    const before = await messagesOf(exchange)
    expect(before.map(({ atMs }) => atMs)).toEqual([0.5, 100.5, 100.5, 200.5])
    expect(await messagesOf(await imported(await exported(exchange)))).toEqual(before)
  })

  test('come back of lines of JSON', async () => {
    const lines = arriving([
      ['{"a":1}\n{"a"', 5],
      [':2}\n', 1250],
    ])
    const exchange = stream(lines.text, { arrivals: lines.arrivals, mediaType: 'application/x-ndjson' })
    const again = await imported(await exported(exchange))
    expect((await messagesOf(again)).map(({ type, atMs, gapMs }) => [type, atMs, gapMs])).toEqual([
      ['line', 5, null],
      ['line', 1250, 1245],
    ])
  })

  test('tell a call of a language model its first token and its speed again', async () => {
    const chunk = (content: string) =>
      `data: {"object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"${content}"}}]}\n\n`
    const usage =
      'data: {"object":"chat.completion.chunk","model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":50}}\n\n'
    const call = arriving([
      [chunk('Hel'), 250],
      [chunk('lo'), 500],
      [`${usage}data: [DONE]\n\n`, 750],
    ])
    const exchange = stream(call.text, { arrivals: call.arrivals })
    const before = await readLlm(exchange, [], decodeBody)
    expect(before).toMatchObject({ firstTokenMs: 250 })
    expect(before?.tokensPerSecond).toBeCloseTo(50 / 0.75)
    expect(await readLlm(await imported(await exported(exchange)), [], decodeBody)).toEqual(before)
  })

  test('are not made up where they are not known', async () => {
    const file = await exported(stream(text))
    expect(entryOf(file)._throughline).not.toHaveProperty('eventTimes')
    const again = await imported(file)
    expect((await messagesOf(again)).every(({ atMs }) => atMs === null)).toBe(true)
    // Nor out of what somebody else wrote there.
    const wrong = file.replace('"isAnswered":true', '"isAnswered":true,"eventTimes":[-1,"x"]')
    expect((await messagesOf(await imported(wrong))).every(({ atMs }) => atMs === null)).toBe(true)
  })
})

describe('of WebSocket messages', () => {
  test('come back in both directions, in their order', async () => {
    const recorded = await recordWebSocket({ perMessageDeflate: { threshold: 0 } }, async (client, server) => {
      server.on('message', (data) => server.send(`you said ${data}`))
      for (const text of ['one', 'two', 'three']) {
        const answered = once(client, 'message')
        client.send(text)
        await answered
      }
      client.close(1000, 'bye')
    })
    const exchange = webSocketExchange(recorded)
    const before = await messagesOf(exchange)
    const file = await exported(exchange)
    expect(createHarValidator()(JSON.parse(file))).toEqual([])
    const after = await messagesOf(await imported(file))
    const shown = (messages: StreamMessage[]) =>
      messages.map(({ direction, type, preview }) => [direction, type, preview])
    expect(shown(after)).toEqual(shown(before))
    expect(before.length).toBe(8)
    for (const [index, { atMs }] of before.entries()) expect(after[index]?.atMs).toBeCloseTo(atMs as number, 2)
  })

  test('are not made up where they are not known', async () => {
    const recorded = await recordWebSocket({}, (client) => {
      client.send('one')
      client.close()
    })
    const file = await exported(webSocketExchange({ ...recorded, arrivals: { up: [], down: [] } }))
    const written = entryOf(file)._webSocketMessages as HarWebSocketMessage[]
    expect(written.map(({ time }) => time)).toEqual([-1, -1, -1])
    expect((await messagesOf(await imported(file))).map(({ atMs }) => atMs)).toEqual([null, null, null])
  })
})

describe('of a browser', () => {
  const at = 1_741_083_631.25
  const events = [
    { time: at + 0.1, eventName: 'message', eventId: '', data: 'one' },
    { time: at + 0.4, eventName: 'b', eventId: '7', data: 'two\nlines' },
  ]
  const file = (text: string | undefined, told: unknown[] = events) =>
    JSON.stringify({
      log: {
        entries: [
          {
            startedDateTime: new Date(at * 1000).toISOString(),
            request: { method: 'GET', url: 'https://a.example/stream', headers: [] },
            response: {
              status: 200,
              headers: [{ name: 'Content-Type', value: 'text/event-stream' }],
              content: { size: 40, mimeType: 'text/event-stream', ...(text === undefined ? {} : { text }) },
            },
            _eventSourceMessages: told,
          },
        ],
      },
    })
  const shown = async (text: string | undefined, told?: unknown[]) =>
    (await messagesOf(await imported(file(text, told)))).map(({ type, atMs, preview }) => [type, atMs, preview])

  test('are laid over the events of the body', async () => {
    expect(await shown(': hello\n\ndata: one\n\nevent: b\ndata: two\ndata: lines\n\n')).toEqual([
      ['comment', 100, 'hello'],
      ['message', 100, 'one'],
      ['b', 400, 'two\nlines'],
    ])
  })

  test('come with the events where the body was left out', async () => {
    expect(await shown(undefined)).toEqual([
      ['message', 100, 'one'],
      ['b', 400, 'two\nlines'],
    ])
    const again = await imported(file(undefined))
    expect(again.body('response').info.gap).toBeNull()
    expect((await again.body('response').read(0, 1000)).toString()).toBe(
      'data: one\n\nevent: b\nid: 7\ndata: two\ndata: lines\n\n',
    )
  })

  test('are left out where they are of no form', async () => {
    expect(await shown('data: one\n\n', [{ time: 'noon', data: 'one' }, 7])).toEqual([['message', null, 'one']])
  })
})
