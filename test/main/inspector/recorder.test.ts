// The recorder: what it keeps and for how long, and that it tells of changes in batches and only where someone listens.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRecorder } from '../../../src/main/inspector/recorder.ts'
import { summariseEnded } from '../../../src/main/inspector/summary.ts'
import type { ExchangeSummary } from '../../../src/shared/exchange.ts'
import { exchangeDetailSchema } from '../../../src/shared/exchange-detail.ts'
import { captureLimitsSchema, type RecordingState, recordingStateSchema } from '../../../src/shared/recording.ts'
import { capturedExchange } from '../../support/captured-body.ts'
import { found, passing, testRecorder } from './passing.ts'

const ids = (summaries: readonly ExchangeSummary[]) => summaries.map(({ id }) => id)
const limitTo = (exchanges: number) => ({ ...captureLimitsSchema.parse({}), exchanges })

afterEach(() => vi.useRealTimers())

describe('what is kept', () => {
  it('is listed oldest first, as it is now', async () => {
    const recorder = await testRecorder()
    const { begin, respond, pass } = passing(recorder)
    const one = begin({ target: '/one' })
    pass({ target: '/two' })
    respond(one)
    expect(recorder.list()).toMatchObject([
      { id: 'run-1', path: '/one', sequence: 1, status: 200, state: 'receiving' },
      { id: 'run-2', path: '/two', sequence: 2, status: 200, state: 'ended' },
    ])
    expect([...recorder.all()].map(({ id }) => id)).toEqual(['run-1', 'run-2'])
  })

  it('is as many as there is room for, the newest', async () => {
    const recorder = await testRecorder({ limits: { exchanges: 10 } })
    const { pass } = passing(recorder)
    for (let i = 1; i <= 35; i++) {
      pass()
      const oldest = Math.max(1, i - 9)
      expect(ids(recorder.list())).toEqual(Array.from({ length: i - oldest + 1 }, (_, k) => `run-${oldest + k}`))
      expect(recorder.find(`run-${oldest}`)).not.toBeNull()
      expect(recorder.find(`run-${oldest - 1}`)).toBeNull()
    }
  })

  it('is 10,000 where nothing else is said', async () => {
    const recorder = await testRecorder()
    const { begin, end } = passing(recorder)
    for (let i = 1; i <= 25_000; i++) end(begin())
    expect(recorder.list()).toHaveLength(10_000)
    expect(recorder.list()[0]?.id).toBe('run-15001')
    expect(recorder.state.exchanges).toBe(10_000)
  })

  it('goes on while it is under way, however many come meanwhile', async () => {
    const recorder = await testRecorder()
    const { begin, respond, stream, end, pass } = passing(recorder)
    const long = [begin({ target: '/long' }), begin({ target: '/longer' })]
    for (let i = 0; i < 3000; i++) pass()
    for (const exchange of long) {
      respond(exchange)
      stream(exchange, 'late')
      end(exchange)
      expect((await found(recorder, exchange.id).body('response').read(0, 10)).toString()).toBe('late')
      expect(found(recorder, exchange.id).summary()).toMatchObject({ state: 'ended', responseBytes: 4 })
    }
  })

  it('is let go while it is under way where the ring has no more room', async () => {
    const recorder = await testRecorder({ limits: { exchanges: 10 } })
    const { begin, send, respond, stream, end, pass } = passing(recorder)
    const long = begin({ request: 'some' })
    for (let i = 0; i < 10; i++) pass()
    send(long, 'more')
    respond(long)
    stream(long, 'more')
    end(long)
    expect(recorder.find(long.id)).toBeNull()
    expect(recorder.state).toMatchObject({ exchanges: 10, memoryBytes: 0 })
  })
})

