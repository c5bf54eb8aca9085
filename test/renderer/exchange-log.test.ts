// The window's list of exchanges: merging, its order, its room, and what it counts.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExchangeLog, type ExchangeList } from '../../src/renderer/features/traffic/exchange-log.ts'
import { exchange, waiting } from './support/exchange.ts'

const ids = (list: ExchangeList) => list.rows.map(({ id }) => id)

describe('merge', () => {
  it('adds new exchanges at the end and replaces known ones in their place', () => {
    const log = createExchangeLog(10)
    log.merge([waiting(1), waiting(2)])
    const list = log.merge([exchange(1), waiting(3)])
    expect(ids(list)).toEqual(['id-1', 'id-2', 'id-3'])
    expect(list.rows[0]?.state).toBe('ended')
    expect(list.inFlight).toBe(2)
  })

  it('gives a new array, so that what was shown does not change', () => {
    const log = createExchangeLog(10)
    const before = log.merge([waiting(1)])
    log.merge([exchange(1), exchange(2)])
    expect(before.rows).toEqual([waiting(1)])
  })

  it('never goes back from a newer state to an older one', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(1)])
    expect(log.merge([waiting(1)]).rows[0]?.state).toBe('ended')
  })

  it('takes what was found out after the end', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(1)])
    expect(log.merge([exchange(1, { model: 'gpt-5', isPinned: true })]).rows[0]).toMatchObject({
      model: 'gpt-5',
      isPinned: true,
    })
  })

  it('counts each failure once and remembers the longest duration', () => {
    const log = createExchangeLog(10)
    const failed = exchange(1, { outcome: 'timeout', errorType: 'upstream_timeout', status: 504, durationMs: 9_000 })
    log.merge([waiting(1)])
    log.merge([failed])
    const list = log.merge([failed, exchange(2)])
    expect(list).toMatchObject({ failures: 1, longestMs: 9_000, received: 2, newest: 2 })
  })

  it('puts what is restored back into its place', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(1), exchange(2), exchange(3), exchange(4)])
    log.remove(new Set(['id-2', 'id-3']))
    const list = log.merge([exchange(5), exchange(3), exchange(2)])
    expect(ids(list)).toEqual(['id-1', 'id-2', 'id-3', 'id-4', 'id-5'])
    expect(list.received).toBe(5)
  })
})

describe('the room', () => {
  it('lets the oldest go and keeps later changes in their places', () => {
    const log = createExchangeLog(3)
    log.merge([waiting(1), waiting(2), exchange(3, { durationMs: 50 })])
    log.merge([exchange(4), exchange(5)])
    const list = log.merge([exchange(3, { path: '/changed' }), exchange(5, { path: '/changed' })])
    expect(ids(list)).toEqual(['id-3', 'id-4', 'id-5'])
    expect(list.rows.map(({ path }) => path)).toEqual(['/changed', '/openai/v1/models', '/changed'])
    expect(list.inFlight).toBe(0)
  })

  it('does not bring back an exchange that was let go and ends late', () => {
    const log = createExchangeLog(2)
    log.merge([waiting(1), exchange(2), exchange(3)])
    expect(ids(log.merge([exchange(1)]))).toEqual(['id-2', 'id-3'])
  })

  it('leaves pinned exchanges, which take no room', () => {
    const log = createExchangeLog(2)
    log.merge([exchange(1, { isPinned: true }), exchange(2), exchange(3)])
    expect(ids(log.merge([exchange(4)]))).toEqual(['id-1', 'id-3', 'id-4'])
  })

  it('finds the longest duration anew when its row went', () => {
    const log = createExchangeLog(2)
    log.merge([exchange(1, { durationMs: 9_000 }), exchange(2, { durationMs: 70 })])
    expect(log.merge([exchange(3, { durationMs: 60 })]).longestMs).toBe(70)
  })

  it('follows the setting', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(1), exchange(2), exchange(3)])
    expect(ids(log.setCapacity(1))).toEqual(['id-3'])
  })
})

describe('adopt', () => {
  it('puts the snapshot before what came meanwhile, and merges by id', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(2), waiting(4)])
    const list = log.adopt([exchange(1), waiting(2), exchange(3)])
    expect(ids(list)).toEqual(['id-1', 'id-2', 'id-3', 'id-4'])
    expect(list.rows[1]?.state).toBe('ended')
    expect(list.inFlight).toBe(1)
  })
})

describe('keep', () => {
  it('drops all others and goes on counting', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(1), waiting(2), exchange(3)])
    expect(log.keep(new Set(['id-3']))).toMatchObject({ inFlight: 0, received: 3 })
    const list = log.merge([exchange(4)])
    expect(ids(list)).toEqual(['id-3', 'id-4'])
    expect(list.received).toBe(4)
  })
})

it('stands in order, each once, with counts that a recount confirms, whatever comes in', () => {
  const change = fc.record({
    sequence: fc.integer({ min: 1, max: 30 }),
    state: fc.constantFrom('waiting' as const, 'receiving' as const, 'ended' as const),
    responseBytes: fc.integer({ min: 0, max: 3 }),
    durationMs: fc.integer({ min: 0, max: 5 }),
    isPinned: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 12 }), (batches) => {
      const log = createExchangeLog(8)
      for (const batch of batches) {
        const list = log.merge(batch.map(({ sequence, ...rest }) => exchange(sequence, rest)))
        const sequences = list.rows.map(({ sequence }) => sequence)
        expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other))
        expect(list.rows.filter((row) => !row.isPinned).length).toBeLessThanOrEqual(8)
        expect(list.inFlight).toBe(list.rows.filter(({ state }) => state !== 'ended').length)
      }
    }),
  )
})
