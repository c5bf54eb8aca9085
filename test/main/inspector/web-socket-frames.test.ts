// WebSocket messages out of captured bytes: real traffic, every way to split it, compression, and what is no WebSocket.
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ServerOptions } from 'ws'
import { createStreamMessages } from '../../../src/main/inspector/stream-messages.ts'
import { createMessageInflater } from '../../../src/main/inspector/web-socket-deflate.ts'
import { createWebSocketParser } from '../../../src/main/inspector/web-socket-parser.ts'
import { streamMessagesSchema } from '../../../src/shared/exchange-detail.ts'
import { capturedBody, capturedExchange } from '../../support/captured-body.ts'
import {
  type RecordedWebSocket,
  recordWebSocket,
  webSocketExchange,
  webSocketResponse,
} from '../../support/recorded-web-socket.ts'

const long = 'Größe '.repeat(20_000)

/** Texts, binaries, fragments with a ping between them, a long text, and a close. */
async function conversation(options: ServerOptions): Promise<RecordedWebSocket> {
  return recordWebSocket(options, async (client, server) => {
    const received = (count: number) =>
      new Promise<void>((resolve) => {
        server.on('message', () => {
          count--
          if (count === 0) resolve()
        })
      })
    const all = received(5)
    server.on('message', (data, isBinary) => server.send(data, { binary: isBinary }))
    const echoed = new Promise<void>((resolve) => {
      let count = 5
      client.on('message', () => {
        count--
        if (count === 0) resolve()
      })
    })
    client.send('hello hello hello')
    client.send(Buffer.from([0xde, 0xad, 0xbe, 0xef]))
    client.send('frag', { fin: false })
    client.ping('are you there')
    client.send('men', { fin: false })
    client.send('ted', { fin: true })
    client.send(long)
    client.send('hello hello hello')
    await Promise.all([all, echoed])
    client.close(4001, 'done hëre')
  })
}

const shapes: [string, ServerOptions, RegExp | null][] = [
  ['without compression', {}, null],
  ['compressed', { perMessageDeflate: { threshold: 0 } }, /^permessage-deflate/],
  [
    'compressed without context',
    { perMessageDeflate: { threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true } },
    /no_context_takeover/,
  ],
  ['compressed with a small window', { perMessageDeflate: { threshold: 0, serverMaxWindowBits: 9 } }, /window_bits=9/],
]

