// The phases of an exchange as bars on one axis.
import { formatDuration, formatElapsed } from '../../../../shared/format.ts'
import { Quantity } from '../../../ui/quantity.tsx'
import { TimeAxis } from './time-axis.tsx'
import type { Timing } from './timing.ts'
import styles from './timing-bars.module.css'

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

/** `hint` stands beside Waiting: what was waited for. */
export function TimingBars({ timing, hint }: { timing: Timing; hint: string | null }) {
  return (
    <div className={styles.timing}>
      <ul aria-label="Phases">
        {timing.rows.map((row) => (
          <li key={row.phase} className={styles.row}>
            <span className={styles.label}>
              <i className={styles.swatch} data-phase={row.phase} />
              {row.label}
              {row.phase === 'waiting' && hint && <span className={styles.dim}>{hint}</span>}
            </span>
            <span className={styles.track} aria-hidden="true">
              {timing.ticks.slice(1, -1).map((tick) => (
                <b key={tick.label} className={styles.line} style={{ left: percent(tick.at) }} />
              ))}
              <i
                className={styles.bar}
                data-phase={row.phase}
                data-running={row.isRunning ? '' : undefined}
                style={{ left: percent(row.start), width: `max(${percent(row.width)}, 2px)` }}
              />
            </span>
            <span className={styles.value}>
              <Quantity text={row.isRunning ? formatElapsed(row.duration) : formatDuration(row.duration)} />
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.row} aria-hidden="true">
        <span />
        <TimeAxis ticks={timing.ticks} />
        <span />
      </div>
    </div>
  )
}
