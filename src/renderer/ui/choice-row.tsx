// A line of a choice: its mark, what it is, and what that means or why it cannot be chosen.
import type { ReactNode } from 'react'
import styles from './choice-row.module.css'

interface ChoiceRowProps {
  /** Of the words; the mark is `<id>-input`, and is described by `<id>-help`. */
  id: string
  label: ReactNode
  help?: ReactNode
  /** The mark. */
  children: ReactNode
}

export function ChoiceRow({ id, label, help, children }: ChoiceRowProps) {
  return (
    <label className={styles.option} htmlFor={`${id}-input`}>
      {children}
      <span className={styles.words}>
        <span id={id}>{label}</span>
        {help && (
          <span id={`${id}-help`} className={styles.help}>
            {help}
          </span>
        )}
      </span>
    </label>
  )
}

/** What a mark needs to be the one of its row. */
export const markProps = (id: string, help: ReactNode) => ({
  id: `${id}-input`,
  'aria-labelledby': id,
  ...(help ? { 'aria-describedby': `${id}-help` } : {}),
})