describe.each(shapes)('real traffic, %s', (_, options, extension) => {
  const recording = conversation(options)

  test('is listed in both directions, with payloads', async () => {
    const recorded = await recording
    if (extension) expect(recorded.extensions).toMatch(extension)
    else expect(recorded.extensions).toBeNull()
    const exchange = webSocketExchange(recorded)
    const reader = createStreamMessages()
    const listed = streamMessagesSchema.parse(await reader.list(exchange, 0, 1000))
    expect(listed.problems).toEqual([])
    expect(listed.total).toBe(listed.messages.length)
    const told = (direction: string) =>
      listed.messages
        .filter((message) => message.direction === direction)
        .map(({ type, preview, size }) => [type, preview, size])
    const texts = [
      ['text', 'hello hello hello', 17],
      ['binary', 'de ad be ef', 4],
      ['text', 'fragmented', 10],
      ['text', long.slice(0, 200), Buffer.byteLength(long)],
      ['text', 'hello hello hello', 17],
    ]
    const ping = ['ping', '61 72 65 20 79 6f 75 20 74 68 65 72 65', 13]
    // ws sends a control frame at once, before messages that are still being compressed.
    expect(told('up').filter(([type]) => type !== 'ping')).toEqual([...texts, ['close', '4001 done hëre', 12]])
    expect(told('up')).toContainEqual(ping)
    expect(told('down').filter(([type]) => type !== 'pong')).toEqual([...texts, ['close', '4001 done hëre', 12]])
    expect(told('down').filter(([type]) => type === 'pong')).toHaveLength(1)

    // In any order: what was compressed with what came before it is read with it once more.
    for (const { index, type, size } of [...listed.messages, ...listed.messages.toReversed()]) {
      const payload = await reader.payload(exchange, index)
      expect(payload.bytes.length).toBe(size)
      expect(payload.isText).toBe(type === 'text')
      if (size > 1000) expect(Buffer.from(payload.bytes).toString()).toBe(long)
      if (type === 'close') expect(Buffer.from(payload.bytes).readUInt16BE()).toBe(4001)
    }
  })

  test('is in the order of its arrival', async () => {
    const { messages } = await createStreamMessages().list(webSocketExchange(await recording), 0, 1000)
    const times = messages.map(({ atMs }) => atMs as number)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(messages[0]).toMatchObject({ direction: 'up', gapMs: null })
    expect(messages.slice(1).every(({ gapMs }, i) => gapMs === (times[i + 1] as number) - (times[i] as number))).toBe(
      true,
    )
    expect(messages.map(({ index }) => index)).toEqual(messages.map((_, i) => i))
  })

  test('gives the same messages however it is split', async () => {
    const recorded = await recording
    const parse = async (direction: 'up' | 'down', cuts: number[]) => {
      const isDeflated = recorded.extensions !== null
      const keepsContext = !/no_context/.test(recorded.extensions ?? '')
      const parser = createWebSocketParser(direction, { deflate: isDeflated ? { keepsContext } : null })
      const bytes = recorded[direction]
      let from = 0
      for (const to of [...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length]) {
        await parser.feed(bytes.subarray(from, to), () => null)
        from = to
      }
      expect(parser.problem).toBeNull()
      expect(parser.isInMessage()).toBe(false)
      return parser.take()
    }
    const whole = { up: await parse('up', []), down: await parse('down', []) }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('up', 'down'), fc.array(fc.nat(), { maxLength: 8 }), async (direction, cuts) => {
        expect(await parse(direction, cuts)).toEqual(whole[direction])
      }),
      { numRuns: 20 },
    )
  })
})

/** A frame as a server sends it. */
const frame = (first: number, payload: Uint8Array | string = '') => {
  const bytes = Buffer.from(payload)
  return Buffer.concat([Buffer.from([first, bytes.length]), bytes])
}
const listOf = async (
  down: Uint8Array,
  extensions: string | null = null,
  up: Uint8Array = Buffer.alloc(0),
  options = {},
) =>
  createStreamMessages().list(
    capturedExchange({
      summary: { status: 101, stream: 'websocket' },
      detail: { response: webSocketResponse(extensions) },
      request: capturedBody(up),
      response: capturedBody(down, options),
    }),
    0,
    100,
  )

