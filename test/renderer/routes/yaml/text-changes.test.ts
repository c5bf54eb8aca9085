// Changes of a text: applied they give the other text, they leave the rest alone, and two hands' changes go together.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asEdited, withLineBreaksOf } from '../../../../src/renderer/features/routes/yaml/line-breaks.ts'
import {
  changesBetween,
  mergeTexts,
  type TextChange,
} from '../../../../src/renderer/features/routes/yaml/text-changes.ts'

function apply(text: string, changes: readonly TextChange[]): string {
  let result = ''
  let at = 0
  for (const { from, to, insert } of changes) {
    expect(from).toBeGreaterThanOrEqual(at)
    expect(to).toBeLessThanOrEqual(text.length)
    result += text.slice(at, from) + insert
    at = to
  }
  return result + text.slice(at)
}

const texts = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba', ''), { maxLength: 8 }).map((lines) => lines.join('\n'))

it('gives the other text, whatever the two are', () => {
  fc.assert(fc.property(texts, texts, (before, after) => apply(before, changesBetween(before, after)) === after))
})

it('touches only what differs', () => {
  const before = 'one\ntwo: 2\nthree\nfour\n'
  expect(changesBetween(before, 'one\ntwo: 25\nthree\nfive\nfour\n')).toEqual([
    { from: 10, to: 10, insert: '5' },
    { from: 17, to: 17, insert: 'five\n' },
  ])
  expect(changesBetween(before, before)).toEqual([])
})

it('brings two hands together where they are about other lines', () => {
  const base = 'a\nb\nc\nd\ne\n'
  expect(mergeTexts(base, 'a\nB\nc\nd\ne\n', 'a\nb\nc\nd\nE\nf\n')).toBe('a\nB\nc\nd\nE\nf\n')
  expect(mergeTexts(base, 'a\nB\nc\nd\ne\n', 'a\nb\nnew\nc\nd\ne\n')).toBe('a\nB\nnew\nc\nd\ne\n')
  expect(mergeTexts(base, 'a\nB\nc\nd\ne\n', 'a\nB\nc\nd\ne\nf\n')).toBe('a\nB\nc\nd\ne\nf\n')
  // A line moved away while another is typed in.
  expect(mergeTexts(base, 'a\nb\nc!\nd\ne\n', 'e\na\nb\nc\nd\n')).toBe('e\na\nb\nc!\nd\n')
})

it('does not guess where both are about the same lines', () => {
  const base = 'a\nb\nc\n'
  expect(mergeTexts(base, 'a\nmine\nc\n', 'a\ntheirs\nc\n')).toBeNull()
  expect(mergeTexts(base, 'a\nb\nmine\nc\n', 'a\nb\ntheirs\nc\n')).toBeNull()
  // What was typed below a line that is gone may have belonged to it.
  expect(mergeTexts(base, 'a\nb\nmine\nc\n', 'a\nc\n')).toBeNull()
})

it('takes the one text where the other did not change', () => {
  fc.assert(
    fc.property(texts, texts, (base, other) => {
      expect(mergeTexts(base, other, base)).toBe(other)
      expect(mergeTexts(base, base, other)).toBe(other)
      expect(mergeTexts(base, other, other)).toBe(other)
    }),
  )
})

it('keeps each line break of the file as it is', () => {
  const file = 'a: 1\r\nb: 2\r\nc: 3\nd: 4\r\n'
  expect(withLineBreaksOf(file, asEdited(file))).toBe(file)
  expect(withLineBreaksOf(file, 'a: 1\nb: 22\nnew: 0\nc: 3\nd: 4\n')).toBe('a: 1\r\nb: 22\r\nnew: 0\r\nc: 3\nd: 4\r\n')
  expect(withLineBreaksOf('a\nb\n', 'a\nB\n')).toBe('a\nB\n')
  const mixed = fc
    .array(fc.constantFrom('a', 'b', '\r\n', '\n', '\r'), { maxLength: 12 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(mixed, texts, (before, edited) => {
      expect(withLineBreaksOf(before, asEdited(before))).toBe(before)
      expect(asEdited(withLineBreaksOf(before, edited))).toBe(edited)
    }),
  )
})
