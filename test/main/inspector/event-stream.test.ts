// Server-sent events and lines out of bytes: every line end, every split, and where each event stands.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventStream, type EventFormat, eventText } from '../../../src/main/inspector/event-stream.ts'

/** Fed in pieces that end at `cuts`. An event arrives with the piece that completes it: its time is that piece's end. */
const parse = (bytes: Buffer, cuts: number[] = [], format: EventFormat = 'events') => {
  const stream = createEventStream(format)
  let from = 0
  for (const to of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    stream.feed(bytes.subarray(from, to), (offset) => offset)
    from = to
  }
  const isBroken = stream.end((offset) => offset)
  const texts = stream.messages.map(({ type, start, end }) => [
    type,
    eventText(format, type, bytes.subarray(start, end)),
  ])
  return { messages: stream.messages, texts, isBroken }
}

const example = [
  ': hello',
  'retry: 3000',
  '',
  'id: 1',
  'event: content_block_delta',
  'data: {"text": "größer 🙂"}',
  '',
  'data: first',
  ': in between',
  'data:second',
  'unknown: field',
  'data',
  '',
  'id: 7',
  '',
  'retry: soon',
  'data:',
  '',
  'data: [DONE]',
  '',
  '',
]
const expected = [
  ['comment', 'hello'],
  ['retry', '3000'],
  ['content_block_delta', '{"text": "größer 🙂"}'],
  ['comment', 'in between'],
  ['message', 'first\nsecond\n'],
  ['message', ''],
  ['message', '[DONE]'],
]

describe('server-sent events', () => {
  test.each([
    ['LF', '\n'],
    ['CR', '\r'],
    ['CRLF', '\r\n'],
  ])('ended by %s, at every place split in two', (_, lineEnd) => {
    const bytes = Buffer.from(example.join(lineEnd))
    const whole = parse(bytes)
    expect(whole.texts).toEqual(expected)
    expect(whole.isBroken).toBe(false)
    for (let cut = 1; cut < bytes.length; cut++) expect(parse(bytes, [cut])).toEqual(whole)
    expect(parse(bytes, [...bytes.keys()])).toEqual(whole)
  })

  test('any stream gives the same events however it is split', () => {
    const line = fc.constantFrom(
      'data: ü',
      'data:',
      'data',
      'event: x',
      'id: 3',
      ': 🙂',
      '',
      '',
      'retry: 5',
      'x',
      '\uFEFF',
    )
    const lineEnd = fc.constantFrom('\n', '\r', '\r\n')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, lineEnd), { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 10 }),
        (lines, cuts) => {
          const bytes = Buffer.from(lines.flat().join(''))
          expect(parse(bytes, cuts)).toEqual(parse(bytes))
        },
      ),
    )
  })

  test('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(), { maxLength: 4 }), (bytes, cuts) => {
        expect(parse(Buffer.from(bytes), cuts)).toEqual(parse(Buffer.from(bytes)))
      }),
    )
  })

  test('is complete with the byte that ends its empty line', () => {
    const { messages } = parse(Buffer.from('data: a\n\ndata: b\r\n\r\n: c\n'))
    // The CR of an empty line is enough.
    expect(messages.map(({ start, end, atMs }) => [start, end, atMs])).toEqual([
      [0, 9, 8],
      [9, 19, 18],
      [20, 24, 23],
    ])
  })

  test('leaves off a byte order mark', () => {
    const bytes = Buffer.from('\uFEFFdata: a\n\n')
    for (let cut = 0; cut < 5; cut++) expect(parse(bytes, [cut]).texts).toEqual([['message', 'a']])
  })

  test('lists what the stream broke off in, at every byte', () => {
    const bytes = Buffer.from('data: größer\n\ndata: next\n\n')
    const complete = bytes.indexOf('\n\n') + 2
    for (let length = 0; length <= bytes.length; length++) {
      const { texts, isBroken } = parse(bytes.subarray(0, length))
      const hasFirst = length >= 'data'.length
      expect(texts.length).toBe(length === bytes.length || length - complete >= 'data'.length ? 2 : hasFirst ? 1 : 0)
      const isBetween = length < 4 || (length >= complete && length < complete + 4) || length === bytes.length
      expect(isBroken).toBe(!isBetween)
    }
    expect(parse(Buffer.from('data: größ')).texts).toEqual([['message', 'größ']])
  })

  test('counts bytes, and shows the first characters', () => {
    const { messages } = parse(Buffer.from(`data: ${'ü'.repeat(500)}\n\n`))
    expect(messages).toMatchObject([{ size: 1000, preview: 'ü'.repeat(200), type: 'message', direction: 'down' }])
  })

  test('a line of many pieces costs no more than its length', () => {
    const stream = createEventStream('events')
    const piece = Buffer.alloc(1000, 'x')
    const startedAt = performance.now()
    stream.feed(Buffer.from('data: '), () => 0)
    for (let i = 0; i < 20_000; i++) stream.feed(piece, () => 0)
    stream.feed(Buffer.from('\n\n'), () => 5)
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(stream.messages).toMatchObject([{ size: 20_000_000, atMs: 5 }])
  })
})

describe('lines', () => {
  const bytes = Buffer.from('{"a": "ü"}\n\r\n  \n{"b": 2}\r\n[3]')
  test('are messages, and empty ones are not', () => {
    const { texts, isBroken } = parse(bytes, [], 'lines')
    expect(texts).toEqual([
      ['line', '{"a": "ü"}'],
      ['line', '{"b": 2}'],
      ['line', '[3]'],
    ])
    expect(isBroken).toBe(false)
  })

  test('are the same however they are split', () => {
    for (let cut = 1; cut < bytes.length; cut++) expect(parse(bytes, [cut], 'lines')).toEqual(parse(bytes, [], 'lines'))
  })
})
