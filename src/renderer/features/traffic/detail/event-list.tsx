// The rows of a stream's events: only those in sight are in the page; keys move the selection.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Clock } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { StreamMessage } from '../../../../shared/exchange-detail.ts'
import { formatBytes, formatCount, formatDuration } from '../../../../shared/format.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Quantity } from '../../../ui/quantity.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { keyTarget } from '../list-keys.ts'
import styles from './event-list.module.css'
import { eventPreview } from './event-preview.ts'
import { type EventRow, isControl } from './event-rows.ts'

const rowHeight = 24
/** The head stays over the rows as they scroll. */
const headHeight = 26

interface EventListProps {
  rows: readonly EventRow[]
  isWebSocket: boolean
  /** The index of the selected event. */
  selected: number | null
  onSelect: (index: number) => void
  follow: boolean
  onFollowChange: (follow: boolean) => void
  /** Beside Receiving at the end; null where the stream has ended. */
  liveWords: string | null
}

const headCell = { role: 'columnheader' } as const
const cell = { role: 'gridcell' } as const
const row = (position: number) => ({ role: 'row' as const, 'aria-rowindex': position })
const group = { role: 'rowgroup' } as const

export function EventList(props: EventListProps) {
  const { rows, isWebSocket, selected, onSelect, follow, onFollowChange, liveWords } = props
  const frame = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  })
  const isLive = liveWords !== null

  // Another row at the end is what following is about.
  const { length } = rows
  useEffect(() => {
    if (follow && isLive && length > 0) frame.current?.scrollTo({ top: frame.current.scrollHeight })
  }, [follow, isLive, length])

  const selectedRow = rows.findIndex((each) => each.kind === 'event' && each.message.index === selected)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 1)
    let target = keyTarget(event.key, { from: selectedRow, last: rows.length - 1, page })
    if (target === null) return
    event.preventDefault()
    event.stopPropagation()
    const step = target < selectedRow || event.key === 'End' ? -1 : 1
    while (rows[target]?.kind === 'gap') target += step
    const next = rows[target]
    if (next?.kind !== 'event') return
    onFollowChange(event.key === 'End')
    onSelect(next.message.index)
    virtualizer.scrollToIndex(target)
  }
  const onWheel = (deltaY: number) => {
    const { current } = frame
    if (!current) return
    const isAtEnd = current.scrollTop + current.clientHeight + deltaY >= current.scrollHeight - rowHeight
    if (deltaY < 0) onFollowChange(false)
    else if (isAtEnd && isLive) onFollowChange(true)
  }
  const items = virtualizer.getVirtualItems()
  const isInPage = items.some((item) => item.index === selectedRow)
  const idOf = (index: number) => `event-${index}`
  const grid = {
    role: 'grid' as const,
    'aria-label': 'Events',
    'aria-rowcount': rows.length + (isLive ? 2 : 1),
    'aria-activedescendant': isInPage ? idOf(selected ?? 0) : undefined,
    tabIndex: 0,
    onKeyDown,
  }
  return (
    <div ref={frame} className={styles.grid} {...grid} onWheel={(event) => onWheel(event.deltaY)}>
      <div className={styles.headGroup} {...group}>
        <div className={`${styles.row} ${styles.headRow}`} {...row(1)}>
          <span className={styles.number} {...headCell}>
            #
          </span>
          <span className={styles.number} {...headCell}>
            Δt
          </span>
          <span {...headCell}>Type</span>
          <span className={`${styles.number} ${styles.size}`} {...headCell}>
            Size
          </span>
          <span {...headCell}>Preview</span>
        </div>
      </div>
      <div {...group}>
        <div className={styles.space} style={{ height: virtualizer.getTotalSize() }} role="presentation">
          {items.map((item) => {
            const each = rows[item.index]
            if (!each) return null
            const isSelected = each.kind === 'event' && each.message.index === selected
            const place = {
              ...row(item.index + 2),
              'aria-selected': each.kind === 'event' ? isSelected : undefined,
              style: { transform: `translateY(${item.start - headHeight}px)` },
            }
            return each.kind === 'gap' ? (
              <div key={item.key} className={styles.gap} {...place}>
                <span {...cell} className={styles.gapCell}>
                  <Icon of={Clock} size={12} />
                  {formatDuration(each.gapMs)} without events
                  {each.isLongest && <span className={styles.gapNote}>longest gap in this stream</span>}
                </span>
              </div>
            ) : (
              <div
                key={item.key}
                id={idOf(each.message.index)}
                className={styles.row}
                data-control={isControl(each.message) ? '' : undefined}
                data-slow={each.isSlow ? '' : undefined}
                onPointerDown={() => onSelect(each.message.index)}
                {...place}
              >
                <EventCells message={each.message} isWebSocket={isWebSocket} />
              </div>
            )
          })}
        </div>
        {isLive && (
          <div className={styles.liveRow} {...row(rows.length + 2)}>
            <span {...cell} className={styles.gapCell}>
              <StatusMark mark="live" label="Receiving" />
              Receiving <span className={styles.dim}>{liveWords}</span>
            </span>
          </div>
        )}
      </div>
    </div>
  )
}

function EventCells({ message, isWebSocket }: { message: StreamMessage; isWebSocket: boolean }) {
  const { index, gapMs, type, size, direction } = message
  const preview = eventPreview(message, isWebSocket)
  const isUp = direction === 'up'
  return (
    <>
      <span className={`${styles.number} ${styles.dim}`} {...cell}>
        {formatCount(index + 1)}
      </span>
      <span className={`${styles.number} ${styles.delta}`} {...cell}>
        {gapMs === null ? '–' : <Quantity text={`+${formatDuration(gapMs)}`} />}
      </span>
      <span className={styles.type} title={type} {...cell}>
        {isWebSocket && (
          <>
            <Icon of={isUp ? ArrowUp : ArrowDown} size={12} className={isUp ? styles.up : styles.down} />
            <span className="visually-hidden">{isUp ? 'to the upstream' : 'to the client'}</span>
          </>
        )}
        <span className="ellipsis">{type}</span>
      </span>
      <span className={`${styles.number} ${styles.dim} ${styles.size}`} {...cell}>
        {formatBytes(size)}
      </span>
      <span className={styles.preview} {...cell}>
        {preview.kind !== null && <span className={styles.dim}>{preview.kind} </span>}
        {preview.text}
      </span>
    </>
  )
}
