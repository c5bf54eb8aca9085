// A switch: it acts at once.
import { Switch as Base } from '@base-ui/react/switch'
import styles from './switch.module.css'

interface SwitchProps {
  label: string
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  /** `ok` is green: only for the server. */
  tone?: 'accent' | 'ok'
  tabIndex?: number
  /** For a label beside it. */
  id?: string
  'aria-describedby'?: string
}

export function Switch({
  label,
  checked,
  onCheckedChange,
  disabled = false,
  tone = 'accent',
  tabIndex,
  ...rest
}: SwitchProps) {
  return (
    <Base.Root
      {...rest}
      className={styles.switch}
      data-tone={tone}
      aria-label={label}
      checked={checked}
      disabled={disabled}
      nativeButton
      render={<button type="button" />}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      onCheckedChange={onCheckedChange}
    >
      <Base.Thumb className={styles.thumb} />
    </Base.Root>
  )
}
