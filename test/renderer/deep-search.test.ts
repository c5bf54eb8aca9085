// The search in main that a filter on headers and bodies needs: begun, followed, given up.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDeepSearch } from '../../src/renderer/features/traffic/deep-search.ts'
import type { DeepTerm } from '../../src/shared/recording.ts'

const term = (text: string): DeepTerm => ({ kind: 'body', text, isNot: false })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const started: { terms: DeepTerm[]; answer: (id: string) => void; refuse: (error: Error) => void }[] = []
  const cancelled: string[] = []
  const search = createDeepSearch({
    start: (terms) =>
      new Promise((resolve, reject) => started.push({ terms, answer: (id) => resolve({ id }), refuse: reject })),
    cancel: async (id) => {
      cancelled.push(id)
    },
    patienceMs: 200,
  })
  const progress = (id: string, found: string[], isDone = false) =>
    search.progressed({ id, found, searched: 5, total: 10, isDone })
  return { search, started, cancelled, progress, state: () => search.store.getState() }
}

it('waits until typing rests, then follows what is found', async () => {
  const { search, started, progress, state } = setUp()
  search.setTerms([term('r')])
  search.setTerms([term('rate')])
  expect(state()).toMatchObject({ status: 'searching', found: new Set() })
  vi.advanceTimersByTime(200)
  expect(started.map(({ terms }) => terms)).toEqual([[term('rate')]])
  // An event may come before the answer that names the search.
  progress('one', ['a'])
  started[0]?.answer('one')
  await vi.advanceTimersByTimeAsync(0)
  expect(state()).toMatchObject({ found: new Set(['a']), searched: 5, total: 10 })
  progress('one', ['b'], true)
  progress('another', ['x'])
  expect(state()).toMatchObject({ status: 'done', found: new Set(['a', 'b']) })
})

it('cancels a search that nobody waits for any more, whenever its answer comes', async () => {
  const { search, started, cancelled, state } = setUp()
  search.setTerms([term('one')])
  vi.advanceTimersByTime(200)
  search.setTerms([term('two')])
  started[0]?.answer('first')
  await vi.advanceTimersByTimeAsync(200)
  started[1]?.answer('second')
  await vi.advanceTimersByTimeAsync(0)
  expect(cancelled).toEqual(['first'])
  search.setTerms([])
  expect(cancelled).toEqual(['first', 'second'])
  expect(state()).toMatchObject({ status: 'off', found: null })
})

it('keeps what was found when the user stops it, and begins anew when asked', async () => {
  const { search, started, cancelled, progress, state } = setUp()
  search.setTerms([term('one')])
  await vi.advanceTimersByTimeAsync(200)
  started[0]?.answer('one')
  await vi.advanceTimersByTimeAsync(0)
  progress('one', ['a'])
  search.stop()
  expect(cancelled).toEqual(['one'])
  expect(state()).toMatchObject({ status: 'stopped', found: new Set(['a']) })
  search.restart()
  await vi.advanceTimersByTimeAsync(200)
  expect(started).toHaveLength(2)
  expect(state()).toMatchObject({ status: 'searching', found: new Set() })
})

it('tells a failure', async () => {
  const { search, started, state } = setUp()
  search.setTerms([term('one')])
  await vi.advanceTimersByTimeAsync(200)
  started[0]?.refuse(new Error('No such search.'))
  await vi.advanceTimersByTimeAsync(0)
  expect(state()).toMatchObject({ status: 'failed', message: 'No such search.' })
})
