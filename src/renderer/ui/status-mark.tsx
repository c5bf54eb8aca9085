// The six shapes that tell how an exchange stands; the shape carries the meaning and the colour repeats it.
import type { ReactNode } from 'react'
import styles from './status-mark.module.css'

export type Mark = 'ok' | 'redirect' | 'warning' | 'error' | 'live' | 'aborted'

const shapes: Record<Mark, ReactNode> = {
  ok: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  redirect: <circle cx="5" cy="5" r="3.25" stroke="currentColor" strokeWidth="1.5" />,
  warning: (
    <path d="M5 .9 9.6 9.1H.4Z" fill="currentColor" stroke="currentColor" strokeWidth=".6" strokeLinejoin="round" />
  ),
  error: <path d="M5 0 10 5 5 10 0 5Z" fill="currentColor" />,
  live: (
    <>
      <circle cx="5" cy="5" r="3.9" stroke="currentColor" strokeOpacity=".28" strokeWidth="1.7" />
      <path d="M5 1.1A3.9 3.9 0 1 1 1.6 3.1" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  aborted: (
    <>
      <circle cx="5" cy="5" r="3.75" stroke="currentColor" strokeWidth="1.4" />
      <path d="M2.5 7.5 7.5 2.5" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
}

/** `label` is what the shape says in words. */
export function StatusMark({ mark, label }: { mark: Mark; label: string }) {
  return (
    <svg className={styles.mark} data-mark={mark} viewBox="0 0 10 10" fill="none" role="img" aria-label={label}>
      {shapes[mark]}
    </svg>
  )
}
