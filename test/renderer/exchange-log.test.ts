// The window's list of exchanges: merging by id, its order, its cap and its counts.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExchangeLog, type ExchangeList } from '../../src/renderer/features/traffic/exchange-log.ts'
import { matchesFilter, quickFilters } from '../../src/renderer/features/traffic/filters.ts'
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

  it('counts each failure once and remembers the longest duration', () => {
    const log = createExchangeLog(10)
    const failed = exchange(1, { outcome: 'timeout', errorType: 'upstream_timeout', status: 504, durationMs: 9_000 })
    log.merge([waiting(1)])
    log.merge([failed])
    const list = log.merge([failed, exchange(2)])
    expect(list.failures).toBe(1)
    expect(list.longestMs).toBe(9_000)
    expect(list.counts).toEqual({ all: 2, '2xx': 1, '4xx': 0, '5xx': 1, sse: 0, errors: 1 })
  })
})

describe('the cap', () => {
  it('drops the oldest and keeps later changes in their places', () => {
    const log = createExchangeLog(3)
    log.merge([waiting(1), waiting(2), exchange(3, { durationMs: 50 })])
    log.merge([exchange(4), exchange(5)])
    const list = log.merge([exchange(3, { path: '/changed' }), exchange(5, { path: '/changed' })])
    expect(ids(list)).toEqual(['id-3', 'id-4', 'id-5'])
    expect(list.rows.map(({ path }) => path)).toEqual(['/changed', '/openai/v1/models', '/changed'])
    expect(list.firstSequence).toBe(2)
    expect(list.inFlight).toBe(0)
  })

  it('does not bring back a dropped exchange that ends late', () => {
    const log = createExchangeLog(2)
    log.merge([waiting(1), exchange(2), exchange(3)])
    expect(ids(log.merge([exchange(1)]))).toEqual(['id-2', 'id-3'])
  })

  it('finds the longest duration anew when its row was dropped', () => {
    const log = createExchangeLog(2)
    log.merge([exchange(1, { durationMs: 9_000 }), exchange(2, { durationMs: 70 })])
    expect(log.merge([exchange(3, { durationMs: 60 })]).longestMs).toBe(70)
  })
})

describe('adopt', () => {
  it('puts the snapshot before what came meanwhile, and merges by id', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(2), waiting(4)])
    const list = log.adopt([exchange(1), waiting(2), exchange(3)])
    expect(ids(list)).toEqual(['id-1', 'id-2', 'id-3', 'id-4'])
    expect(list.rows[1]?.state).toBe('ended')
  })
})

describe('clear', () => {
  it('empties the list and goes on counting', () => {
    const log = createExchangeLog(10)
    log.merge([exchange(1), exchange(2)])
    expect(log.clear()).toMatchObject({ rows: [], firstSequence: 2, inFlight: 0 })
    const list = log.merge([exchange(3)])
    expect(list.firstSequence + list.rows.length).toBe(3)
    expect(list.counts.all).toBe(1)
  })
})

it('keeps counts that a recount of the rows confirms, whatever comes in', () => {
  const change = fc.record({
    id: fc.integer({ min: 0, max: 30 }),
    status: fc.constantFrom(200, 304, 404, 500),
    state: fc.constantFrom('waiting' as const, 'receiving' as const, 'ended' as const),
    mediaType: fc.constantFrom('application/json', 'text/event-stream'),
    responseBytes: fc.integer({ min: 0, max: 3 }),
    durationMs: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 12 }), (batches) => {
      const log = createExchangeLog(8)
      for (const batch of batches) {
        const list = log.merge(
          batch.map(({ id, ...rest }) => exchange(id, { ...rest, outcome: rest.state === 'ended' ? 'ok' : null })),
        )
        expect(new Set(ids(list)).size).toBe(list.rows.length)
        expect(list.rows.length).toBeLessThanOrEqual(8)
        for (const filter of quickFilters) {
          expect(list.counts[filter]).toBe(list.rows.filter((row) => matchesFilter(filter, row)).length)
        }
        expect(list.inFlight).toBe(list.rows.filter(({ state }) => state !== 'ended').length)
      }
    }),
  )
})
