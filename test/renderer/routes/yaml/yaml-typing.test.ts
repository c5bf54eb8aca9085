// What the keys that write do: where a new line begins, how far Tab goes, and what becomes a comment.
import { expect, it } from 'vitest'
import {
  indentBehind,
  spacesBack,
  spacesToNext,
  toggledComments,
} from '../../../../src/renderer/features/routes/yaml/yaml-typing.ts'

it.each([
  ['', 0],
  ['  path: /a', 2],
  ['    - path: /a', 6],
  ['    - path:', 8],
  ['headers:', 2],
  ['  headers: # set on each', 4],
  ['  base: &base', 4],
  ['  note: |-', 4],
  ['      - ', 8],
  ['    # headers:', 4],
  ['  target: https://a', 2],
])('begins the line behind `%s` at column %i', (before, indent) => {
  expect(indentBehind(before)).toBe(indent)
})

it('goes by two spaces', () => {
  expect([0, 1, 2, 3].map(spacesToNext)).toEqual([2, 1, 2, 1])
  expect(['a', ' a', '  a', '   a', '    a'].map(spacesBack)).toEqual([0, 1, 2, 1, 2])
})

it('makes lines comments at their least indentation, and takes the comments off again', () => {
  const apply = (lines: string[]) =>
    toggledComments(lines).map(({ column, remove, insert }, at) => {
      const line = lines[at] as string
      return line.slice(0, column) + insert + line.slice(column + remove)
    })
  const lines = ['  headers:', '', '    x-a: b']
  expect(apply(lines)).toEqual(['  # headers:', '', '  #   x-a: b'])
  expect(apply(apply(lines))).toEqual(lines)
  expect(apply(['#a', '# b'])).toEqual(['a', 'b'])
})
