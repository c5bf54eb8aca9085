// The parts of the pane beside a list: bars at its head and its foot.
import type { ReactNode } from 'react'
import styles from './pane.module.css'

/** `surface`: as light as what is below it. */
export function PaneBar({ tone = 'subtle', children }: { tone?: 'subtle' | 'surface'; children: ReactNode }) {
  return (
    <div className={styles.bar} data-tone={tone}>
      {children}
    </div>
  )
}

/** Actions on what the pane holds, at its end. */
export function PaneFoot({ children }: { children: ReactNode }) {
  return (
    <div className={styles.foot} data-pane-foot="">
      {children}
    </div>
  )
}
