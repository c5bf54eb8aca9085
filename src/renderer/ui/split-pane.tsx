// Two panes side by side with a handle between them that sets the width of the second.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import styles from './split-pane.module.css'

/** All in pixels. */
export interface PaneSizes {
  least: number
  most: number
  usual: number
}

/** The least width that is left to the first pane. */
const leastStart = 320

/** Where a key moves the handle; null where the key is none of its own. */
export function sizeAfterKey(key: string, isFar: boolean, size: number, { least, most }: PaneSizes): number | null {
  const step = isFar ? 64 : 16
  const targets: Record<string, number> = {
    // The handle is the second pane's left edge.
    ArrowLeft: size + step,
    ArrowRight: size - step,
    Home: least,
    End: most,
  }
  const target = targets[key]
  return target === undefined ? null : Math.min(most, Math.max(least, target))
}

interface SplitPaneProps {
  start: ReactNode
  /** null: the first pane has the whole width. */
  end: ReactNode | null
  size: number
  sizes: PaneSizes
  /** Names the handle. */
  label: string
  /** When the handle is let go, with a key, and with the double click that goes back to the usual. */
  onSizeChange: (size: number) => void
}

export function SplitPane({ start, end, size, sizes, label, onSizeChange }: SplitPaneProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const shown = dragged ?? size

  const clamp = (wanted: number) => {
    const room = (frame.current?.clientWidth ?? Number.POSITIVE_INFINITY) - leastStart
    return Math.round(Math.max(sizes.least, Math.min(wanted, sizes.most, room)))
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragged(size)
  }
  const onPointerMove = (event: PointerEvent) => {
    const right = frame.current?.getBoundingClientRect().right
    if (dragged !== null && right !== undefined) setDragged(clamp(right - event.clientX))
  }
  const onPointerUp = () => {
    if (dragged !== null && dragged !== size) onSizeChange(dragged)
    setDragged(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = sizeAfterKey(event.key, event.shiftKey, size, sizes)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    onSizeChange(clamp(next))
  }
  // A focusable separator is a widget with a value, for which HTML has no element.
  const separator = {
    role: 'separator',
    tabIndex: 0,
    'aria-orientation': 'vertical',
    'aria-label': label,
    'aria-valuenow': shown,
    'aria-valuemin': sizes.least,
    'aria-valuemax': sizes.most,
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: () => setDragged(null),
    onDoubleClick: () => onSizeChange(sizes.usual),
    onKeyDown,
  } as const

  return (
    <div ref={frame} className={styles.split}>
      <div className={styles.start}>{start}</div>
      {end !== null && (
        <div className={styles.end} style={{ width: `min(${shown}px, calc(100% - ${leastStart}px))` }}>
          <div {...separator} className={styles.handle} data-dragging={dragged === null ? undefined : ''} />
          {end}
        </div>
      )}
    </div>
  )
}
