// The limits of the capture: the schema's ranges hold for what is typed, and are told in its own units.
import { describe, expect, it } from 'vitest'
import {
  areDefaults,
  defaultLimits,
  limits,
  rangeOf,
  readLimit,
  writeLimit,
} from '../../../src/renderer/features/settings/capture-limits.ts'

it('says the range of each', () => {
  expect(limits.map(({ name }) => rangeOf(name))).toEqual([
    '10 to 100,000',
    '0 B to 16 MiB',
    '0 B to 2,147,483,647 B',
    '1 MB to 100 GB',
  ])
})

describe('a typed limit', () => {
  it.each([
    ['exchanges', '10', 10],
    ['exchanges', '100,000', 100_000],
    ['memoryBytesPerBody', '0', 0],
    ['memoryBytesPerBody', '16 MiB', 16_777_216],
    ['bytesPerBody', '2,147,483,647 B', 2_147_483_647],
    ['bytesInAll', '100 GB', 100_000_000_000],
  ] as const)('%s takes %s', (name, text, value) => {
    expect(readLimit(name, text)).toEqual({ value, problem: null })
  })

  it.each([
    ['exchanges', '9', 'Use 10 to 100,000.'],
    ['exchanges', '100,001', 'Use 10 to 100,000.'],
    ['memoryBytesPerBody', '17 MiB', 'Use 0 B to 16 MiB.'],
    ['bytesPerBody', '3 GB', 'Use 0 B to 2,147,483,647 B.'],
    ['bytesInAll', '999 kB', 'Use 1 MB to 100 GB.'],
    ['bytesInAll', '2', 'Add a unit: B, kB, MB or GB.'],
  ] as const)('%s does not take %s', (name, text, problem) => {
    expect(readLimit(name, text)).toEqual({ value: null, problem })
  })
})

it('shows each default as it can be typed', () => {
  for (const { name } of limits) {
    expect(readLimit(name, writeLimit(name, defaultLimits[name])).value).toBe(defaultLimits[name])
  }
})

it('knows the defaults', () => {
  expect(areDefaults({ ...defaultLimits })).toBe(true)
  expect(areDefaults({ ...defaultLimits, bytesInAll: 1_000_000 })).toBe(false)
  expect(areDefaults({ ...defaultLimits, keepsClientCredentials: true })).toBe(false)
})
