// A labelled field of a form, with help or an error under it.
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

interface TextFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'id'> {
  label: string
  help?: ReactNode
  error?: string | null
  /** Stands inside the field at its end. */
  end?: ReactNode
}

export function TextField({ label, help, error, end, className, ...rest }: TextFieldProps) {
  const id = useId()
  const note = `${id}-note`
  return (
    <div className={styles.stack}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <span className={styles.box} data-invalid={error ? '' : undefined}>
        <input
          {...rest}
          id={id}
          className={classNames(styles.input, className)}
          aria-invalid={error ? true : undefined}
          aria-describedby={note}
        />
        {end && <span className={styles.end}>{end}</span>}
      </span>
      <span id={note} className={styles.help}>
        {error ? <span className={styles.error}>{error}</span> : help}
      </span>
    </div>
  )
}
