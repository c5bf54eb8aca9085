// What the list shows: filtered, counted and sorted with no more work than there are changes.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { matchesFilter, type QuickFilter, quickFilters } from '../../src/renderer/features/traffic/filters.ts'
import { comparing, type Sort } from '../../src/renderer/features/traffic/list-order.ts'
import { createListView, type ListQuery } from '../../src/renderer/features/traffic/list-view.ts'
import type { ExchangeSummary } from '../../src/shared/exchange.ts'
import { parseFilter } from '../../src/shared/filter/filter.ts'
import { exchange, waiting } from './support/exchange.ts'

const everything = () => true
const query = (changes: Partial<ListQuery> = {}): ListQuery => ({
  matches: everything,
  found: null,
  quick: 'all',
  sort: null,
  ...changes,
})
const sequences = (rows: readonly ExchangeSummary[]) => rows.map(({ sequence }) => sequence)

describe('filtering', () => {
  it('gives the rows themselves where nothing is filtered', () => {
    const rows = [exchange(1), exchange(2)]
    expect(createListView().update(rows, query()).shown).toBe(rows)
  })

  it('asks the filter only about new and changed rows', () => {
    const view = createListView()
    const matches = vi.fn((row: ExchangeSummary) => row.status === 200)
    const rows = Array.from({ length: 1_000 }, (_, index) => waiting(index + 1))
    const asked = query({ matches })
    view.update(rows, asked)
    expect(matches).toHaveBeenCalledTimes(1_000)
    const next = [...rows]
    next[500] = exchange(501)
    next.push(exchange(1_001))
    expect(sequences(view.update(next, asked).shown)).toEqual([501, 1_001])
    expect(matches).toHaveBeenCalledTimes(1_002)
  })

  it('counts for every quick filter under the typed one', () => {
    const rows = [
      exchange(1),
      exchange(2, { status: 404 }),
      exchange(3, { status: 503 }),
      exchange(4, { path: '/other', stream: 'sse' }),
      exchange(5, { status: 101, stream: 'websocket' }),
    ]
    const { matches } = parseFilter('-path:/other')
    const { shown, counts } = createListView().update(rows, query({ matches, quick: '5xx' }))
    expect(sequences(shown)).toEqual([3])
    expect(counts).toEqual({ all: 4, '2xx': 1, '4xx': 1, '5xx': 1, sse: 0, ws: 1, errors: 1 })
  })

  it('leaves out what a search in main has not found, and takes it in when it has', () => {
    const view = createListView()
    const rows = [exchange(1), exchange(2)]
    const found = new Set(['id-1'])
    const asked = query({ found })
    expect(sequences(view.update(rows, asked, 1).shown)).toEqual([1])
    found.add('id-2')
    expect(sequences(view.update(rows, asked, 2).shown)).toEqual([1, 2])
  })
})

describe('sorting', () => {
  it('puts rows in flight last until they have ended', () => {
    const view = createListView()
    const asked = query({ sort: { column: 'duration', descending: true } })
    const rows = [exchange(1, { durationMs: 5 }), waiting(2), exchange(3, { durationMs: 50 })]
    expect(sequences(view.update(rows, asked).shown)).toEqual([3, 1, 2])
    const ended = [rows[0], exchange(2, { durationMs: 20 }), rows[2], waiting(4)] as ExchangeSummary[]
    expect(sequences(view.update(ended, asked).shown)).toEqual([3, 2, 1, 4])
  })

  it('puts rows without a value behind those that have one, whichever way', () => {
    const rows = [exchange(1), exchange(2, { model: 'b' }), exchange(3, { model: 'a' })]
    for (const [descending, order] of [
      [false, [3, 2, 1]],
      [true, [2, 3, 1]],
    ] as const) {
      const { shown } = createListView().update(rows, query({ sort: { column: 'model', descending } }))
      expect(sequences(shown)).toEqual(order)
    }
  })
})

it('shows and counts what a plain filter and sort would, however the rows change', () => {
  const row = fc.record({
    sequence: fc.integer({ min: 1, max: 20 }),
    status: fc.constantFrom(200, 404, 503),
    state: fc.constantFrom('receiving' as const, 'ended' as const),
    durationMs: fc.integer({ min: 0, max: 4 }),
  })
  const sorts: Sort[] = [null, { column: 'duration', descending: true }, { column: 'time', descending: true }]
  const step = fc.record({
    rows: fc.uniqueArray(row, { selector: ({ sequence }) => sequence, maxLength: 20 }),
    sort: fc.constantFrom(...sorts),
    quick: fc.constantFrom<QuickFilter>('all', '2xx', 'errors'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const view = createListView()
      const known = new Map<string, ExchangeSummary>()
      const matches = ({ durationMs }: ExchangeSummary) => durationMs !== 2
      for (const { rows: given, sort, quick } of steps) {
        const rows = given
          .sort((one, other) => one.sequence - other.sequence)
          .map((changes) => {
            // The same row is the same object, as in the log.
            const key = JSON.stringify(changes)
            const made = known.get(key) ?? exchange(changes.sequence, changes)
            known.set(key, made)
            return made
          })
        const { shown, counts } = view.update(rows, query({ matches, sort, quick }))
        const matching = rows.filter(matches)
        const expected = matching.filter((one) => matchesFilter(quick, one))
        expect(shown).toEqual(sort ? expected.sort(comparing(sort)) : expected)
        for (const filter of quickFilters) {
          expect(counts[filter]).toBe(matching.filter((one) => matchesFilter(filter, one)).length)
        }
      }
    }),
  )
})

describe('100,000 rows', () => {
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    exchange(index + 1, { path: `/api/${index % 100}`, status: index % 7 === 0 ? 500 : 200 }),
  )

  it('are filtered anew within 100 ms, and a beat of changes costs a small part of that', () => {
    const view = createListView()
    view.update(rows, query({ matches: parseFilter('path*:4').matches }))
    const asked = query({ matches: parseFilter('path*:5 status>=500').matches })
    let from = performance.now()
    view.update(rows, asked)
    expect(performance.now() - from).toBeLessThan(100)
    const next = rows.concat(Array.from({ length: 100 }, (_, index) => exchange(100_001 + index)))
    from = performance.now()
    view.update(next, asked)
    expect(performance.now() - from).toBeLessThan(30)
  })
})
