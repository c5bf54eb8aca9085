// Bytes as offset, hex and ASCII; only the rows in sight are in the page, and their bytes are asked for then.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import styles from './hex-view.module.css'
import { type BytesPerRow, hexRow, hexRowCount } from './hex-view-rows.ts'

const rowHeight = 18
/** Pixels that a row of sixteen takes. */
const wideEnough = 560

interface HexViewProps {
  label: string
  /** Bytes in all. */
  length: number
  /** The `count` bytes from `offset`, fewer at the end; null while they are on their way. */
  bytesAt: (offset: number, count: number) => Uint8Array | null
  /** Tells which bytes are in sight. */
  onRange: (from: number, to: number) => void
}

export function HexView({ label, length, bytesAt, onRange }: HexViewProps) {
  const frame = useRef<HTMLElement>(null)
  const [perRow, setPerRow] = useState<BytesPerRow>(16)

  useEffect(() => {
    const { current } = frame
    if (!current) return
    const observer = new ResizeObserver(() => setPerRow(current.clientWidth >= wideEnough ? 16 : 8))
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  const virtualizer = useVirtualizer({
    count: hexRowCount(length, perRow),
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  })
  const items = virtualizer.getVirtualItems()
  const from = (items[0]?.index ?? 0) * perRow
  const to = Math.min(length, ((items.at(-1)?.index ?? -1) + 1) * perRow)

  useEffect(() => {
    if (to > from) onRange(from, to)
  }, [from, to, onRange])

  // It scrolls by itself, so the keys must reach it.
  const reachable = { tabIndex: 0 }
  return (
    <section ref={frame} className={styles.frame} aria-label={label} {...reachable}>
      <div className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const offset = item.index * perRow
          const bytes = bytesAt(offset, perRow)
          const row = hexRow(bytes ?? new Uint8Array(0), offset, perRow)
          return (
            <pre key={item.key} className={styles.row} style={{ transform: `translateY(${item.start}px)` }}>
              <span className={styles.offset}>{row.offset}</span>
              {'  '}
              {row.hex}
              {'  '}
              <span className={styles.ascii}>{row.ascii}</span>
            </pre>
          )
        })}
      </div>
    </section>
  )
}
