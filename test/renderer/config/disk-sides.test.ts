// The two sides of a conflict line by line.
import { describe, expect, it } from 'vitest'
import { compareSides } from '../../../src/renderer/features/config/disk-sides.ts'

const text = (...lines: string[]) => `${lines.join('\n')}\n`

describe('compareSides', () => {
  it('tells which side has which line, and how many each has', () => {
    const { parts, mine, theirs } = compareSides(text('a', 'mine', 'c'), text('a', 'theirs', 'more', 'c'))
    expect({ mine, theirs }).toEqual({ mine: 1, theirs: 2 })
    const lines = parts?.flatMap((part) => (part.kind === 'line' ? [part.line] : []))
    expect(lines).toContainEqual({ kind: 'removed', text: 'mine' })
    expect(lines).toContainEqual({ kind: 'added', text: 'theirs' })
  })

  it('folds what both have far from a difference', () => {
    const common = Array.from({ length: 40 }, (_, index) => `line ${index}`)
    const { parts } = compareSides(text(...common, 'mine'), text(...common, 'theirs'))
    expect(parts?.[0]).toMatchObject({ kind: 'fold', count: 37 })
  })

  it('sees no difference in line ends', () => {
    expect(compareSides('a\r\nb\r\n', 'a\nb\n')).toMatchObject({ mine: 0, theirs: 0 })
  })

  it('has no other side where the file is gone', () => {
    expect(compareSides('a\n', null).parts).toBeNull()
  })
})
