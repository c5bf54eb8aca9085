// A field of one line, as the editor's form has it.
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from '../../../ui/class-names.ts'
import styles from './text-input.module.css'

interface TextInputProps extends ComponentPropsWithRef<'input'> {
  isInvalid?: boolean
  /** Stands inside the field at its end. */
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
      {end !== undefined && <span className={styles.end}>{end}</span>}
    </span>
  )
}