describe('pinned exchanges', () => {
  it('stay beside the ring, in their order, with their bodies', async () => {
    const recorder = await testRecorder({ limits: { exchanges: 10 } })
    const { pass } = passing(recorder)
    const kept = pass({ headers: ['x-own', 'value'], request: 'kept' })
    recorder.pin([kept, 'unknown'], true)
    for (let i = 0; i < 30; i++) pass({ request: 'other' })
    expect(recorder.list()).toHaveLength(11)
    expect(recorder.list()[0]).toMatchObject({ id: kept, isPinned: true })
    expect(recorder.state).toMatchObject({ exchanges: 11, pinned: 1 })
    expect((await found(recorder, kept).body('request').read(0, 10)).toString()).toBe('kept')
    expect(found(recorder, kept).detail().client.headers).toMatchObject([{ name: 'x-own', value: 'value' }])
  })

  it('are the oldest of the ring again when they are no longer pinned', async () => {
    const recorder = await testRecorder({ limits: { exchanges: 10 } })
    const { pass } = passing(recorder)
    const first = pass()
    recorder.pin([first], true)
    for (let i = 0; i < 9; i++) pass()
    recorder.pin([first], false)
    expect(recorder.list()[0]).toMatchObject({ id: first, isPinned: false })
    pass()
    expect(recorder.find(first)).toBeNull()
    expect(recorder.state).toMatchObject({ exchanges: 10, pinned: 0 })
  })

  it('stay when the list is cleared, and go when they are deleted', async () => {
    const recorder = await testRecorder()
    const { pass } = passing(recorder)
    const [one, two] = [pass(), pass()]
    recorder.pin([two], true)
    const cleared = vi.fn()
    recorder.onClear(cleared)
    recorder.clear()
    expect(cleared.mock.calls).toEqual([[[two]]])
    expect(ids(recorder.list())).toEqual([two])
    expect(recorder.find(one)).toBeNull()
    recorder.remove([two])
    expect(recorder.list()).toEqual([])
  })
})

describe('clear and remove', () => {
  it('can be undone within 30 s, once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const recorder = await testRecorder()
    const { pass } = passing(recorder)
    const [one, two, three] = [pass({ request: '1' }), pass({ request: '2' }), pass()]
    const removed = vi.fn()
    recorder.onRemove(removed)
    recorder.remove([two, 'unknown'])
    expect(removed.mock.calls).toEqual([[[two]]])
    const four = pass()
    expect(ids(recorder.list())).toEqual([one, three, four])
    vi.advanceTimersByTime(29_999)
    expect(recorder.restore()).toBe(1)
    expect(recorder.restore()).toBe(0)
    expect(ids(recorder.list())).toEqual([one, two, three, four])
    expect((await found(recorder, two).body('request').read(0, 9)).toString()).toBe('2')

    recorder.clear()
    expect(recorder.state).toMatchObject({ exchanges: 0, memoryBytes: 2 })
    vi.advanceTimersByTime(30_000)
    expect(recorder.state).toMatchObject({ exchanges: 0, memoryBytes: 0 })
    expect(recorder.restore()).toBe(0)
    expect(recorder.list()).toEqual([])
  })

  it('really free what went before when the next one comes', async () => {
    const recorder = await testRecorder()
    const { pass } = passing(recorder)
    pass({ request: '12345' })
    recorder.clear()
    const two = pass({ request: '123' })
    expect(recorder.state.memoryBytes).toBe(8)
    recorder.remove([two])
    expect(recorder.state.memoryBytes).toBe(3)
    expect(recorder.restore()).toBe(1)
    expect(ids(recorder.list())).toEqual([two])
  })

  it('let what is under way go on unseen, and bring it back as it is then', async () => {
    const recorder = await testRecorder()
    const { begin, respond, stream, end } = passing(recorder)
    const one = begin({ request: 'up' })
    recorder.clear()
    respond(one)
    stream(one, 'down')
    end(one)
    expect(recorder.list()).toEqual([])
    expect(recorder.find(one.id)).toBeNull()
    recorder.restore()
    expect(recorder.list()).toMatchObject([{ id: one.id, state: 'ended', responseBytes: 4 }])
    expect((await found(recorder, one.id).body('response').read(0, 9)).toString()).toBe('down')
  })

  it('bring back no more than the ring has room for', async () => {
    const recorder = await testRecorder({ limits: { exchanges: 10 } })
    const { pass } = passing(recorder)
    for (let i = 0; i < 10; i++) pass()
    recorder.clear()
    for (let i = 0; i < 4; i++) pass()
    recorder.restore()
    expect(ids(recorder.list())).toEqual(Array.from({ length: 10 }, (_, i) => `run-${i + 5}`))
  })
})

describe('while it is paused', () => {
  it('new exchanges are not kept, and those under way lose what comes of their bodies', async () => {
    const recorder = await testRecorder()
    const { begin, send, respond, stream, end, pass } = passing(recorder)
    const one = begin({ request: 'before' })
    respond(one)
    recorder.setPaused(true)
    expect(recorder.state.isPaused).toBe(true)
    const unseen = pass({ request: 'unseen' })
    send(one, 'during')
    end(one)
    recorder.setPaused(false)
    const after = begin()
    send(one, 'after')
    stream(after, 'whole')
    expect(ids(recorder.list())).toEqual([one.id, after.id])
    expect(recorder.find(unseen)).toBeNull()
    const body = found(recorder, one.id).body('request')
    expect(body.info).toMatchObject({ wireBytes: 12, capturedBytes: 6, gap: 'paused' })
    expect((await body.read(0, 99)).toString()).toBe('before')
    expect(found(recorder, one.id).body('response').info.gap).toBeNull()
    expect(found(recorder, after.id).body('response').info).toMatchObject({ capturedBytes: 5, gap: null })
  })
})

