// The list of exchanges: virtual rows of one height, one tab stop, and the newest row kept in view while following.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import { formatCount, isSameDay } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { ContextMenu } from '../../ui/context-menu.tsx'
import { Grid, GridBody } from '../../ui/grid.tsx'
import { useElementWidth } from '../../ui/use-element-width.ts'
import { arrangeColumns, type Column, type ColumnId, columnTemplate, placeColumns, tierOf } from './columns.ts'
import { placeOf } from './exchange-log.ts'
import { ExchangeRow, rowId } from './exchange-row.tsx'
import styles from './exchange-table.module.css'
import { listLeaves, listReturns } from './focus.ts'
import { keyTarget } from './list-keys.ts'
import { keepColumns, useTrafficPreferences } from './preferences.ts'
import { RowMenu } from './row-menu.tsx'
import { selectAll, toggle } from './selection.ts'
import {
  extendSelection,
  openExchange,
  select,
  setFollow,
  setSelection,
  shownList,
  trafficStore,
  trafficView,
} from './store.ts'
import { TableHead } from './table-head.tsx'
import { useListScroll } from './use-list-scroll.ts'

/** With more than so many in flight the bars step from update to update: each that moves costs a layout a frame. */
const mostAnimated = 12

/** The tokens' heights in pixels; the virtual rows are placed by them. */
function readHeights() {
  const style = getComputedStyle(document.documentElement)
  const pixels = (token: string) => Number.parseInt(style.getPropertyValue(token), 10)
  return { rowHeight: pixels('--h-row'), headHeight: pixels('--h-thead') }
}

/** A plain press shows the exchange; with ⇧ or the main modifier it changes the selection. */
function onMouseDown(event: MouseEvent): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-exchange]') : null
  const id = row?.dataset.exchange
  if (id === undefined) return
  const { selection } = trafficView.getState()
  const opensMenu = event.button === 2 || (event.button === 0 && event.ctrlKey && navigator.platform.startsWith('Mac'))
  if (opensMenu) {
    if (!selection.ids.has(id)) select(id)
  } else if (event.button !== 0) return
  else if (event.shiftKey) extendSelection(id)
  else if (event.metaKey || event.ctrlKey) setSelection(toggle(selection, id))
  else openExchange(id)
}

