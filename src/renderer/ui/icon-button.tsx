// A button that is only an icon: its name is its label, and a tooltip shows it.
import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  icon: LucideIcon
  label: string
  /** The tooltip's words where they differ from the label. */
  hint?: string
  shortcut?: string | undefined
  size?: 'default' | 'small'
}

export function IconButton({ icon, label, hint, shortcut, size = 'default', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={hint ?? label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        className={classNames(styles.button, className)}
        data-size={size}
        aria-label={label}
      >
        <Icon of={icon} size={size === 'small' ? 14 : 16} />
      </button>
    </Tooltip>
  )
}
