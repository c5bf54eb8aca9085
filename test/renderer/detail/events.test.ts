// A stream's events: the rows with their gaps, the previews, the density, and the pages they come in.
import { describe, expect, it, vi } from 'vitest'
import { eventDensity } from '../../../src/renderer/features/traffic/detail/event-density.ts'
import { createEventLog } from '../../../src/renderer/features/traffic/detail/event-log.ts'
import { eventPreview } from '../../../src/renderer/features/traffic/detail/event-preview.ts'
import { eventRows, eventTypes, isControl } from '../../../src/renderer/features/traffic/detail/event-rows.ts'
import type { StreamMessage } from '../../../src/shared/exchange-detail.ts'

const message = (index: number, changes: Partial<StreamMessage> = {}): StreamMessage => ({
  index,
  direction: 'down',
  type: 'message',
  atMs: index * 10,
  gapMs: index === 0 ? null : 10,
  size: 20,
  preview: `text ${index}`,
  ...changes,
})
const all = { text: '', type: null, gapMs: 250 }

describe('eventRows', () => {
  const messages = [message(0), message(1, { gapMs: 249 }), message(2, { gapMs: 250 }), message(3, { gapMs: 842 })]

  it('puts a gap row above each event that came 250 ms late or later', () => {
    const rows = eventRows(messages, all)
    expect(rows.map((row) => (row.kind === 'gap' ? `gap ${row.gapMs}` : row.message.index))).toEqual([
      0,
      1,
      'gap 250',
      2,
      'gap 842',
      3,
    ])
    expect(rows.filter((row) => row.kind === 'gap' && row.isLongest)).toHaveLength(1)
  })

  it('keeps the events that fit the text and the type', () => {
    expect(eventRows(messages, { ...all, text: 'TEXT 3' }).map(({ kind }) => kind)).toEqual(['gap', 'event'])
    expect(eventRows(messages, { ...all, type: 'ping' })).toEqual([])
    expect(eventTypes([...messages, message(4, { type: 'ping' })])).toEqual(['message', 'ping'])
  })
})

it.each([
  ['content_block_start', '', true],
  ['content_block_delta', '', false],
  ['response.completed', '', true],
  ['response.output_text.delta', '', false],
  ['ping', '', true],
  ['message', '[DONE]', true],
  ['message', '{"a":1}', false],
])('control event: %s %s', (type, preview, expected) => {
  expect(isControl({ type, preview })).toBe(expected)
})

it.each([
  ['{"delta":{"type":"text_delta","text":"The order"}}', 'text_delta', '"The order"'],
  ['{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","name":"look"}}', 'tool_use', 'look'],
  ['{"type":"content_block_stop","index":1}', 'index', '1'],
  ['{"choices":[{"delta":{"content":"Hi"}}]}', 'content', '"Hi"'],
  ['{"choices":[{"delta":{},"finish_reason":"stop"}]}', 'finish_reason', 'stop'],
  ['{"type":"response.output_text.delta","delta":" you"}', 'delta', '" you"'],
  ['{"id":"x","choices":[{"delta":{"content":"cut of', 'content', '"cut of'],
  ['{"other":true}', null, '{"other":true}'],
  ['{"type":"ping"}', null, ''],
  ['plain', null, 'plain'],
])('preview of %s', (preview, kind, text) => {
  expect(eventPreview({ preview })).toEqual({ kind, text })
})

it('counts events by when they came, with the gaps between', () => {
  const density = eventDensity([message(0, { atMs: 100 }), message(1, { atMs: 1000, gapMs: 900 })], 250, 1000)
  expect(density?.columns[10]).toBe(1)
  expect(density?.columns.at(-1)).toBe(1)
  expect(density?.gaps).toEqual([{ start: 0.1, end: 1, gapMs: 900 }])
  expect(density?.first).toBeCloseTo(0.1)
  expect(eventDensity([message(0, { atMs: null })], 250, 10)).toBeNull()
})

describe('createEventLog', () => {
  const source = Array.from({ length: 2500 }, (_, index) => message(index))

  it('fetches page after page, and goes on from what it has when more have come', async () => {
    let total = 2400
    const get = vi.fn(async (from: number, count: number) => ({
      total,
      messages: source.slice(from, Math.min(total, from + count)),
      problems: [],
    }))
    const log = createEventLog(get)
    log.catchUp()
    await vi.waitFor(() => expect(log.store.getState().messages).toHaveLength(2400))
    expect(get.mock.calls.map(([from]) => from)).toEqual([0, 1000, 2000])
    total = 2500
    log.catchUp()
    await vi.waitFor(() => expect(log.store.getState().messages).toHaveLength(2500))
    expect(get.mock.calls.at(-1)?.[0]).toBe(2400)
    expect(log.store.getState().messages.map(({ index }) => index)).toEqual(source.map(({ index }) => index))
  })

  it('keeps what it has when a fetch fails, and says why', async () => {
    const log = createEventLog(() => Promise.reject(new Error('no answer')))
    log.catchUp()
    await vi.waitFor(() => expect(log.store.getState()).toMatchObject({ status: 'failed', message: 'no answer' }))
  })
})

it.each([
  ['{"type":"session.created","session":{"id":"s1"}}', 'session.created', '{"session":{"id":"s1"}}'],
  ['{"type":"ping"}', 'ping', ''],
  ['{"type":"response.text.delta","delta":"Hi"}', 'delta', '"Hi"'],
  ['plain words', null, 'plain words'],
])('a WebSocket’s message tells its own type: %s', (preview, kind, text) => {
  expect(eventPreview({ preview }, true)).toEqual({ kind, text })
})
