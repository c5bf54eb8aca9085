// The list's columns: their order, which are shown at which width, and how wide they are.
import type { TrafficView } from '../../../shared/settings.ts'

export const columnIds = [
  'status',
  'method',
  'path',
  'route',
  'model',
  'tokens',
  'ttft',
  'duration',
  'size',
  'time',
] as const
export type ColumnId = (typeof columnIds)[number]

interface ColumnParts {
  label: string
  /** Numbers stand at the right. */
  isEnd: boolean
  /** Widths in pixels: usual, in a wide table, and the least. The path takes what is left over its least. */
  width: number
  wide: number
  least: number
  hint?: string
}

export const columnParts: Record<ColumnId, ColumnParts> = {
  status: { label: 'Status', isEnd: false, width: 56, wide: 60, least: 48 },
  method: { label: 'Method', isEnd: false, width: 52, wide: 52, least: 36 },
  path: { label: 'Path', isEnd: false, width: 96, wide: 200, least: 96 },
  route: { label: 'Route', isEnd: false, width: 72, wide: 96, least: 40 },
  model: { label: 'Model', isEnd: false, width: 120, wide: 164, least: 48 },
  tokens: { label: 'Tokens', isEnd: true, width: 72, wide: 92, least: 44, hint: 'Tokens in / out' },
  ttft: { label: 'TTFT', isEnd: true, width: 52, wide: 72, least: 40, hint: 'Time to first token' },
  duration: { label: 'Duration', isEnd: false, width: 92, wide: 172, least: 72 },
  size: { label: 'Size', isEnd: true, width: 54, wide: 72, least: 40 },
  time: { label: 'Time', isEnd: true, width: 58, wide: 72, least: 48 },
}

/** A column as the settings keep it. */
export type Column = { id: ColumnId; width: number | null; isShown: boolean }

/** These say what the row is, so they always stay. */
export const fixedColumns: ReadonlySet<ColumnId> = new Set(['status', 'path', 'duration'])

/** Sets of columns by the table's width. */
export type Tier = 'wide' | 'usual' | 'narrow' | 'narrowest'

export function tierOf(tableWidth: number): Tier {
  if (tableWidth >= 980) return 'wide'
  if (tableWidth >= 740) return 'usual'
  return tableWidth >= 560 ? 'narrow' : 'narrowest'
}

const dropped: Record<Tier, ReadonlySet<ColumnId>> = {
  wide: new Set(),
  usual: new Set(),
  narrow: new Set(['route', 'size']),
  narrowest: new Set(['route', 'size', 'tokens', 'ttft', 'time']),
}

const isKnown = (id: string): id is ColumnId => (columnIds as readonly string[]).includes(id)

/** The saved columns, with those that the settings do not know yet at the end; an empty list is the default. */
export function arrangeColumns(saved: TrafficView['columns']): Column[] {
  const known: Column[] = []
  for (const { id, width, isShown } of saved) {
    if (!isKnown(id) || known.some((column) => column.id === id)) continue
    known.push({ id, width: id === 'path' ? null : width, isShown: isShown || fixedColumns.has(id) })
  }
  const missing = columnIds.filter((id) => !known.some((column) => column.id === id))
  return [...known, ...missing.map((id) => ({ id, width: null, isShown: true }))]
}

export function shownColumns(columns: readonly Column[], tier: Tier): Column[] {
  return columns.filter(({ id, isShown }) => isShown && !dropped[tier].has(id))
}

export interface PlacedColumn {
  id: ColumnId
  width: number
}

/** Of a row's width, what its padding takes. */
const sides = 20
/** Width of a time with its date before it. */
const datedWidth = 104

/** These give way first where there is not even room for the usual widths: their text is cut. */
const givesWay: readonly ColumnId[] = [
  'model',
  'route',
  'duration',
  'tokens',
  'ttft',
  'size',
  'time',
  'method',
  'status',
]

