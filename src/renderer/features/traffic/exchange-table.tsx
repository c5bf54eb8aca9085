// The list of exchanges: virtual rows of one height, one tab stop, and the newest row kept in view while following.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { formatCount, isSameDay } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { Grid, GridBody, GridHead, HeadCell } from '../../ui/grid.tsx'
import { ExchangeRow, rowId } from './exchange-row.tsx'
import styles from './exchange-table.module.css'
import { select, setFollow, trafficStore, trafficView } from './store.ts'
import { useListScroll } from './use-list-scroll.ts'
import { useNow } from './use-now.ts'

interface ExchangeTableProps {
  /** The rows that match the filter, oldest first. */
  rows: readonly ExchangeSummary[]
  /** How many of them came since the list stopped following. */
  unseen: number
}

/** The tokens' heights in pixels; the virtual rows are placed by them. */
function readHeights() {
  const style = getComputedStyle(document.documentElement)
  const pixels = (token: string) => Number.parseInt(style.getPropertyValue(token), 10)
  return { rowHeight: pixels('--h-row'), headHeight: pixels('--h-thead') }
}

export function ExchangeTable({ rows, unseen }: ExchangeTableProps) {
  const follow = useStore(trafficView, (view) => view.follow)
  const selectedId = useStore(trafficView, (view) => view.selectedId)
  const longestMs = useStore(trafficStore, (state) => state.longestMs)
  const inFlight = useStore(trafficStore, (state) => state.inFlight)
  const now = useNow(inFlight > 0)
  const grid = useRef<HTMLDivElement>(null)
  const [{ rowHeight, headHeight }] = useState(readHeights)
  const selectedIndex = selectedId === null ? -1 : rows.findLastIndex((row) => row.id === selectedId)

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    // The head stands above the rows and stays at the top.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    useFlushSync: false,
    // The selected row stays in the page, for aria-activedescendant to point at.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        if (selectedIndex < 0 || indexes.includes(selectedIndex)) return indexes
        return [...indexes, selectedIndex].sort((one, other) => one - other)
      },
      [selectedIndex],
    ),
  })
  const onScroll = useListScroll({ scroller: grid, rows, follow, rowHeight })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || rows.length === 0) return
    const last = rows.length - 1
    const page = Math.max(1, Math.floor(((grid.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1)
    const from = selectedIndex >= 0 ? selectedIndex : follow ? last + 1 : -1
    const targets: Record<string, number> = {
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageUp: from - page,
      PageDown: from + page,
      Home: 0,
      End: last,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    const next = Math.min(last, Math.max(0, target))
    if (event.key === 'End') setFollow(true)
    else if (next < last) setFollow(false)
    select(rows[next]?.id ?? null)
    virtualizer.scrollToIndex(next)
  }

  const dated = rows[0] !== undefined && !isSameDay(rows[0].receivedAt, Date.now())
  return (
    <div className={styles.frame}>
      <Grid
        ref={grid}
        label="Exchanges"
        rowCount={rows.length + 1}
        className={styles.grid ?? ''}
        data-dated={dated ? '' : undefined}
        tabIndex={0}
        aria-activedescendant={selectedId !== null && selectedIndex >= 0 ? rowId(selectedId) : undefined}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
      >
        <GridHead className={styles.columns}>
          <HeadCell>Status</HeadCell>
          <HeadCell>Method</HeadCell>
          <HeadCell>Path</HeadCell>
          <HeadCell className={styles.route}>Route</HeadCell>
          <HeadCell end className={styles.firstByte} title="Time to the first byte of the response">
            First byte
          </HeadCell>
          <HeadCell>Duration</HeadCell>
          <HeadCell end className={styles.size}>
            Size
          </HeadCell>
          <HeadCell end sorted className={styles.time}>
            Time
          </HeadCell>
        </GridHead>
        <GridBody className={styles.columns}>
          <div className={styles.sizer} style={{ height: virtualizer.getTotalSize() }} role="presentation">
            {virtualizer.getVirtualItems().map((item) => {
              const exchange = rows[item.index]
              if (!exchange) return null
              return (
                <ExchangeRow
                  key={item.key}
                  exchange={exchange}
                  index={item.index}
                  top={item.start - headHeight}
                  selected={item.index === selectedIndex}
                  longestMs={longestMs}
                  now={exchange.state === 'ended' ? null : now}
                />
              )
            })}
          </div>
        </GridBody>
      </Grid>
      {!follow && unseen > 0 && (
        <Button size="small" icon={ArrowDown} className={styles.more} onClick={() => setFollow(true)}>
          {formatCount(unseen)} new
        </Button>
      )}
    </div>
  )
}
