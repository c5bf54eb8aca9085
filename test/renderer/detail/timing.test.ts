// The phases' bars: where each begins, what is left out, what runs, and where the axis ends.
import { describe, expect, it } from 'vitest'
import { niceStep, timingLayout } from '../../../src/renderer/features/traffic/detail/timing.ts'
import type { Phases } from '../../../src/shared/exchange-detail.ts'

const none: Phases = {
  queued: null,
  connect: null,
  tls: null,
  sending: null,
  waiting: null,
  receiving: null,
  isReused: null,
}
const streamed: Phases = { ...none, queued: 2, connect: 24, tls: 31, sending: 1, waiting: 455, receiving: 3400 }

describe('timingLayout', () => {
  it('puts each phase after the one before, on an axis that ends at a round number', () => {
    const { rows, end, ticks } = timingLayout({ phases: streamed, totalMs: 3913, isEnded: true, stream: 'sse' })
    expect(end).toBe(4000)
    expect(ticks.map(({ label }) => label)).toEqual(['0', '1 s', '2 s', '3 s', '4 s'])
    expect(rows.map(({ label }) => label)).toEqual(['Queued', 'Connect', 'TLS', 'Waiting', 'Streaming'])
    expect(rows.at(-1)).toMatchObject({ start: 513 / 4000, width: 3400 / 4000, isRunning: false })
  })

  it('leaves sending out where it took no time, but not its place', () => {
    const slow = { ...streamed, sending: 900 }
    const rows = (phases: Phases) => timingLayout({ phases, totalMs: 5000, isEnded: true, stream: null }).rows
    expect(rows(streamed).some(({ phase }) => phase === 'sending')).toBe(false)
    expect(rows(slow).find(({ phase }) => phase === 'sending')?.duration).toBe(900)
    expect(rows(streamed).find(({ phase }) => phase === 'waiting')?.start).toBeCloseTo(58 / 5000)
  })

  it('has no rows for what a reused connection did not do', () => {
    const phases = { ...none, queued: 0, waiting: 100, receiving: 20, isReused: true }
    const { rows, ticks } = timingLayout({ phases, totalMs: 120, isEnded: true, stream: null })
    expect(rows.map(({ label }) => label)).toEqual(['Queued', 'Waiting', 'Receiving'])
    expect(ticks.at(-1)?.label).toBe('150 ms')
  })

  it('lets the phase that goes on run to now', () => {
    const waiting = { ...none, queued: 1, connect: 9 }
    const { rows } = timingLayout({ phases: waiting, totalMs: 1010, isEnded: false, stream: null })
    expect(rows.at(-1)).toMatchObject({ phase: 'waiting', duration: 1000, isRunning: true })
    const receiving = timingLayout({
      phases: { ...waiting, waiting: 90 },
      totalMs: 200,
      isEnded: false,
      stream: 'sse',
    })
    expect(receiving.rows.at(-1)).toMatchObject({ phase: 'receiving', label: 'Streaming', duration: 100 })
    const answered = { ...waiting, waiting: 90 }
    const socket = timingLayout({ phases: answered, totalMs: 200, isEnded: false, stream: 'websocket' })
    expect(socket.rows.at(-1)).toMatchObject({ phase: 'receiving', label: 'Open', duration: 100 })
  })

  it('is empty, and has an axis, where nothing is known', () => {
    expect(timingLayout({ phases: none, totalMs: 0, isEnded: true, stream: null })).toMatchObject({ rows: [] })
  })
})

it.each([
  [4000, 1000],
  [3913, 1000],
  [120, 50],
  [1, 0.5],
  [90_000, 50_000],
])('niceStep(%d) is %d', (length, step) => {
  expect(niceStep(length)).toBeCloseTo(step)
})