/**
 * The widths in a table of this width, in pixels. The path gets what the others leave; where that is too little,
 * columns that were made wider than usual give back what is missing, the rightmost first, and then the others.
 */
export function placeColumns(columns: readonly Column[], tableWidth: number, isDated: boolean): PlacedColumn[] {
  const tier = tierOf(tableWidth)
  const usual = (id: ColumnId) => {
    const width = tier === 'wide' ? columnParts[id].wide : columnParts[id].width
    return id === 'time' && isDated ? Math.max(width, datedWidth) : width
  }
  const placed = shownColumns(columns, tier).map(({ id, width }) => ({ id, width: width ?? usual(id) }))
  const others = placed.filter(({ id }) => id !== 'path')
  const room = tableWidth - sides - columnParts.path.least
  let over = others.reduce((sum, { width }) => sum + width, 0) - room
  const giveBack = (column: PlacedColumn | undefined, least: (id: ColumnId) => number) => {
    if (!column || over <= 0) return
    const spare = Math.min(over, Math.max(0, column.width - least(column.id)))
    column.width -= spare
    over -= spare
  }
  for (const column of [...others].reverse()) giveBack(column, usual)
  for (const id of givesWay)
    giveBack(
      others.find((column) => column.id === id),
      (given) => columnParts[given].least,
    )
  const taken = others.reduce((sum, { width }) => sum + width, 0)
  return placed.map(({ id, width }) =>
    id === 'path' ? { id, width: Math.max(columnParts.path.least, tableWidth - sides - taken) } : { id, width },
  )
}

/** For `grid-template-columns`. */
export function columnTemplate(placed: readonly PlacedColumn[]): string {
  return placed
    .map(({ id, width }) => (id === 'path' ? `minmax(${columnParts.path.least}px, 1fr)` : `${width}px`))
    .join(' ')
}

/** The columns with one of them made wider by so many pixels, at most by what the path can spare. */
export function growColumn(
  columns: readonly Column[],
  placed: readonly PlacedColumn[],
  id: ColumnId,
  by: number,
): Column[] {
  const column = placed.find((candidate) => candidate.id === id)
  const path = placed.find((candidate) => candidate.id === 'path')
  if (!column || id === 'path') return [...columns]
  const spare = Math.max(0, (path?.width ?? 0) - columnParts.path.least)
  const width = Math.max(columnParts[id].least, Math.round(column.width + Math.min(by, spare)))
  return columns.map((candidate) => (candidate.id === id ? { ...candidate, width } : candidate))
}

/**
 * The columns after an edge was moved: `edge` is the column at its left. Before the path the column itself grows;
 * from the path on, the one after it shrinks, since the path takes what is left.
 */
export function moveEdge(
  columns: readonly Column[],
  placed: readonly PlacedColumn[],
  edge: ColumnId,
  by: number,
): Column[] {
  const at = placed.findIndex(({ id }) => id === edge)
  const isBefore = at < placed.findIndex(({ id }) => id === 'path')
  const target = placed[isBefore ? at : at + 1]
  return target ? growColumn(columns, placed, target.id, isBefore ? by : -by) : [...columns]
}

/** Puts a column before or after another. */
export function moveColumn(columns: readonly Column[], id: ColumnId, beside: ColumnId, isAfter: boolean): Column[] {
  const moved = columns.find((column) => column.id === id)
  if (!moved || id === beside) return [...columns]
  const rest = columns.filter((column) => column.id !== id)
  const at = rest.findIndex((column) => column.id === beside)
  return [...rest.slice(0, at + (isAfter ? 1 : 0)), moved, ...rest.slice(at + (isAfter ? 1 : 0))]
}

export function showColumn(columns: readonly Column[], id: ColumnId, isShown: boolean): Column[] {
  return columns.map((column) => (column.id === id && !fixedColumns.has(id) ? { ...column, isShown } : column))
}
