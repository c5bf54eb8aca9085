// The lines that two texts share: both can be made from the diff again, and it is short.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type DiffLine, foldSame, lineDiff } from '../../src/renderer/line-diff.ts'

const side = (diff: DiffLine[], kind: 'removed' | 'added') =>
  diff.filter((line) => line.kind === 'same' || line.kind === kind).map(({ text }) => text)
const edits = (diff: DiffLine[]) => diff.filter(({ kind }) => kind !== 'same').length

it('finds the shortest edit', () => {
  const diff = lineDiff([...'ABCABBA'], [...'CBABAC'])
  expect(edits(diff)).toBe(5)
  expect(side(diff, 'removed').join('')).toBe('ABCABBA')
  expect(side(diff, 'added').join('')).toBe('CBABAC')
})

it('holds both texts, whatever they are', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = lineDiff(before, after)
      expect(side(diff, 'removed')).toEqual(before)
      expect(side(diff, 'added')).toEqual(after)
      expect(edits(diff)).toBe(before.length + after.length - 2 * longestCommon(before, after))
    }),
  )
})

function longestCommon(one: string[], other: string[]): number {
  let row = new Array<number>(other.length + 1).fill(0)
  for (const line of one) {
    const next = [0]
    other.forEach((each, index) => {
      next.push(each === line ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0))
    })
    row = next
  }
  return row.at(-1) ?? 0
}

it('tells texts that have too little in common as two blocks, in little time', () => {
  const many = (prefix: string) => Array.from({ length: 20_000 }, (_, index) => `${prefix}${index}`)
  const started = performance.now()
  const diff = lineDiff(many('a'), many('b'))
  expect(diff).toHaveLength(40_000)
  expect(performance.now() - started).toBeLessThan(3000)
})

it('folds long stretches of equal lines and keeps three around a difference', () => {
  const before = Array.from({ length: 20 }, (_, index) => String(index))
  const parts = foldSame(lineDiff(before, before.toSpliced(10, 1, 'x')))
  expect(parts.map((part) => (part.kind === 'fold' ? `fold ${part.count}` : part.line.kind))).toEqual([
    'fold 7',
    'same',
    'same',
    'same',
    'removed',
    'added',
    'same',
    'same',
    'same',
    'fold 6',
  ])
})
