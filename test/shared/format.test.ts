// Numbers, sizes, durations and times read as the design writes them, also where rounding meets the next unit.
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatMoment,
  formatPlural,
  formatTime,
} from '../../src/shared/format.ts'

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.4, '0 ms'],
    [241, '241 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [3_040, '3.04 s'],
    [9_994, '9.99 s'],
    [9_996, '10.0 s'],
    [11_300, '11.3 s'],
    [59_940, '59.9 s'],
    [59_960, '1 m 00 s'],
    [124_000, '2 m 04 s'],
    [3_599_600, '1 h 00 m'],
    [3_720_000, '1 h 02 m'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })
})

describe('formatElapsed', () => {
  it.each([
    [0, '0.0 s'],
    [1_300, '1.3 s'],
    [47_300, '47.3 s'],
    [60_000, '1 m 00 s'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatElapsed(milliseconds)).toBe(text)
  })
})

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [312, '312 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [18_400, '18.4 kB'],
    [99_940, '99.9 kB'],
    [99_960, '100 kB'],
    [118_000, '118 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [41_200_000, '41.2 MB'],
    [2_500_000_000, '2.5 GB'],
    [1_234_000_000_000, '1234 GB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('times', () => {
  const now = new Date(2026, 10, 23, 20, 0, 0).getTime()

  it('gives the time of today alone and another day its date', () => {
    expect(formatTime(new Date(2026, 10, 23, 14, 31, 19).getTime(), now)).toBe('14:31:19')
    expect(formatTime(new Date(2026, 5, 12, 4, 1, 9).getTime(), now)).toBe('12 Jun 04:01:09')
    expect(formatTime(new Date(2025, 5, 12, 4, 1, 9).getTime(), now)).toBe('12 Jun 2025 04:01:09')
  })

  it('writes a moment to the minute', () => {
    expect(formatMoment(new Date(2026, 10, 23, 14, 20).getTime(), now)).toBe('Today, 14:20')
    expect(formatMoment(new Date(2026, 5, 12, 18, 40).getTime(), now)).toBe('12 Jun, 18:40')
    expect(formatMoment(new Date(2024, 3, 2, 8, 55).getTime(), now)).toBe('2 Apr 2024, 08:55')
  })
})

describe('counts', () => {
  it('groups thousands and takes the plural', () => {
    expect(formatCount(1_284)).toBe('1,284')
    expect(formatPlural(1, 'route')).toBe('1 route')
    expect(formatPlural(0, 'route')).toBe('0 routes')
    expect(formatPlural(2, 'secret needs', 'secrets need')).toBe('2 secrets need')
  })
})
