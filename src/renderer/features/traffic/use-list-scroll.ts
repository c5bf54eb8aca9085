// Keeps the list at its newest row while following, and still while not.
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { placeOf } from './exchange-log.ts'
import { setFollow, trafficView } from './store.ts'

interface ListScroll {
  scroller: RefObject<HTMLDivElement | null>
  rows: readonly ExchangeSummary[]
  follow: boolean
  /** The rows stand in the order of arrival. */
  isInOrder: boolean
  rowHeight: number
}

/** Returns what the scrolling element calls when it has scrolled. */
export function useListScroll({ scroller, rows, follow, isInOrder, rowHeight }: ListScroll): () => void {
  const shown = useRef(rows)
  const lastTop = useRef(0)

  // Another page and back: the list stands where it was left.
  useLayoutEffect(() => {
    const element = scroller.current
    const { follow, scrollTop } = trafficView.getState()
    if (element && !follow) element.scrollTop = scrollTop
    return () => trafficView.setState({ scrollTop: lastTop.current })
  }, [scroller])

  useLayoutEffect(() => {
    const element = scroller.current
    const before = shown.current
    shown.current = rows
    if (!element) return
    if (follow) {
      element.scrollTop = element.scrollHeight
    } else if (isInOrder && before !== rows) {
      // Rows came or went above: what the user looks at stays where it is.
      const first = Math.floor(lastTop.current / rowHeight)
      const row = before[first]
      if (row) element.scrollTop = lastTop.current + (placeOf(rows, row.sequence) - first) * rowHeight
    }
    lastTop.current = element.scrollTop
  }, [scroller, rows, follow, isInOrder, rowHeight])

  return () => {
    const element = scroller.current
    if (!element) return
    const top = element.scrollTop
    // Only the user moves up while there is more below; a list that got shorter is held at its end.
    if (top < lastTop.current - 1 && top < element.scrollHeight - element.clientHeight - 1) setFollow(false)
    lastTop.current = top
  }
}
