// A small picture of when the events came: columns for how many, a band where none came for long.
import { useMemo } from 'react'
import type { StreamMessage } from '../../../../shared/exchange-detail.ts'
import { formatDuration, formatPlural } from '../../../../shared/format.ts'
import styles from './event-density.module.css'
import { densityColumns, eventDensity } from './event-density.ts'
import { TimeAxis } from './time-axis.tsx'

interface EventDensityPictureProps {
  messages: readonly StreamMessage[]
  gapMs: number
  nowMs: number
}

const width = 500
const height = 40
const column = width / densityColumns
const most = 33

export function EventDensityPicture({ messages, gapMs, nowMs }: EventDensityPictureProps) {
  const density = useMemo(() => eventDensity(messages, gapMs, nowMs), [messages, gapMs, nowMs])
  if (density === null) return null
  const longest = density.gaps.reduce((found, gap) => Math.max(found, gap.gapMs), 0)
  const words = [
    `Events over time: first at ${formatDuration(density.first * density.endMs)}`,
    longest > 0 ? `longest gap ${formatDuration(longest)}` : null,
    `${formatPlural(messages.length, 'event')} by ${formatDuration(density.endMs)}`,
  ]
  const ticks = density.ticks.map(({ at, milliseconds }) => ({ at, label: axisLabel(milliseconds) }))
  return (
    <div className={styles.density}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.filter((part) => part !== null).join(', ')}
      >
        {density.gaps.map((gap) => (
          <rect
            key={gap.start}
            className={styles.gapBand}
            x={gap.start * width}
            y="0"
            width={(gap.end - gap.start) * width}
            height={height}
          />
        ))}
        <path className={styles.ground} d={`M0 39.5H${width}`} vectorEffect="non-scaling-stroke" />
        <rect className={styles.wait} x="0" y="35" width={density.first * width} height="4" />
        <path className={styles.column} d={columnsPath(density.columns)} />
      </svg>
      {density.gaps.map((gap) =>
        gap.end - gap.start < 0.1 ? null : (
          <span
            key={gap.start}
            className={styles.gapLabel}
            style={{ left: `calc(12px + (100% - 24px) * ${(gap.start + gap.end) / 2})` }}
            aria-hidden="true"
          >
            {formatDuration(gap.gapMs)}
          </span>
        ),
      )}
      <TimeAxis ticks={ticks} end={formatDuration(density.endMs)} />
    </div>
  )
}

/** A bar a column, from the ground up. */
function columnsPath(columns: readonly number[]): string {
  return columns
    .map((share, index) => {
      const tall = Math.max(3, share * most)
      return share === 0 ? '' : `M${index * column} ${height - 1}v${-tall}h${column * 0.72}v${tall}z`
    })
    .join('')
}

function axisLabel(milliseconds: number): string {
  if (milliseconds === 0) return '0'
  return milliseconds < 1000 ? `${milliseconds} ms` : `${Number((milliseconds / 1000).toFixed(2))} s`
}
