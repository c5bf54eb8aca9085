// The list's columns: which are shown at which width, and what moving and resizing make of them.
import { describe, expect, it } from 'vitest'
import {
  arrangeColumns,
  columnIds,
  growColumn,
  moveColumn,
  moveEdge,
  placeColumns,
  showColumn,
  shownColumns,
  tierOf,
} from '../../src/renderer/features/traffic/columns.ts'

const usual = arrangeColumns([])
const idsAt = (width: number) => shownColumns(usual, tierOf(width)).map(({ id }) => id)
const widths = (width: number, columns = usual) =>
  Object.fromEntries(placeColumns(columns, width, false).map(({ id, width }) => [id, width]))

describe('by the table’s width', () => {
  it('drops Route and Size under 740, and Tokens, TTFT and Time under 560', () => {
    expect(idsAt(740)).toEqual([...columnIds])
    expect(idsAt(739)).toEqual(['status', 'method', 'path', 'model', 'tokens', 'ttft', 'duration', 'time'])
    expect(idsAt(559)).toEqual(['status', 'method', 'path', 'model', 'duration'])
  })

  it.each([560, 740, 824, 979, 980, 1_228, 2_000])('fills %i pixels, the path taking what is left', (width) => {
    const sum = placeColumns(usual, width, false).reduce((total, column) => total + column.width, 0)
    expect(sum).toBe(width - 20)
  })

  it('gives the time room for its date', () => {
    expect(placeColumns(usual, 1_000, true).find(({ id }) => id === 'time')?.width).toBe(104)
  })

  it('takes back from widened columns what the path needs', () => {
    const wide = usual.map((column) => (column.id === 'model' ? { ...column, width: 900 } : column))
    expect(widths(1_000, wide).path).toBe(96)
    expect(widths(1_000, wide).model).toBeLessThan(900)
    expect(widths(2_000, wide).model).toBe(900)
  })
})

describe('what is saved', () => {
  it('leaves out unknown and repeated columns, adds new ones, and keeps the fixed ones shown', () => {
    const columns = arrangeColumns([
      { id: 'time', width: 90, isShown: false },
      { id: 'unknown', width: null, isShown: true },
      { id: 'time', width: 50, isShown: true },
      { id: 'status', width: null, isShown: false },
    ])
    expect(columns.slice(0, 2)).toEqual([
      { id: 'time', width: 90, isShown: false },
      { id: 'status', width: null, isShown: true },
    ])
    expect(columns).toHaveLength(columnIds.length)
  })
})

describe('changing', () => {
  const placed = placeColumns(usual, 1_228, false)

  it('moves an edge before the path by growing its column, and one behind by shrinking the next', () => {
    expect(moveEdge(usual, placed, 'status', 10).find(({ id }) => id === 'status')?.width).toBe(70)
    expect(moveEdge(usual, placed, 'path', 10).find(({ id }) => id === 'route')?.width).toBe(86)
    expect(moveEdge(usual, placed, 'model', -10).find(({ id }) => id === 'tokens')?.width).toBe(102)
  })

  it('keeps a column at its least, and the path too', () => {
    expect(growColumn(usual, placed, 'status', -500).find(({ id }) => id === 'status')?.width).toBe(48)
    const grown = growColumn(usual, placed, 'status', 5_000)
    expect(widths(1_228, grown).path).toBe(96)
  })

  it('moves a column before and after another', () => {
    const order = (isAfter: boolean) => moveColumn(usual, 'time', 'method', isAfter).map(({ id }) => id)
    expect(order(false).slice(0, 3)).toEqual(['status', 'time', 'method'])
    expect(order(true).slice(0, 3)).toEqual(['status', 'method', 'time'])
  })

  it('hides and shows, but not what always stays', () => {
    expect(shownColumns(showColumn(usual, 'model', false), 'wide').map(({ id }) => id)).not.toContain('model')
    expect(shownColumns(showColumn(usual, 'path', false), 'wide').map(({ id }) => id)).toContain('path')
  })
})
