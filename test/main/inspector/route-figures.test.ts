// How often each route answered: counted from what the gateway tells of its exchanges.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Exchange, ExchangeObserver } from '../../../src/main/gateway/exchange.ts'
import { createRouteFigures } from '../../../src/main/inspector/route-figures.ts'

const nothing: ExchangeObserver = { received() {}, sent() {}, responded() {}, streamed() {}, ended() {} }
const minute = 60_000

function exchange(path: string | null, status: number | null = 200, outcome = 'ok'): Exchange {
  return { route: path === null ? null : { path, methods: ['GET'] }, status, outcome } as unknown as Exchange
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 * minute })
})
afterEach(() => {
  vi.useRealTimers()
})

test('hits, failures by minute, and the last one', () => {
  const { observer, figures } = createRouteFigures(nothing)
  observer.ended(exchange('/a'))
  vi.advanceTimersByTime(2 * minute)
  observer.ended(exchange('/a', 500))
  observer.ended(exchange('/a', null, 'upstream_error'))
  observer.ended(exchange(null, 404, 'refused'))
  const [a, ...others] = figures.list()
  expect(others).toEqual([])
  expect(a).toMatchObject({ path: '/a', methods: ['GET'], hits: 3, last: { status: null, outcome: 'upstream_error' } })
  expect(a?.minutes).toHaveLength(16)
  expect(a?.minutes.slice(-3)).toEqual([
    { ok: 1, failed: 0 },
    { ok: 0, failed: 0 },
    { ok: 0, failed: 2 },
  ])
  vi.advanceTimersByTime(16 * minute)
  expect(figures.list()[0]?.minutes.every(({ ok, failed }) => ok + failed === 0)).toBe(true)
  expect(figures.list()[0]?.hits).toBe(3)
})

test('what answers now is in flight until it ends', () => {
  const { observer, figures } = createRouteFigures(nothing)
  const streamed = exchange(null)
  observer.received(streamed)
  expect(figures.list()).toEqual([])
  streamed.route = exchange('/stream').route
  expect(figures.list()).toMatchObject([{ inFlight: 1, hits: 0, last: null }])
  observer.ended(streamed)
  expect(figures.list()).toMatchObject([{ inFlight: 0, hits: 1 }])
})

test('who waits for an answer is told within a second, and that it waits no longer', () => {
  const { observer, figures } = createRouteFigures(nothing)
  const told: [path: string, inFlight: number][][] = []
  figures.onChange((changed) => told.push(changed.map(({ path, inFlight }) => [path, inFlight])))
  const waiting = exchange('/slow')
  observer.received(waiting)
  vi.advanceTimersByTime(1000)
  observer.ended(waiting)
  vi.advanceTimersByTime(1000)
  expect(told).toEqual([[['/slow', 1]], [['/slow', 0]]])
})

test('a route that is read anew counts on', () => {
  const { observer, figures } = createRouteFigures(nothing)
  for (let count = 0; count < 3; count++) observer.ended(exchange('/a'))
  expect(figures.list()).toMatchObject([{ hits: 3 }])
})

test('changes are told once a second at most, of those that have changed', () => {
  const { observer, figures } = createRouteFigures(nothing)
  observer.ended(exchange('/before'))
  const told: string[][] = []
  const stop = figures.onChange((changed) => told.push(changed.map(({ path }) => path)))
  for (let count = 0; count < 100; count++) observer.ended(exchange(count % 2 === 0 ? '/a' : '/b'))
  expect(told).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(told).toEqual([['/a', '/b']])
  vi.advanceTimersByTime(5000)
  observer.ended(exchange('/a'))
  stop()
  vi.advanceTimersByTime(5000)
  expect(told).toHaveLength(1)
})
