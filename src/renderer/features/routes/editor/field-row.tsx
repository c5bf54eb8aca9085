// A row of the editor's form: a label, its field, and under it what is wrong.
import type { ReactNode } from 'react'
import styles from './field-row.module.css'
import type { FieldProblem } from './route-problems.ts'

interface FieldRowProps {
  label: string
  /** Of the field, where there is one to be labelled; else the words are a label for the eye. */
  htmlFor?: string
  children: ReactNode
}

export function FieldRow({ label, htmlFor, children }: FieldRowProps) {
  return (
    <div className={styles.row}>
      {htmlFor === undefined ? (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      ) : (
        <label className={styles.label} htmlFor={htmlFor}>
          {label}
        </label>
      )}
      <div className={styles.content}>{children}</div>
    </div>
  )
}

/** What main refused goes before what the file's check says. */
export function problemOf(refusal: string | undefined, problem: FieldProblem | undefined): FieldProblem | null {
  return refusal === undefined ? (problem ?? null) : { severity: 'error', message: refusal }
}

/** Keeps its place in the page, so that a screen reader hears what appears in it. */
export function FieldNote({ id, problem }: { id: string; problem: FieldProblem | null }) {
  return (
    <div id={id} className={styles.note} data-severity={problem?.severity} aria-live="polite">
      {problem?.message}
    </div>
  )
}
