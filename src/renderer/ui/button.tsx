// A button with words on it.
import type { LucideIcon } from 'lucide-react'
import { LoaderCircle } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  kind?: 'default' | 'primary' | 'ghost' | 'danger' | 'link'
  size?: 'default' | 'small'
  icon?: LucideIcon
  /** Work is under way: a spinner takes the icon's place and presses do nothing. */
  busy?: boolean
}

export function Button({
  kind = 'default',
  size = 'default',
  icon,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const picture = busy ? LoaderCircle : icon
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.button, className)}
      data-kind={kind}
      data-size={size}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
    >
      {picture && <Icon of={picture} size={14} className={classNames(styles.icon, busy && styles.spinner)} />}
      {children}
    </button>
  )
}
