// The waterfall of one exchange: pale while it waited, solid while it received, with how it ended.
import { classNames } from '../../ui/class-names.ts'
import styles from './duration-bar.module.css'

export type Ending = 'live' | 'done' | 'aborted' | 'failed'

interface DurationBarProps {
  ms: number
  /** null while there is no first byte, and where there never was one. */
  firstByteMs: number | null
  /** What the whole width stands for, in milliseconds. */
  longestMs: number
  ending: Ending
}

export function DurationBar({ ms, firstByteMs, longestMs, ending }: DurationBarProps) {
  // The square root lets 200 ms and 20 s both be read.
  const share = longestMs > 0 ? Math.min(1, Math.sqrt(ms / longestMs)) : 0
  const waited = Math.min(ms, firstByteMs ?? ms)
  const width = `${(share * 100).toFixed(1)}%`
  return (
    <span className={styles.track} data-ending={ending} aria-hidden="true">
      <span className={styles.bar} style={{ width }}>
        <i className={styles.waiting} style={{ flexGrow: Math.max(1, waited) }} />
        <i className={styles.receiving} style={{ flexGrow: ms - waited }} />
      </span>
      {(ending === 'live' || ending === 'aborted') && (
        <i className={classNames(ending === 'live' ? styles.cap : styles.cut)} style={{ left: width }} />
      )}
    </span>
  )
}
