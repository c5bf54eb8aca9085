// Virtual rows with one tab stop: arrows move it, and a row can be asked to take the focus once it is in the page.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import { keyTarget } from '../traffic/list-keys.ts'

/** The tokens' heights in pixels; the rows are placed by them. */
function readHeights() {
  const style = getComputedStyle(document.documentElement)
  const pixels = (token: string) => Number.parseInt(style.getPropertyValue(token), 10)
  return { rowHeight: pixels('--h-row'), headHeight: pixels('--h-thead') }
}

interface VirtualRowsOptions {
  frame: RefObject<HTMLDivElement | null>
  /** From top to bottom. */
  keys: readonly string[]
  /** Stays in the page wherever it is scrolled to. */
  held: string | null
  /** A row that is to take the focus, once. */
  target: string | null
  onTarget: (key: string | null) => void
}

export function useVirtualRows({ frame, keys, held, target, onTarget }: VirtualRowsOptions) {
  const [{ rowHeight, headHeight }] = useState(readHeights)
  const [active, setActive] = useState<{ key: string; place: number } | null>(null)
  const found = active === null ? -1 : keys.indexOf(active.key)
  // Where the active row has gone, the one that took its place is the tab stop.
  const current = found >= 0 ? found : Math.min(active?.place ?? 0, keys.length - 1)
  const heldPlace = held === null ? -1 : keys.indexOf(held)
  const targetPlace = target === null ? -1 : keys.indexOf(target)

  const rangeExtractor = useCallback(
    (range: Range) => {
      const always = [current, heldPlace, targetPlace].filter((place) => place >= 0 && place < range.count)
      return [...new Set([...defaultRangeExtractor(range), ...always])].sort((one, other) => one - other)
    },
    [current, heldPlace, targetPlace],
  )
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor,
  })

  useLayoutEffect(() => {
    const row = targetPlace < 0 ? null : frame.current?.querySelector<HTMLElement>(`[data-index="${targetPlace}"]`)
    if (!row) return
    virtualizer.scrollToIndex(targetPlace)
    row.focus({ preventScroll: true })
    onTarget(null)
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 1)
    const place = keyTarget(event.key, { from: current, last: keys.length - 1, page })
    if (place === null) return
    event.preventDefault()
    onTarget(keys[place] ?? null)
  }

  return {
    virtualizer,
    headHeight,
    /** The place of the tab stop. */
    current,
    /** Whether the user has been in the table at all. */
    isActive: (key: string) => active?.key === key,
    onKeyDown,
    onRowFocus: (key: string, place: number) => setActive({ key, place }),
    /** For when the row of this place goes. */
    focusNeighbour: (place: number) => onTarget(keys[place + 1] ?? keys[place - 1] ?? null),
  }
}
