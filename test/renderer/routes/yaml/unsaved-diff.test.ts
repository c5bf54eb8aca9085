// The lines that are not saved, with their numbers, and no more of them than can be read.
import { expect, it } from 'vitest'
import { diffWords, unsavedDiff } from '../../../../src/renderer/features/routes/yaml/unsaved-diff.ts'

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`).join('\n')

it('shows an added line with its number and the line above', () => {
  const saved = `${lines(1, 28)}\n${lines(30, 40)}\n`
  const diff = unsavedDiff(saved, `${lines(1, 40)}\n`)
  expect(diffWords(diff)).toBe('+1 line')
  expect(diff.lines).toEqual([
    { kind: 'same', text: 'line 28', number: 28, isBehindGap: false },
    { kind: 'added', text: 'line 29', number: 29, isBehindGap: false },
    { kind: 'same', text: 'line 30', number: 30, isBehindGap: false },
  ])
})

it('numbers a line that is gone as it was, and marks what is left out', () => {
  const diff = unsavedDiff('a\nb\nc\nd\ne\nf\ng\nh\n', 'a\nc\nd\ne\nf\ng\nH\n')
  expect(diffWords(diff)).toBe('+1 −2 lines')
  expect(diff.lines?.map(({ kind, text, number, isBehindGap }) => [kind, text, number, isBehindGap])).toEqual([
    ['same', 'a', 1, false],
    ['removed', 'b', 2, false],
    ['same', 'c', 2, false],
    ['same', 'g', 6, true],
    ['removed', 'h', 8, false],
    ['added', 'H', 7, false],
  ])
})

it('has nothing to show where only a line break differs', () => {
  const diff = unsavedDiff('a\nb', 'a\nb\n')
  expect(diff).toMatchObject({ added: 0, removed: 0, lines: [] })
  expect(diffWords(diff)).toBe('')
})

it('compares a large file where little differs, and no two that have too little in common', () => {
  const large = lines(1, 50_000)
  expect(unsavedDiff(large, large.replace('line 25000\n', 'line 25000\nnew\n'))).toMatchObject({ added: 1, removed: 0 })
  expect(unsavedDiff(large, lines(60_000, 70_000))).toMatchObject({ added: 10_001, removed: 50_000, lines: null })
  const many = unsavedDiff('', lines(1, 500))
  expect(many.isCut).toBe(true)
  expect(many.lines?.length).toBeLessThan(100)
})
