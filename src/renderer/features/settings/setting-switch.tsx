// A setting that is on or off, with what it means and what it risks.
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { Switch } from '../../ui/switch.tsx'
import styles from './settings-page.module.css'

interface SettingSwitchProps {
  label: string
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  help?: ReactNode
  /** What being on brings with it. */
  risk?: ReactNode
}

export function SettingSwitch({ label, checked, onCheckedChange, disabled = false, help, risk }: SettingSwitchProps) {
  const id = useId()
  return (
    <div className={styles.switchRow}>
      <Switch
        id={id}
        label={label}
        aria-describedby={`${id}-help`}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onCheckedChange}
      />
      <div>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <div id={`${id}-help`} className={styles.help}>
          {help && <p>{help}</p>}
          {risk && (
            <p className={styles.risk} data-on={checked ? '' : undefined}>
              <Icon of={TriangleAlert} size={14} />
              <span>{risk}</span>
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