describe('limits that change', () => {
  it('shrink what is kept at once', async () => {
    const recorder = await testRecorder()
    const { pass } = passing(recorder)
    for (let i = 0; i < 30; i++) pass({ request: Buffer.alloc(100_000, i) })
    recorder.setLimits({ ...limitTo(20), bytesInAll: 1_000_000, memoryBytesPerBody: 1000 })
    expect(recorder.list()).toHaveLength(20)
    const gaps = [...recorder.all()].map((exchange) => exchange.body('request').info.gap)
    expect(gaps).toEqual([...Array(10).fill('evicted'), ...Array(10).fill(null)])
    await vi.waitFor(() => expect(recorder.state).toMatchObject({ memoryBytes: 0, diskBytes: 1_000_000 }))
  })

  it('hide at once the credentials that were kept', async () => {
    const recorder = await testRecorder({ limits: { keepsClientCredentials: true } })
    const { pass } = passing(recorder)
    const id = pass({ target: '/v1?key=SECRET', headers: ['authorization', 'Bearer SECRET'] })
    recorder.pin([pass({ headers: ['cookie', 'id=SECRET'] })], true)
    expect(JSON.stringify(found(recorder, id).detail())).toContain('SECRET')
    recorder.setLimits(captureLimitsSchema.parse({}))
    for (const exchange of recorder.all()) expect(JSON.stringify(exchange.detail())).not.toContain('SECRET')
    expect(found(recorder, id).detail().client).toMatchObject({ headers: [{ value: 'Bearer ••••••••' }] })
  })
})

describe('an imported exchange', () => {
  it('is kept like any other, and counted', async () => {
    const recorder = await testRecorder()
    const { pass } = passing(recorder)
    pass()
    const { summary, detail } = capturedExchange({ summary: { source: 'import', model: 'command-r' } })
    const bytes = Buffer.alloc(200_000, 'abc')
    const { id: _id, sequence: _sequence, ...rest } = summary()
    const bodies = {
      request: { bytes, charset: 'utf-8', arrivals: [] },
      response: { bytes: Buffer.alloc(0), charset: null, arrivals: [] },
    }
    const id = recorder.add({ summary: rest, detail: detail(), bodies })
    pass()
    expect(recorder.list()).toMatchObject([{ sequence: 1 }, { id, sequence: 2, source: 'import' }, { sequence: 3 }])
    const kept = found(recorder, id)
    expect(exchangeDetailSchema.parse(kept.detail()).summary).toEqual(kept.summary())
    expect(kept.body('request').charset).toBe('utf-8')
    expect(await kept.body('request').read(0, 1_000_000)).toEqual(bytes)
    await vi.waitFor(() => expect(recorder.state.diskBytes).toBe(200_000))
    expect(await kept.body('request').read(199_990, 100)).toEqual(bytes.subarray(199_990))
  })
})

describe('what is found out', () => {
  it('stands in the summary and is told as a change', async () => {
    const recorder = await testRecorder({ interval: 1 })
    const { pass } = passing(recorder)
    const id = pass()
    const batches: ExchangeSummary[][] = []
    recorder.onChange((batch) => batches.push(batch))
    recorder.annotate(id, { model: 'm', inputTokens: 1, outputTokens: 2, costUsd: 3, firstTokenMs: 4 })
    recorder.annotate('unknown', { model: 'm', inputTokens: 1, outputTokens: 2, costUsd: 3, firstTokenMs: 4 })
    await vi.waitFor(() => expect(batches).toHaveLength(1))
    expect(batches[0]).toMatchObject([{ id, model: 'm', inputTokens: 1, outputTokens: 2, costUsd: 3, firstTokenMs: 4 }])
    recorder.pin([id], true)
    expect(recorder.list()).toMatchObject([{ id, model: 'm', isPinned: true }])
  })
})

