// How a route's figures read in its row.
import { describe, expect, it } from 'vitest'
import {
  barsOf,
  figureKey,
  formatHits,
  lastMark,
  mergeFigures,
  sparkline,
  sparklineWords,
} from '../../../src/renderer/features/routes/figures.ts'
import { figuresOf } from './support.ts'

describe('mergeFigures', () => {
  it('takes the place of what it names, by path and methods', () => {
    const get = figuresOf({ methods: ['GET'], hits: 1 })
    const any = figuresOf({ hits: 5 })
    const merged = mergeFigures(mergeFigures({}, [get, any]), [{ ...get, hits: 2 }])
    expect(merged[figureKey(get)]?.hits).toBe(2)
    expect(merged[figureKey(any)]?.hits).toBe(5)
  })
})

describe('barsOf', () => {
  it('draws successes above the line and failures below it', () => {
    const bars = barsOf([
      { ok: 0, failed: 0 },
      { ok: 20, failed: 10 },
      { ok: 1, failed: 0 },
    ])
    expect(bars).toHaveLength(3)
    const [ok, failed, small] = bars
    expect(ok).toMatchObject({ kind: 'ok', x: sparkline.step, height: 10 })
    expect((ok?.y ?? 0) + (ok?.height ?? 0)).toBeLessThanOrEqual(sparkline.line)
    expect(failed).toMatchObject({ kind: 'failed', x: sparkline.step })
    expect(failed?.y).toBeGreaterThanOrEqual(sparkline.line)
    expect((failed?.y ?? 0) + (failed?.height ?? 0)).toBeLessThanOrEqual(sparkline.height)
    // One among many is still seen.
    expect(small?.height).toBe(1)
  })

  it('says the same in words', () => {
    const minutes = Array.from({ length: 16 }, (_, minute) => ({ ok: 100, failed: minute === 3 ? 5 : 0 }))
    expect(sparklineWords(minutes)).toBe('Last 16 minutes: 1,600 succeeded, 5 failed')
  })
})

it.each([
  [0, '0'],
  [812, '812'],
  [9_999, '9,999'],
  [12_840, '12.8k'],
  [128_400, '128k'],
  [999_960, '1.0M'],
  [3_400_000, '3.4M'],
])('%i hits read %s', (hits, text) => {
  expect(formatHits(hits)).toBe(text)
})

describe('lastMark', () => {
  const last = (status: number | null, outcome: string | null = 'completed') => ({ status, outcome, at: 0 })

  it.each([
    [200, 'ok'],
    [304, 'redirect'],
    [429, 'warning'],
    [503, 'error'],
  ] as const)('of %i is %s, with the status in words', (status, mark) => {
    expect(lastMark(figuresOf({ last: last(status) }))).toEqual({ mark, label: `Last response ${status}` })
  })

  it('tells what has no whole response', () => {
    expect(lastMark(figuresOf({ last: last(null, 'upstream_error') }))?.mark).toBe('error')
    expect(lastMark(figuresOf({ last: last(200, 'timeout') }))?.mark).toBe('error')
    expect(lastMark(figuresOf({ last: last(200, 'client_closed') }))?.mark).toBe('aborted')
  })

  it('is live while one is under way, and nothing before the first', () => {
    expect(lastMark(figuresOf({ last: last(500), inFlight: 1 }))?.mark).toBe('live')
    expect(lastMark(figuresOf({}))).toBeNull()
  })
})
