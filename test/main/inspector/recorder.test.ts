// The recorder: what it keeps, and that it tells of changes in batches and only where someone listens.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Exchange } from '../../../src/main/gateway/exchange.ts'
import { createRecorder } from '../../../src/main/inspector/recorder.ts'
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'

/** The gateway counts its exchanges from 1. */
function exchange(sequence: number): Exchange {
  return new Exchange(`id-${sequence}`, sequence, 'GET', `/${sequence}`, [])
}

const ids = (summaries: readonly ExchangeSummary[]) => summaries.map(({ id }) => id)
const chunk = Buffer.alloc(1)

afterEach(() => vi.useRealTimers())

describe('what is kept', () => {
  it('is listed oldest first, as it is now', () => {
    const recorder = createRecorder()
    const [one, two] = [exchange(1), exchange(2)]
    recorder.received(one)
    recorder.received(two)
    one.status = 200
    expect(recorder.list()).toMatchObject([
      { id: 'id-1', path: '/1', status: 200 },
      { id: 'id-2', path: '/2', status: null },
    ])
  })

  it('is as many as there is room for, the newest', () => {
    const recorder = createRecorder({ capacity: 3 })
    expect(recorder.list()).toEqual([])
    for (let i = 1; i <= 8; i++) {
      recorder.received(exchange(i))
      expect(ids(recorder.list())).toEqual([i - 2, i - 1, i].filter((kept) => kept > 0).map((kept) => `id-${kept}`))
    }
  })

  it('is 10,000 where nothing else is said', () => {
    const recorder = createRecorder()
    for (let i = 1; i <= 10_001; i++) recorder.received(exchange(i))
    const listed = recorder.list()
    expect(listed).toHaveLength(10_000)
    expect(listed[0]?.id).toBe('id-2')
  })

  it('is nothing after it is cleared, and goes on from there', () => {
    const recorder = createRecorder({ capacity: 3 })
    for (let i = 1; i <= 4; i++) recorder.received(exchange(i))
    let cleared = 0
    const end = recorder.onClear(() => cleared++)
    recorder.clear()
    expect(cleared).toBe(1)
    expect(recorder.list()).toEqual([])
    for (let i = 5; i <= 6; i++) recorder.received(exchange(i))
    expect(ids(recorder.list())).toEqual(['id-5', 'id-6'])
    end()
    recorder.clear()
    expect(cleared).toBe(1)
  })
})

describe('a listener', () => {
  it('is told at most every 50 ms, each exchange once and as it is then', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const batches: ExchangeSummary[][] = []
    recorder.onChange((batch) => batches.push(batch))
    const [one, two] = [exchange(1), exchange(2)]
    recorder.received(one)
    recorder.received(two)
    for (let i = 0; i < 100; i++) {
      one.responseBytes++
      recorder.streamed(one, chunk)
    }
    vi.advanceTimersByTime(49)
    expect(batches).toEqual([])
    vi.advanceTimersByTime(1)
    expect(batches).toMatchObject([
      [
        { id: 'id-1', responseBytes: 100 },
        { id: 'id-2', responseBytes: 0 },
      ],
    ])

    // 10 chunks a millisecond, for a second: 20 batches.
    batches.length = 0
    for (let i = 0; i < 1000; i++) {
      for (let j = 0; j < 10; j++) recorder.streamed(one, chunk)
      vi.advanceTimersByTime(1)
    }
    expect(batches).toHaveLength(20)
    expect(new Set(batches.map((batch) => ids(batch).join()))).toEqual(new Set(['id-1']))
  })

  it('is told of every step of an exchange', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const one = exchange(1)
    recorder.received(one)
    const batches: ExchangeSummary[][] = []
    recorder.onChange((batch) => batches.push(batch))
    for (const step of [
      () => recorder.sent(one, chunk),
      () => recorder.responded(one),
      () => recorder.streamed(one, chunk),
      () => recorder.ended(one),
    ]) {
      step()
      vi.advanceTimersByTime(50)
      expect(ids(batches.pop() ?? [])).toEqual(['id-1'])
    }
  })

  it('is not told of what was there before, nor of nothing', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    recorder.received(exchange(1))
    const listener = vi.fn()
    recorder.onChange(listener)
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(1000)
    expect(listener).not.toHaveBeenCalled()
  })

  it('costs nothing where there is none', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const one = exchange(1)
    recorder.received(one)
    recorder.streamed(one, chunk)
    recorder.ended(one)
    expect(vi.getTimerCount()).toBe(0)
    const end = recorder.onChange(() => undefined)
    recorder.ended(one)
    expect(vi.getTimerCount()).toBe(1)
    end()
    expect(vi.getTimerCount()).toBe(0)
    recorder.ended(one)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('among several is told what the others are, and ends alone', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const [first, second] = [vi.fn(), vi.fn()]
    const end = recorder.onChange(first)
    recorder.onChange(second)
    recorder.received(exchange(1))
    vi.advanceTimersByTime(50)
    end()
    recorder.received(exchange(2))
    vi.advanceTimersByTime(50)
    expect(first).toHaveBeenCalledTimes(1)
    expect(second).toHaveBeenCalledTimes(2)
  })

  it('is told nothing of what was cleared, even when it goes on', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const batches: ExchangeSummary[][] = []
    recorder.onChange((batch) => batches.push(batch))
    const one = exchange(1)
    recorder.received(one)
    recorder.clear()
    recorder.ended(one)
    expect(vi.getTimerCount()).toBe(0)
    recorder.received(exchange(2))
    vi.advanceTimersByTime(50)
    expect(batches.map(ids)).toEqual([['id-2']])
  })
})