describe('what breaks the protocol', () => {
  const good = frame(0x81, 'good')
  test.each([
    ['an unknown opcode', frame(0x83), 'opcode 3 is not used'],
    ['an unknown control opcode', frame(0x8b), 'opcode 11 is not used'],
    ['a reserved bit', frame(0xa1), 'a reserved bit is set'],
    [
      'compression that was not agreed on',
      frame(0xc1),
      'a frame is marked compressed, but no compression was agreed on',
    ],
    ['a masked frame of a server', Buffer.from([0x81, 0x81, 1, 2, 3, 4, 5]), 'a frame of a server is masked'],
    ['a continuation of nothing', frame(0x80), 'a message goes on that never began'],
    ['a message within another', Buffer.concat([frame(0x01), frame(0x81)]), 'a message begins within another'],
    ['a ping in fragments', frame(0x09), 'a control frame is too long, or in fragments'],
    ['a length beyond reason', Buffer.from([0x82, 127, 255, 0, 0, 0, 0, 0, 0, 0]), 'a frame is longer than can be'],
  ])('%s is told, and stops the list', async (_, bytes, problem) => {
    const { messages, problems } = await listOf(Buffer.concat([good, bytes, good]))
    expect(messages.map(({ preview }) => preview)).toEqual(['good'])
    expect(problems).toEqual([
      expect.stringMatching(/^What the upstream sent cannot be read as WebSocket after byte \d+: /),
    ])
    expect(problems[0]).toContain(`: ${problem}.`)
  })

  test('an unmasked frame of a client', async () => {
    const { messages, problems } = await listOf(good, null, good)
    expect(messages).toMatchObject([{ direction: 'down', preview: 'good' }])
    expect(problems).toEqual([
      'What the client sent cannot be read as WebSocket after byte 2: a frame of a client is not masked.',
    ])
  })

  test('a damaged compressed message', async () => {
    const { messages, problems } = await listOf(
      Buffer.concat([good, frame(0xc1, Buffer.from([0xff, 0xff]))]),
      'permessage-deflate',
    )
    expect(messages).toHaveLength(1)
    expect(problems[0]).toContain('a compressed message is damaged.')
  })

  test('nothing of it is WebSocket', async () => {
    const { messages, problems } = await listOf(Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'))
    expect(messages).toEqual([])
    expect(problems).toHaveLength(1)
  })

  test('another protocol has no messages', async () => {
    const exchange = capturedExchange({
      summary: { status: 101, stream: 'websocket' },
      detail: { response: { ...webSocketResponse(null), headers: [] } },
      response: capturedBody('SSH-2.0'),
    })
    const reader = createStreamMessages()
    expect(await reader.list(exchange, 0, 100)).toEqual({
      total: 0,
      messages: [],
      problems: ['The connection switched to another protocol than WebSocket: its bytes are not split into messages.'],
    })
    await expect(reader.payload(exchange, 0)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a stream cut at any byte lists what was complete', async () => {
  const bytes = Buffer.concat([
    frame(0x81, 'ä'),
    frame(0x02, 'b'),
    frame(0x89, 'x'),
    frame(0x80, 'c'),
    frame(0x88, '\x03\xe8'),
  ])
  const ends = [4, 10, 13, 18]
  for (let length = 0; length <= bytes.length; length++) {
    const { total, problems } = await listOf(bytes.subarray(0, length))
    expect(total).toBe(ends.filter((end) => end <= length).length)
    const isBetween = [0, 4, 13, bytes.length].includes(length)
    expect(problems).toEqual(isBetween ? [] : ['What the upstream sent ends in the middle of a message.'])
  }
  const { problems } = await listOf(bytes.subarray(0, 6), null, Buffer.alloc(0), { gap: 'limit', wireBytes: 5000 })
  expect(problems).toEqual([expect.stringContaining('were kept')])
})

test('an empty close has no code, and nothing counts after it', async () => {
  const { messages } = await listOf(Buffer.concat([frame(0x88), frame(0x81, 'late')]))
  expect(messages).toMatchObject([{ type: 'close', preview: '', size: 0 }])
})

test('messages that end their stream for good are each inflated by themselves', async () => {
  // "Hello" with the final bit set, RFC 7692 7.2.3.4.
  const message = frame(0xc1, Buffer.from('f348cdc9c9070000', 'hex'))
  const { messages, problems } = await listOf(Buffer.concat([message, message]), 'permessage-deflate')
  expect(problems).toEqual([])
  expect(messages.map(({ preview }) => preview)).toEqual(['Hello', 'Hello'])
})

test('a message that unfolds without end is stopped', async () => {
  const inflater = createMessageInflater({ keepsContext: true }, 1_000_000)
  let length = 0
  const inflate = async () => {
    for await (const chunk of inflater.inflate(deflateRawSync(Buffer.alloc(50_000_000)), true)) length += chunk.length
  }
  await expect(inflate()).rejects.toThrow('it unfolds to more than is read')
  expect(length).toBeLessThanOrEqual(1_000_000)
})
