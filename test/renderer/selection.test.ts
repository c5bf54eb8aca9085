// Selecting rows by click and key.
import { describe, expect, it } from 'vitest'
import { keyTarget } from '../../src/renderer/features/traffic/list-keys.ts'
import {
  afterDelete,
  extendTo,
  noSelection,
  selectAll,
  selectOne,
  toggle,
  without,
} from '../../src/renderer/features/traffic/selection.ts'

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
const ids = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort().join('')

it('extends from the anchor, either way, and turns around', () => {
  const one = selectOne('c')
  const down = extendTo(one, rows, 'e')
  expect([ids(down), down.active]).toEqual(['cde', 'e'])
  expect(ids(extendTo(down, rows, 'b'))).toBe('bc')
  expect(ids(extendTo(noSelection, rows, 'b'))).toBe('b')
})

it('toggles single rows', () => {
  const two = toggle(selectOne('a'), 'c')
  expect([ids(two), two.active]).toEqual(['ac', 'c'])
  expect(toggle(two, 'c').active).toBe('a')
  expect(toggle(selectOne('a'), 'a')).toBe(noSelection)
})

it('selects all and keeps where it was', () => {
  expect(selectAll(selectOne('b'), rows)).toMatchObject({ active: 'b' })
  expect(ids(selectAll(noSelection, rows))).toBe('abcde')
  expect(selectAll(noSelection, rows).active).toBe('e')
})

it('lets go of rows that are gone', () => {
  const three = extendTo(selectOne('b'), rows, 'd')
  const rest = without(three, (id) => id === 'd' || id === 'b')
  expect([ids(rest), rest.active, rest.anchor]).toEqual(['c', 'c', 'c'])
  expect(without(three, () => true)).toBe(noSelection)
  expect(without(three, (id) => id === 'a')).toBe(three)
})

it('goes on with the row that follows what was deleted', () => {
  const after = (from: string, gone: string[]) => afterDelete(selectOne(from), rows, new Set(gone))
  expect(after('b', ['b', 'c'])?.active).toBe('d')
  expect(after('e', ['e'])?.active).toBe('d')
  expect(after('b', ['c'])).toBeNull()
  expect(after('b', ['a', 'b', 'c', 'd', 'e'])).toBeNull()
})

describe('keys', () => {
  it.each([
    ['ArrowDown', 2, 3],
    ['ArrowUp', 0, 0],
    ['PageDown', 2, 9],
    ['PageUp', 2, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['x', 5, null],
  ])('%s from %i leads to %s', (key, from, to) => {
    expect(keyTarget(key, { from, last: 9, page: 8 })).toBe(to)
  })
})
