// Keeps the list at its newest row while following, and still while not.
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { setFollow, trafficView } from './store.ts'

interface ListScroll {
  scroller: RefObject<HTMLDivElement | null>
  rows: readonly ExchangeSummary[]
  follow: boolean
  rowHeight: number
}

/** Returns what the scrolling element calls when it has scrolled. */
export function useListScroll({ scroller, rows, follow, rowHeight }: ListScroll): () => void {
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
    } else if (rows[0] && before[0] && before[0].id !== rows[0].id) {
      // Old rows were dropped above: what the user looks at stays where it is.
      const first = rows[0].id
      const dropped = before.findIndex((row) => row.id === first)
      if (dropped > 0) element.scrollTop -= dropped * rowHeight
    }
    lastTop.current = element.scrollTop
  }, [scroller, rows, follow, rowHeight])

  return () => {
    const element = scroller.current
    if (!element) return
    const top = element.scrollTop
    // Only the user moves up while there is more below; a list that got shorter is held at its end.
    if (top < lastTop.current - 1 && top < element.scrollHeight - element.clientHeight - 1) setFollow(false)
    lastTop.current = top
  }
}
