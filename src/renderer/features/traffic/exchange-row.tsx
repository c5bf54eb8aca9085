// One exchange as a row of the list.
import { memo } from 'react'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { GridRow } from '../../ui/grid.tsx'
import type { ColumnId } from './columns.ts'
import { describeExchange, markOf } from './describe.ts'
import { exchangeCells } from './exchange-cells.tsx'
import styles from './exchange-table.module.css'

interface ExchangeRowProps {
  exchange: ExchangeSummary
  index: number
  /** Distance of the row from the top of the list, in pixels. */
  top: number
  columns: readonly ColumnId[]
  isSelected: boolean
  /** The row that keys start from. */
  isActive: boolean
  longestMs: number
}

export const rowId = (id: string) => `exchange-${id}`

/** Drawn again only when the exchange itself changes, or how it is shown. */
export const ExchangeRow = memo(function ExchangeRow({
  exchange,
  index,
  top,
  columns,
  isSelected,
  isActive,
  longestMs,
}: ExchangeRowProps) {
  return (
    <GridRow
      id={rowId(exchange.id)}
      index={index}
      className={styles.row ?? ''}
      style={{ transform: `translateY(${top}px)` }}
      data-exchange={exchange.id}
      data-mark={markOf(exchange)}
      data-active={isActive ? '' : undefined}
      aria-selected={isSelected}
      aria-label={describeExchange(exchange)}
    >
      {columns.map((id) => {
        const Content = exchangeCells[id]
        return <Content key={id} exchange={exchange} longestMs={longestMs} />
      })}
    </GridRow>
  )
})
