// The traffic store takes bursts in at most ten times a second, and a clear beats a snapshot that was on its way.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTrafficStore } from '../../src/renderer/features/traffic/traffic-store.ts'
import { exchange, waiting } from './support/exchange.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const setUp = () => {
  const traffic = createTrafficStore({ beatMs: 100 })
  let updates = 0
  traffic.store.subscribe(() => {
    updates += 1
  })
  return { traffic, rows: () => traffic.store.getState().rows, updates: () => updates }
}

describe('receive', () => {
  it('shows the first change at once and a burst in one update', () => {
    const { traffic, rows, updates } = setUp()
    traffic.receive([waiting(1)])
    expect(rows()).toHaveLength(1)
    for (let id = 2; id <= 51; id += 1) traffic.receive([waiting(id)])
    expect(updates()).toBe(1)
    vi.advanceTimersByTime(100)
    expect(rows()).toHaveLength(51)
    expect(updates()).toBe(2)
  })

  it('keeps the newest of each id while changes wait, whatever order they come in', () => {
    const { traffic, rows } = setUp()
    traffic.receive([waiting(1)])
    traffic.receive([exchange(2)])
    traffic.receive([waiting(2), exchange(1)])
    vi.advanceTimersByTime(100)
    expect(rows().map(({ id, state }) => `${id} ${state}`)).toEqual(['id-1 ended', 'id-2 ended'])
  })

  it('updates at most ten times a second under a thousand changes a second', () => {
    const { traffic, rows, updates } = setUp()
    for (let beat = 0; beat < 20; beat += 1) {
      traffic.receive(Array.from({ length: 50 }, (_, index) => exchange(beat * 50 + index + 1)))
      vi.advanceTimersByTime(50)
    }
    vi.advanceTimersByTime(100)
    expect(rows()).toHaveLength(1_000)
    expect(updates()).toBeLessThanOrEqual(11)
  })

  it('leaves no timer behind when nothing comes', () => {
    const { traffic } = setUp()
    traffic.receive([exchange(1)])
    traffic.receive([exchange(2)])
    vi.advanceTimersByTime(200)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('loading', () => {
  it('merges the snapshot with what came before it, waiting changes too', () => {
    const { traffic, rows } = setUp()
    traffic.receive([exchange(2)])
    traffic.receive([exchange(3)])
    traffic.adopt([exchange(1), waiting(2)], traffic.epoch())
    expect(rows().map(({ id, state }) => `${id} ${state}`)).toEqual(['id-1 ended', 'id-2 ended', 'id-3 ended'])
    expect(traffic.store.getState().load).toEqual({ status: 'ready' })
  })

  it('refuses a snapshot that was asked for before a clear or a delete, and keeps what came after', () => {
    const { traffic, rows } = setUp()
    const epoch = traffic.epoch()
    traffic.receive([exchange(1), exchange(2, { isPinned: true })])
    traffic.cleared(['id-2'])
    traffic.receive([exchange(3)])
    expect(traffic.adopt([exchange(1), exchange(2)], epoch)).toBe(false)
    vi.advanceTimersByTime(100)
    expect(rows().map(({ id }) => id)).toEqual(['id-2', 'id-3'])
    expect(traffic.store.getState().load.status).toBe('loading')
    const later = traffic.epoch()
    traffic.removed(['id-3'])
    expect(traffic.adopt([exchange(2), exchange(3)], later)).toBe(false)
    expect(traffic.adopt([exchange(2)], traffic.epoch())).toBe(true)
    expect(rows().map(({ id }) => id)).toEqual(['id-2'])
  })

  it('tells a failure and goes on listening', () => {
    const { traffic, rows } = setUp()
    traffic.fail('Something went wrong.')
    traffic.receive([exchange(1)])
    expect(traffic.store.getState().load).toEqual({ status: 'failed', message: 'Something went wrong.' })
    expect(rows()).toHaveLength(1)
  })
})

describe('after a break in the connection', () => {
  it('a row that went unheard goes, and one that came after the snapshot stays', () => {
    const { traffic, rows } = setUp()
    traffic.adopt([exchange(1), exchange(2), exchange(3)], traffic.epoch())
    const asked = traffic.epoch()
    traffic.receive([exchange(5)])
    traffic.adopt([exchange(1), exchange(3), exchange(4)], asked, true)
    expect(rows().map(({ id }) => id)).toEqual(['id-1', 'id-3', 'id-4', 'id-5'])
  })

  it('without one, what is not in the snapshot came while it was asked for', () => {
    const { traffic, rows } = setUp()
    traffic.receive([exchange(2)])
    traffic.adopt([exchange(1)], traffic.epoch())
    expect(rows().map(({ id }) => id)).toEqual(['id-1', 'id-2'])
  })
})
