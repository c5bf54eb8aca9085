// A row that goes while it has the focus passes it on to the one that takes its place.
import { type FocusEvent, useEffect, useRef } from 'react'

/** An open dialog, or one that fades out: it gives the focus back, if it can, when it is gone. */
const dialog = '[data-modal]'

/** Props for the list; `keys` names its rows, which carry `data-row` and their place as `data-place`. */
export function useFocusAfterRemoval(keys: readonly string[]) {
  const list = useRef<HTMLDivElement>(null)
  const place = useRef<number | null>(null)
  const joined = keys.join('\n')
  const before = useRef(joined)

  useEffect(() => {
    if (before.current === joined) return
    before.current = joined
    let frame = 0
    const settle = () => {
      if (place.current === null) return
      if (document.querySelector(dialog)) {
        frame = requestAnimationFrame(settle)
        return
      }
      // What opened the dialog is gone, so the focus went anywhere; but not away from where somebody types.
      const focused = document.activeElement
      if (list.current?.contains(focused) || focused?.matches('input, textarea')) return
      const rows = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []
      rows[Math.min(place.current, rows.length - 1)]?.focus()
    }
    settle()
    return () => cancelAnimationFrame(frame)
  }, [joined])

  return {
    ref: list,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const row = event.target.closest<HTMLElement>('[data-place]')
      place.current = row ? Number(row.dataset.place) : null
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (relatedTarget === null || currentTarget.contains(relatedTarget) || relatedTarget.closest(dialog)) return
      place.current = null
    },
  }
}
