// Keeps the focus and the selection of the table on the same row, also when rows come and go by themselves.
import { type FocusEvent, useEffect, useRef } from 'react'
import type { RouteView } from '../../../shared/route.ts'
import { markRoute } from './store.ts'

/** Props for the grid. @param selected place among the shown rows; -1: none */
export function useRowFocus(found: readonly RouteView[], selected: number) {
  const grid = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)

  // After every drawing: what has the focus is known by the page alone.
  useEffect(() => {
    const rows = [...(grid.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const focused = rows.indexOf(document.activeElement as HTMLElement)
    if (focused >= 0 && focused !== selected) {
      // Another route was selected, or the selected one is gone and the focus stands on this one.
      if (selected >= 0) rows[selected]?.focus()
      else if (found[focused]) markRoute(found[focused])
    } else if (hadFocus.current && document.activeElement === document.body) rows[Math.max(0, selected)]?.focus()
  })

  return {
    ref: grid,
    onFocus: () => {
      hadFocus.current = true
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) hadFocus.current = false
    },
  }
}
