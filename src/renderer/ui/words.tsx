// Sentences beside what they are about: quiet ones, and what went wrong.
import type { ReactNode } from 'react'
import styles from './words.module.css'

export function Words({ children }: { children: ReactNode }) {
  return <p className={styles.words}>{children}</p>
}

/** Said at once by a screen reader; without a message there is nothing. */
export function ErrorWords({ children }: { children: string | null }) {
  if (children === null) return null
  return (
    <p role="alert" className={styles.error}>
      {children}
    </p>
  )
}
