// The head of the list: a click sorts, an edge resizes, a drag moves a column, and the keys do all three.
import { type DragEvent, type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useStore } from 'zustand'
import gridStyles from '../../ui/grid.module.css'
import { GridHead, HeadCell } from '../../ui/grid.tsx'
import {
  type Column,
  type ColumnId,
  columnParts,
  growColumn,
  moveColumn,
  moveEdge,
  type PlacedColumn,
} from './columns.ts'
import type { Sort } from './list-order.ts'
import { setSort, trafficView } from './store.ts'
import styles from './table-head.module.css'

interface TableHeadProps {
  columns: readonly Column[]
  placed: readonly PlacedColumn[]
  /** While an edge is dragged. */
  onResize: (columns: Column[]) => void
  /** To be remembered. */
  onChange: (columns: Column[]) => void
}

const stepPixels = 16

/** Numbers start with the largest; a third click goes back to the order of arrival. */
export function nextSort(sort: Sort, column: ColumnId): Sort {
  const isFirstDescending = columnParts[column].isEnd || column === 'duration'
  if (sort?.column !== column) return { column, descending: isFirstDescending }
  return sort.descending === isFirstDescending ? { column, descending: !isFirstDescending } : null
}

export function TableHead({ columns, placed, onResize, onChange }: TableHeadProps) {
  const sort = useStore(trafficView, (view) => view.sort)
  const [focused, setFocused] = useState<ColumnId>('status')
  const [dragged, setDragged] = useState<ColumnId | null>(null)
  const [target, setTarget] = useState<{ id: ColumnId; isAfter: boolean } | null>(null)
  const stop = placed.some(({ id }) => id === focused) ? focused : placed[0]?.id

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, id: ColumnId) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    // What the list does with its keys is not meant here, but for those that leave it.
    if (event.key !== 'Escape' && event.key !== 'F6') event.stopPropagation()
    if (step === 0 || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const neighbour = placed[placed.findIndex((column) => column.id === id) + step]?.id
    if (event.shiftKey) onChange(growColumn(columns, placed, id, step * stepPixels))
    else if (!neighbour) return
    else if (event.altKey) onChange(moveColumn(columns, id, neighbour, step > 0))
    else {
      const row = event.currentTarget.closest('[role=row]')
      row?.querySelector<HTMLElement>(`[data-column="${neighbour}"]`)?.focus()
    }
  }

  const over = (event: DragEvent<HTMLElement>, id: ColumnId) => {
    if (dragged === null) return
    event.preventDefault()
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setTarget({ id, isAfter: event.clientX > left + width / 2 })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    if (dragged !== null && target) onChange(moveColumn(columns, dragged, target.id, target.isAfter))
    setDragged(null)
    setTarget(null)
  }

  return (
    <GridHead>
      {placed.map(({ id }, index) => {
        const { label, hint, isEnd } = columnParts[id]
        const isSorted = sort === null ? id === 'time' : sort.column === id && (sort.descending ? 'descending' : true)
        return (
          <HeadCell
            key={id}
            end={isEnd}
            sorted={isSorted}
            className={styles.cell}
            data-drop={target?.id === id && dragged !== id ? (target.isAfter ? 'after' : 'before') : undefined}
            onContextMenu={(event) => event.stopPropagation()}
            onDragOver={(event) => over(event, id)}
            onDrop={drop}
          >
            <button
              type="button"
              className={gridStyles.sort}
              data-column={id}
              tabIndex={id === stop ? 0 : -1}
              title={`${hint ?? label}. Click to sort, drag to move. Shift and arrow keys resize, Alt and arrow keys move.`}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move'
                setDragged(id)
              }}
              onDragEnd={() => {
                setDragged(null)
                setTarget(null)
              }}
              onFocus={() => setFocused(id)}
              onKeyDown={(event) => onKeyDown(event, id)}
              onClick={() => setSort(nextSort(sort, id))}
            >
              {label}
            </button>
            {index < placed.length - 1 && (
              <Edge
                onMove={(by) => onResize(moveEdge(columns, placed, id, by))}
                onEnd={(by) => onChange(moveEdge(columns, placed, id, by))}
                onReset={() =>
                  onChange(columns.map((column) => (column.id === id ? { ...column, width: null } : column)))
                }
              />
            )}
          </HeadCell>
        )
      })}
    </GridHead>
  )
}

interface EdgeProps {
  /** Pixels since the last call. */
  onMove: (by: number) => void
  onEnd: (by: number) => void
  onReset: () => void
}

/** The keys on the column's name do the same for those who have no pointer. */
function Edge({ onMove, onEnd, onReset }: EdgeProps) {
  const [from, setFrom] = useState<number | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setFrom(event.clientX)
  }
  return (
    <span
      className={styles.edge}
      aria-hidden="true"
      data-dragging={from === null ? undefined : ''}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (from === null || event.clientX === from) return
        onMove(event.clientX - from)
        setFrom(event.clientX)
      }}
      onPointerUp={(event) => {
        if (from !== null) onEnd(event.clientX - from)
        setFrom(null)
      }}
      onPointerCancel={() => setFrom(null)}
      onDoubleClick={onReset}
    />
  )
}
