// A labelled field of a form, with help or an error under it.
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import styles from './field.module.css'
import { TextInput } from './text-input.tsx'

interface TextFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'id'> {
  label: string
  help?: ReactNode
  error?: string | null
  /** Stands inside the field at its end. */
  end?: ReactNode
}

export function TextField({ label, help, error, ...rest }: TextFieldProps) {
  const id = useId()
  const note = `${id}-note`
  return (
    <div className={styles.stack}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <TextInput {...rest} id={id} isInvalid={Boolean(error)} aria-describedby={note} />
      <span id={note} className={styles.help}>
        {error ? <span className={styles.error}>{error}</span> : help}
      </span>
    </div>
  )
}
