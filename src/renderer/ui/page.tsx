// The frame of a page: its heading for those who cannot see it, its toolbar, and its note at the foot.
import type { ReactNode } from 'react'
import styles from './page.module.css'

export function Page({ title, toolbar, children }: { title: string; toolbar?: ReactNode; children: ReactNode }) {
  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      {toolbar && (
        <fieldset className={styles.toolbar} aria-label={`${title} tools`} data-region="toolbar">
          {toolbar}
        </fieldset>
      )}
      {children}
    </>
  )
}

export function PageNote({ children }: { children: ReactNode }) {
  return <p className={styles.note}>{children}</p>
}

/** A line of the status bar: facts at the left, what needs attention at the right. */
export function StatusBar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <>
      {children}
      <span className="grow" />
      {end}
    </>
  )
}

export function StatusItem({ tone, children }: { tone?: 'warn' | 'danger'; children: ReactNode }) {
  return (
    <span className={styles.statusItem} data-tone={tone}>
      {children}
    </span>
  )
}
