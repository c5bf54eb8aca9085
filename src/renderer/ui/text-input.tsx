// A field of one line: the box, the input in it, and what stands at its end.
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

interface TextInputProps extends ComponentPropsWithRef<'input'> {
  isInvalid?: boolean
  /** Stands inside the box at its end. */
  end?: ReactNode
}

export function TextInput({ isInvalid = false, end, className, ...rest }: TextInputProps) {
  return (
    <span className={styles.box} data-invalid={isInvalid ? '' : undefined}>
      <input
        spellCheck={false}
        autoComplete="off"
        {...rest}
        className={classNames(styles.input, className)}
        aria-invalid={isInvalid || undefined}
      />
      {end && <span className={styles.end}>{end}</span>}
    </span>
  )
}
