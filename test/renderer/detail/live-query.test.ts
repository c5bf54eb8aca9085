// A live answer: asked again as its exchange changes, not oftener than it may be, and what went wrong is a state.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../../../src/renderer/api.ts'
import { type Answer, createLiveQuery } from '../../../src/renderer/features/traffic/detail/live-query.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp(get: () => Promise<number>) {
  const answers: Answer<number>[] = []
  const asked = vi.fn(get)
  const query = createLiveQuery({ get: asked, tell: (answer) => answers.push(answer), intervalMs: 100 })
  return { query, answers, asked }
}

it('asks at most ten times a second, however often the exchange changes', async () => {
  let value = 0
  const { query, answers, asked } = setUp(async () => ++value)
  query.ask()
  for (let count = 0; count < 100; count += 1) {
    query.changed()
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(asked.mock.calls.length).toBeGreaterThanOrEqual(10)
  expect(asked.mock.calls.length).toBeLessThanOrEqual(11)
  expect(answers.at(-1)).toEqual({ status: 'ready', value })
})

it('asks once more after an answer that was on its way when a change came', async () => {
  const { query, asked } = setUp(() => new Promise((resolve) => setTimeout(resolve, 500, 1)))
  query.ask()
  query.changed()
  query.changed()
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toHaveBeenCalledTimes(2)
})

it('tells an exchange that is gone from a failure, and says nothing after its end', async () => {
  const errors = [new ApiError('not_found', 'gone'), new ApiError('internal', 'broken')]
  const { query, answers } = setUp(() => Promise.reject(errors.shift() ?? new Error('late')))
  query.ask()
  await vi.advanceTimersByTimeAsync(0)
  query.ask()
  await vi.advanceTimersByTimeAsync(0)
  expect(answers).toEqual([
    { status: 'gone', value: null },
    { status: 'failed', value: null, message: 'broken' },
  ])
  query.changed()
  query.stop()
  await vi.advanceTimersByTimeAsync(1000)
  expect(answers).toHaveLength(2)
})
