// The times below a picture: drawn for the eye alone, since the picture says them in words.
import styles from './time-axis.module.css'

export interface AxisTick {
  /** Where it stands, from 0 to 1. */
  at: number
  label: string
}

interface TimeAxisProps {
  ticks: readonly AxisTick[]
  /** What stands at the right end. */
  end?: string
}

export function TimeAxis({ ticks, end }: TimeAxisProps) {
  return (
    <div className={styles.axis} aria-hidden="true">
      {ticks.map(({ at, label }) => (
        <span key={at} data-first={at === 0 ? '' : undefined} style={{ left: `${(at * 100).toFixed(3)}%` }}>
          {label}
        </span>
      ))}
      {end !== undefined && <span data-end="">{end}</span>}
    </div>
  )
}