describe('a listener', () => {
  it('is told at most every 50 ms, each exchange once and as it is then', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const { begin, stream } = passing(recorder)
    const batches: ExchangeSummary[][] = []
    recorder.onChange((batch) => batches.push(batch))
    const [one] = [begin(), begin()]
    for (let i = 0; i < 100; i++) stream(one, 'x')
    vi.advanceTimersByTime(49)
    expect(batches).toEqual([])
    vi.advanceTimersByTime(1)
    expect(batches).toMatchObject([
      [
        { id: 'run-1', responseBytes: 100 },
        { id: 'run-2', responseBytes: 0 },
      ],
    ])

    // 10 chunks a millisecond, for a second: 20 batches.
    batches.length = 0
    for (let i = 0; i < 1000; i++) {
      for (let j = 0; j < 10; j++) stream(one, 'x')
      vi.advanceTimersByTime(1)
    }
    expect(batches).toHaveLength(20)
    expect(new Set(batches.map((batch) => ids(batch).join()))).toEqual(new Set(['run-1']))
  })

  it('is told of every step of an exchange', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const { begin, send, respond, stream, end } = passing(recorder)
    const one = begin()
    const batches: ExchangeSummary[][] = []
    recorder.onChange((batch) => batches.push(batch))
    for (const step of [
      () => send(one, 'x'),
      () => respond(one),
      () => stream(one, 'x'),
      () => end(one),
      () => recorder.pin([one.id], true),
    ]) {
      step()
      vi.advanceTimersByTime(50)
      expect(ids(batches.pop() ?? [])).toEqual(['run-1'])
    }
  })

  it('is not told of what was there before, nor of nothing', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    passing(recorder).begin()
    const listener = vi.fn()
    recorder.onChange(listener)
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(1000)
    expect(listener).not.toHaveBeenCalled()
  })

  it('costs nothing where there is none', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const { begin, stream, pass } = passing(recorder)
    const one = begin()
    stream(one, 'x')
    pass()
    expect(vi.getTimerCount()).toBe(0)
    const ends = [recorder.onChange(() => undefined), recorder.onState(() => undefined)]
    stream(one, 'x')
    pass()
    expect(vi.getTimerCount()).toBe(2)
    for (const end of ends) end()
    expect(vi.getTimerCount()).toBe(0)
    pass()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('among several is told what the others are, and ends alone', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const { begin } = passing(recorder)
    const [first, second] = [vi.fn(), vi.fn()]
    const end = recorder.onChange(first)
    recorder.onChange(second)
    begin()
    vi.advanceTimersByTime(50)
    end()
    begin()
    vi.advanceTimersByTime(50)
    expect(first).toHaveBeenCalledTimes(1)
    expect(second).toHaveBeenCalledTimes(2)
  })

  it('is told nothing of what was cleared, and all of what is restored', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const { begin, end } = passing(recorder)
    const batches: ExchangeSummary[][] = []
    recorder.onChange((batch) => batches.push(batch))
    const one = begin()
    recorder.clear()
    end(one)
    begin()
    vi.advanceTimersByTime(50)
    expect(batches.map(ids)).toEqual([['run-2']])
    recorder.restore()
    vi.advanceTimersByTime(50)
    expect(batches.map(ids)).toEqual([['run-2'], ['run-1']])
  })

  it('is told of the state at most once a second, when it has changed', () => {
    vi.useFakeTimers()
    const recorder = createRecorder()
    const { pass } = passing(recorder)
    const states: RecordingState[] = []
    const times: number[] = []
    recorder.onState((state) => {
      states.push(recordingStateSchema.parse(state))
      times.push(performance.now())
    })
    for (let i = 0; i < 3000; i++) {
      pass({ request: 'xy' })
      vi.advanceTimersByTime(1)
    }
    vi.advanceTimersByTime(5000)
    expect(times.length).toBeGreaterThanOrEqual(3)
    for (let i = 1; i < times.length; i++) expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBeGreaterThan(998)
    expect(states.at(-1)).toMatchObject({ exchanges: 3000, pinned: 0, memoryBytes: 6000, problem: null })
    const { length } = states
    recorder.setPaused(false)
    vi.advanceTimersByTime(5000)
    expect(states).toHaveLength(length)
  })

  it('of ends is told of each soon after, and not on the forwarding path', async () => {
    const recorder = await testRecorder()
    const { pass } = passing(recorder)
    const ended: string[] = []
    recorder.onEnded(({ id }) => ended.push(id))
    const id = pass()
    expect(ended).toEqual([])
    await vi.waitFor(() => expect(ended).toEqual([id]))
  })

  it('for the log is told at once of each, kept or not', async () => {
    const told: ExchangeSummary[] = []
    const recorder = await testRecorder({ onEndedExchange: (exchange) => told.push(summariseEnded(exchange)) })
    const { pass } = passing(recorder)
    const one = pass({ request: 'x' })
    recorder.setPaused(true)
    const two = pass({ responseHeaders: ['content-type', 'text/plain'] })
    expect(told).toMatchObject([
      { id: one, requestBytes: 1, state: 'ended' },
      { id: two, mediaType: 'text/plain', state: 'ended' },
    ])
  })
})
