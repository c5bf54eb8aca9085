// One tab stop for a table whose rows are all in the page: arrows move between rows, Tab goes into the row's controls.
import { type KeyboardEvent, useState } from 'react'

const moves: Record<string, (index: number, last: number) => number> = {
  ArrowUp: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  PageUp: (index) => index - 10,
  PageDown: (index) => index + 10,
  Home: () => 0,
  End: (_index, last) => last,
}

/** `keys` names the rows from top to bottom. */
export function useRovingRows(keys: readonly string[]) {
  const [active, setActive] = useState<string | null>(null)
  const current = Math.max(0, active === null ? 0 : keys.indexOf(active))

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const move = moves[event.key]
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const last = keys.length - 1
    const next = Math.min(last, Math.max(0, move(current, last)))
    event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')[next]?.focus()
  }

  const rowProps = (index: number) => ({
    'data-row': '',
    tabIndex: index === current ? 0 : -1,
    'aria-selected': keys[index] === active,
    onFocus: () => setActive(keys[index] ?? null),
  })

  /** For the controls in a row: only those of the current row are tab stops. */
  const controlTabIndex = (index: number) => (index === current ? 0 : -1)

  return { onKeyDown, rowProps, controlTabIndex }
}
