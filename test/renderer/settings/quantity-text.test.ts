// Sizes and counts as they are typed: what is read is what is meant, and what is written is read back exactly.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBytes, readCount, writeBytes } from '../../../src/renderer/features/settings/quantity-text.ts'

describe('a typed size', () => {
  it.each([
    ['64 kB', 64_000],
    ['64kb', 64_000],
    ['  50 MB ', 50_000_000],
    ['2 GB', 2_000_000_000],
    ['1.5 MB', 1_500_000],
    ['.5 kB', 500],
    ['0.3 kB', 300],
    ['64 KiB', 65_536],
    ['16 MiB', 16_777_216],
    ['1 GiB', 1_073_741_824],
    ['2,147,483,647 B', 2_147_483_647],
    ['1,234.567 kB', 1_234_567],
    ['0', 0],
    ['0 B', 0],
  ])('%s', (text, bytes) => {
    expect(readBytes(text)).toEqual({ value: bytes, problem: null })
  })

  it.each([
    '',
    'MB',
    'a lot',
    '-1 kB',
    '1,5 MB',
    '1 2 kB',
    '5 TB',
    '5 kBs',
    '1e3 kB',
    '1..5 kB',
    '∞ B',
    '٣ kB',
  ])('says nothing: %j', (text) => {
    expect(readBytes(text).value).toBeNull()
    expect(readBytes(text).problem).toMatch(/64 kB, 50 MB or 2 GB/)
  })

  it('needs a unit', () => {
    expect(readBytes('50')).toEqual({ value: null, problem: 'Add a unit: B, kB, MB or GB.' })
  })
})

describe('a typed count', () => {
  it.each([
    ['10', 10],
    ['10000', 10_000],
    [' 10,000 ', 10_000],
    ['100,000', 100_000],
  ])('%s', (text, count) => {
    expect(readCount(text)).toEqual({ value: count, problem: null })
  })

  it.each(['', 'ten', '1.5', '-1', '1,00', '10,0000', '10k'])('says nothing: %j', (text) => {
    expect(readCount(text).value).toBeNull()
  })
})

describe('a written size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [64_000, '64 kB'],
    [65_536, '64 KiB'],
    [50_000_000, '50 MB'],
    [1_500_000, '1.5 MB'],
    [2_000_000_000, '2 GB'],
    [16_777_216, '16 MiB'],
    [100_000_000_000, '100 GB'],
    [2_147_483_647, '2,147,483,647 B'],
  ])('%i', (bytes, text) => {
    expect(writeBytes(bytes)).toBe(text)
  })

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (bytes) => {
        expect(readBytes(writeBytes(bytes)).value).toBe(bytes)
      }),
    )
  })
})
