// The prices by pattern, each edited in its place; only the rows in sight are in the page.
import { Pencil, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef } from 'react'
import { formatCount } from '../../../shared/format.ts'
import type { Price } from '../../../shared/llm.ts'
import { Cell, Grid, GridBody, GridHead, GridRow, HeadCell } from '../../ui/grid.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Quantity } from '../../ui/quantity.tsx'
import type { OpenPrice } from './open-price.ts'
import { PriceForm } from './price-form.tsx'
import { formatPrice } from './price-use.ts'
import styles from './prices-page.module.css'
import { useVirtualRows } from './use-virtual-rows.ts'

interface Row {
  key: string
  /** null: one that is being added. */
  price: Price | null
}

interface PriceGridProps {
  rows: readonly Row[]
  table: readonly Price[]
  /** What the name that is tried finds. */
  used: ReadonlySet<Price | null>
  /** The key of the row that is a form. */
  editing: string | null
  open: OpenPrice | null
  onEdit: (price: Price) => void
  onCancel: () => void
  onDelete: (price: Price) => void
  onSaved: (price: Price) => void
  target: string | null
  onTarget: (key: string | null) => void
}

export function PriceGrid({
  rows,
  table,
  used,
  editing,
  open,
  onEdit,
  onCancel,
  onDelete,
  onSaved,
  target,
  onTarget,
}: PriceGridProps) {
  const frame = useRef<HTMLDivElement>(null)
  const keys = useMemo(() => rows.map(({ key }) => key), [rows])
  const list = useVirtualRows({ frame, keys, held: editing, target, onTarget })
  const { virtualizer } = list

  const remove = (price: Price, place: number) => {
    list.focusNeighbour(place)
    onDelete(price)
  }
  const onRowKeyDown = (event: KeyboardEvent, { price }: Row, place: number) => {
    if (event.target !== event.currentTarget || price === null) return
    if (event.key === 'Enter') onEdit(price)
    else if (event.key === 'Delete') remove(price, place)
    else return
    event.preventDefault()
  }
  return (
    <Grid ref={frame} label="Prices" rowCount={rows.length + 1} className={styles.grid} onKeyDown={list.onKeyDown}>
      <GridHead className={styles.columns}>
        <HeadCell sorted>Pattern</HeadCell>
        <HeadCell end>Input</HeadCell>
        <HeadCell end>Cached input</HeadCell>
        <HeadCell end>Cache write</HeadCell>
        <HeadCell end>Output</HeadCell>
        <HeadCell className={styles.source}>Source</HeadCell>
        <HeadCell className={styles.date}>Date</HeadCell>
        <HeadCell>
          <span className="visually-hidden">Actions</span>
        </HeadCell>
      </GridHead>
      <GridBody className={styles.columns}>
        <div className={styles.space} style={{ height: virtualizer.getTotalSize() }} role="presentation">
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (!row) return null
            const { key, price } = row
            const place = {
              index: item.index,
              ref: virtualizer.measureElement,
              'data-index': item.index,
              style: { transform: `translateY(${item.start - list.headHeight}px)` },
            }
            if (open && key === editing)
              return (
                <GridRow key={key} {...place} className={`${styles.row} ${styles.editRow}`}>
                  <Cell aria-colspan={8} className={styles.formCell}>
                    <PriceForm
                      price={price}
                      draft={open.draft}
                      table={table}
                      onSaved={onSaved}
                      onCancel={() => {
                        onCancel()
                        onTarget(price === null ? (keys[1] ?? null) : key)
                      }}
                    />
                  </Cell>
                </GridRow>
              )
            if (price === null) return null
            return (
              <GridRow
                key={key}
                {...place}
                className={styles.row}
                tabIndex={item.index === list.current ? 0 : -1}
                aria-selected={list.isActive(key)}
                onFocus={() => list.onRowFocus(key, item.index)}
                onDoubleClick={({ target }) => {
                  if (!(target instanceof Element && target.closest('button'))) onEdit(price)
                }}
                onKeyDown={(event) => onRowKeyDown(event, row, item.index)}
              >
                <PriceCells price={price} isUsed={used.has(price)} />
                <Cell end className={styles.actions}>
                  <IconButton
                    className={styles.quiet}
                    icon={Pencil}
                    size="small"
                    label={`Edit ${price.pattern}`}
                    hint="Edit"
                    shortcut="Enter"
                    tabIndex={item.index === list.current ? 0 : -1}
                    onClick={() => onEdit(price)}
                  />
                  <IconButton
                    className={styles.quiet}
                    icon={Trash2}
                    size="small"
                    label={`Delete ${price.pattern}`}
                    hint="Delete"
                    shortcut="Del"
                    tabIndex={item.index === list.current ? 0 : -1}
                    onClick={() => remove(price, item.index)}
                  />
                </Cell>
              </GridRow>
            )
          })}
        </div>
      </GridBody>
    </Grid>
  )
}

function PriceCells({ price, isUsed }: { price: Price; isUsed: boolean }) {
  const { pattern, input, cachedInput, cacheWrite, longCacheWrite, output, upToInput, source, date } = price
  return (
    <>
      <Cell className={styles.pattern} title={pattern}>
        <span className="ellipsis selectable">{pattern}</span>
        {upToInput !== undefined && <span className={styles.tag}>up to {formatCount(upToInput)} tokens</span>}
        {isUsed && (
          <span className={styles.tag} data-kind="used">
            Used
          </span>
        )}
      </Cell>
      <Amount usd={input} />
      <Amount usd={cachedInput} />
      <Cell end title={longCacheWrite === undefined ? undefined : 'Short, and for an hour or more'}>
        {cacheWrite === null ? <Quantity text={null} /> : formatPrice(cacheWrite)}
        {longCacheWrite !== undefined && <span className={styles.dim}>1 h {formatPrice(longCacheWrite)}</span>}
      </Cell>
      <Amount usd={output} />
      <Cell className={styles.source} title={source ?? undefined}>
        {source === null ? <Quantity text={null} /> : <span className="ellipsis selectable">{sourceText(source)}</span>}
      </Cell>
      <Cell className={styles.date} title={date ?? undefined}>
        {date === null ? <Quantity text={null} /> : <span className="ellipsis">{date}</span>}
      </Cell>
    </>
  )
}

function Amount({ usd }: { usd: number | null }) {
  return <Cell end>{usd === null ? <Quantity text={null} /> : formatPrice(usd)}</Cell>
}

/** Of an address what says most: its host and its path; any other text as it is. */
function sourceText(source: string): string {
  return source.replace(/^https?:\/\/(?:www\.)?/, '')
}
