// Slabs: what is let go is used again, and given back to the system after a quiet while.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSlabs, type Piece, type Slab, type Slabs } from '../../../src/main/inspector/slabs.ts'

const size = 65_536

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function takeWhole(slabs: Slabs, count: number): Piece[] {
  return Array.from({ length: count }, () => {
    const piece: Piece = { slab: null, start: 0, room: 0, used: 0 }
    slabs.take(piece, size, size)
    return piece
  })
}

function slabsOf(pieces: Piece[]): Set<Slab> {
  return new Set(pieces.map(({ slab }) => slab as Slab))
}

/** How many of the first slabs come back when as many are taken again. */
function reused(slabs: Slabs, count: number, wait: (first: Set<Slab>) => void): number {
  const pieces = takeWhole(slabs, count)
  const first = slabsOf(pieces)
  for (const piece of pieces) slabs.release(piece)
  wait(first)
  return [...slabsOf(takeWhole(slabs, count))].filter((slab) => first.has(slab)).length
}

describe('slabs', () => {
  test('are used again', () => {
    expect(reused(createSlabs(size), 100, () => {})).toBe(100)
  })

  test('are kept up to 12 MB, beside the one at hand', () => {
    expect(reused(createSlabs(size), 300, () => {})).toBe(Math.floor(12e6 / size) + 1)
  })

  test('go back to the system but for a few when none was used for five seconds', () => {
    expect(reused(createSlabs(size), 100, () => vi.advanceTimersByTime(5001))).toBe(17)
  })

  test('stay while others come and go', () => {
    const slabs = createSlabs(size)
    const busy = () => {
      for (let time = 0; time < 20; time++) {
        vi.advanceTimersByTime(1000)
        for (const piece of takeWhole(slabs, 2)) slabs.release(piece)
      }
    }
    expect(reused(slabs, 100, busy)).toBe(100)
  })

  test('count only what holds something', () => {
    const slabs = createSlabs(size)
    const pieces = takeWhole(slabs, 3)
    expect(slabs.bytesInUse).toBe(3 * size)
    for (const piece of pieces.slice(0, 2)) slabs.release(piece)
    expect(slabs.bytesInUse).toBe(size)
  })
})
