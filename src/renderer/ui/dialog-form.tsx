// A dialog's form: Enter in a field is its primary button, and the browser neither checks nor remembers what is typed.
import type { ReactNode } from 'react'

interface DialogFormProps {
  onSubmit: () => void
  className?: string | undefined
  children: ReactNode
}

export function DialogForm({ onSubmit, className, children }: DialogFormProps) {
  return (
    <form
      className={className}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