export function ExchangeTable() {
  const rows = useStore(shownList, (list) => list.shown)
  const { follow, selection, sort } = useStore(trafficView)
  const longestMs = useStore(trafficStore, (state) => state.longestMs)
  const isCrowded = useStore(trafficStore, (state) => state.inFlight > mostAnimated)
  const grid = useRef<HTMLDivElement>(null)
  const [{ rowHeight, headHeight }] = useState(readHeights)
  useLayoutEffect(() => {
    const list = grid.current
    if (!list) return
    listReturns(list)
    return () => listLeaves(list)
  }, [])

  const saved = useTrafficPreferences().columns
  const [resized, setResized] = useState<Column[] | null>(null)
  const columns = useMemo(() => resized ?? arrangeColumns(saved), [resized, saved])
  const width = useElementWidth(grid)
  const isDated = rows[0] !== undefined && !isSameDay(rows[0].receivedAt, Date.now())
  const placed = useMemo(() => placeColumns(columns, width, isDated), [columns, width, isDated])
  const order = placed.map(({ id }) => id).join()
  // The same order keeps the same array, so that rows are not drawn again while an edge moves.
  const shownColumns = useMemo(() => order.split(',') as ColumnId[], [order])

  const { active } = selection
  const activeIndex = useMemo(() => {
    if (active === null) return -1
    if (sort !== null) return rows.findIndex((row) => row.id === active)
    const all = trafficStore.getState().rows
    const sequence = all.findLast((row) => row.id === active)?.sequence
    const place = sequence === undefined ? -1 : placeOf(rows, sequence)
    return rows[place]?.id === active ? place : -1
  }, [rows, active, sort])

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    // The head stands above the rows and stays at the top.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
    useFlushSync: false,
    rangeExtractor: useCallback(
      (range: Range) => {
        // While following, the end is shown whatever the scroll position still says: it is set after this.
        const end = Math.min(range.count - 1, follow ? range.count - 1 : range.endIndex)
        const start = end - (range.endIndex - range.startIndex)
        const indexes = defaultRangeExtractor({ ...range, startIndex: Math.max(0, start), endIndex: end })
        // The active row stays in the page, for aria-activedescendant to point at.
        if (activeIndex < 0 || indexes.includes(activeIndex)) return indexes
        return [...indexes, activeIndex].sort((one, other) => one - other)
      },
      [activeIndex, follow],
    ),
  })
  const items = virtualizer.getVirtualItems()
  // Elements are used again for the rows that take the place of others: under load all that is shown changes at once.
  const slots = useRef(1)
  slots.current = Math.max(slots.current, items.length)
  const isApart = (place: number) => {
    const index = items[place]?.index ?? 0
    const isNeighbour = [items[place - 1]?.index, items[place + 1]?.index].some(
      (other) => other !== undefined && Math.abs(other - index) === 1,
    )
    return index === activeIndex && !isNeighbour
  }
  const onScroll = useListScroll({ scroller: grid, rows, follow, isInOrder: sort === null, rowHeight })

  const onKeyDown = (event: KeyboardEvent) => {
    if (rows.length === 0 || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a' || event.shiftKey) return
      event.preventDefault()
      setSelection(selectAll(selection, rows))
      return
    }
    const last = rows.length - 1
    const page = Math.max(1, Math.floor(((grid.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1)
    const from = activeIndex >= 0 ? activeIndex : follow ? last + 1 : -1
    const next = keyTarget(event.key, { from, last, page })
    const row = next === null ? undefined : rows[next]
    if (next === null || !row) return
    event.preventDefault()
    if (event.shiftKey) extendSelection(row.id)
    else select(row.id)
    if (event.key === 'End' && sort === null) setFollow(true)
    else if (next < last) setFollow(false)
    virtualizer.scrollToIndex(next)
  }

  const keep = (next: Column[]) => {
    setResized(null)
    void keepColumns(next)
  }
  return (
    <div className={styles.frame}>
      <ContextMenu
        target={
          <Grid
            ref={grid}
            label="Exchanges"
            rowCount={rows.length + 1}
            className={styles.grid ?? ''}
            style={{ '--columns': columnTemplate(placed) } as CSSProperties}
            data-tier={tierOf(width)}
            data-crowded={isCrowded ? '' : undefined}
            data-without-route={shownColumns.includes('route') ? undefined : ''}
            tabIndex={0}
            aria-multiselectable
            aria-activedescendant={active !== null && activeIndex >= 0 ? rowId(active) : undefined}
            onMouseDown={onMouseDown}
            onKeyDown={onKeyDown}
            onScroll={onScroll}
          >
            <TableHead columns={columns} placed={placed} onResize={setResized} onChange={keep} />
            <GridBody>
              <div className={styles.sizer} style={{ height: virtualizer.getTotalSize() }} role="presentation">
                {items.map((item, place) => {
                  const exchange = rows[item.index]
                  if (!exchange) return null
                  return (
                    <ExchangeRow
                      key={isApart(place) ? 'apart' : item.index % slots.current}
                      exchange={exchange}
                      index={item.index}
                      top={item.start - headHeight}
                      columns={shownColumns}
                      isSelected={selection.ids.has(exchange.id)}
                      isActive={item.index === activeIndex}
                      longestMs={longestMs}
                    />
                  )
                })}
              </div>
            </GridBody>
          </Grid>
        }
      >
        {() => <RowMenu />}
      </ContextMenu>
      <Unseen />
    </div>
  )
}

/** How many rows came since the list stopped following, and the way back to them. */
function Unseen() {
  const { follow, seenUntil, sort } = useStore(trafficView)
  const rows = useStore(shownList, (list) => list.shown)
  const count = useMemo(() => {
    if (follow) return 0
    if (sort === null) return rows.length - placeOf(rows, seenUntil + 1)
    return rows.filter((row) => row.sequence > seenUntil).length
  }, [rows, follow, seenUntil, sort])
  if (count === 0) return null
  return (
    <Button size="small" icon={ArrowDown} className={styles.more} onClick={() => setFollow(true)}>
      {formatCount(count)} new
    </Button>
  )
}
