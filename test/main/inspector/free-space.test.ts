// Free space in the spill file: no two parts overlap, and what is given back is used again.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFreeSpace } from '../../../src/main/inspector/free-space.ts'

describe('free space', () => {
  it('is used again where it is long enough, and shrinks from its end', () => {
    const space = createFreeSpace()
    const [a, b, c] = [space.take(10), space.take(20), space.take(30)]
    expect([a, b, c, space.end]).toEqual([0, 10, 30, 60])
    space.give(b, 20)
    expect(space.take(21)).toBe(60)
    expect(space.take(15)).toBe(10)
    expect(space.take(5)).toBe(25)
    space.give(60, 21)
    expect(space.end).toBe(60)
    space.give(25, 5)
    space.give(c, 30)
    expect(space.end).toBe(25)
    space.give(a, 10)
    space.give(10, 15)
    expect(space.end).toBe(0)
  })

  it('never gives a byte twice', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: -30, max: -1 }))), (steps) => {
        const space = createFreeSpace()
        const taken: { position: number; length: number }[] = []
        for (const step of steps) {
          if (step > 0) {
            const position = space.take(step)
            for (const other of taken) {
              expect(position + step <= other.position || other.position + other.length <= position).toBe(true)
            }
            taken.push({ position, length: step })
          } else if (taken.length > 0) {
            const [gone] = taken.splice(-step % taken.length, 1)
            if (gone) space.give(gone.position, gone.length)
          }
          expect(space.end).toBe(Math.max(0, ...taken.map(({ position, length }) => position + length)))
        }
      }),
    )
  })
})
