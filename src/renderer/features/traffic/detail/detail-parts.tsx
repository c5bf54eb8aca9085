// What the tabs are made of: sections with a heading, lists of facts, and notes at the place of a problem.
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import styles from './detail-parts.module.css'

/** A tab's content that scrolls as a whole. */
export function Scroll({ children }: { children: ReactNode }) {
  return <div className={styles.scroll}>{children}</div>
}

export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <h2 className={styles.title}>{title}</h2>
        <span className="grow" />
        {note && <span className={styles.note}>{note}</span>}
      </div>
      {children}
    </section>
  )
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

/** `title` is the whole of what may be cut. */
export function Fact({ name, title, children }: { name: string; title?: string | undefined; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd title={title}>{children}</dd>
    </div>
  )
}

export function Dim({ children }: { children: ReactNode }) {
  return <span className={styles.dim}>{children}</span>
}

/** What stands where a value is not known. */
export function Unknown() {
  return <span className={styles.dim}>–</span>
}

const noteIcons = { info: Info, warn: TriangleAlert, danger: CircleAlert }

interface NoteProps {
  kind: keyof typeof noteIcons
  children: ReactNode
  action?: ReactNode
}

/** A line in the place that it is about. */
export function Note({ kind, children, action }: NoteProps) {
  return (
    <div className={styles.line} data-kind={kind} {...(kind === 'danger' ? { role: 'alert' } : {})}>
      <Icon of={noteIcons[kind]} size={14} className={styles.lineIcon} />
      <span className={styles.lineWords}>{children}</span>
      {action}
    </div>
  )
}

export function FailedNote({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <Note
      kind="danger"
      action={
        <Button size="small" onClick={onRetry}>
          Retry
        </Button>
      }
    >
      {message}
    </Note>
  )
}

export function Quiet({ children }: { children: ReactNode }) {
  return <p className={styles.quiet}>{children}</p>
}
