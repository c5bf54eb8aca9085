// A switch with words beside it, which switch too.
import { type ReactNode, useId } from 'react'
import { Switch } from '../../../ui/switch.tsx'
import styles from './switch-row.module.css'

interface SwitchRowProps {
  /** For those who hear it. */
  label: string
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** What it says or warns of. */
  note?: string | undefined
  children: ReactNode
}

export function SwitchRow({ label, checked, onCheckedChange, note, children }: SwitchRowProps) {
  const id = useId()
  return (
    <span className={styles.row}>
      <Switch
        id={id}
        label={label}
        checked={checked}
        onCheckedChange={onCheckedChange}
        {...(note === undefined ? {} : { 'aria-describedby': note })}
      />
      <label className={styles.words} htmlFor={id}>
        {children}
      </label>
    </span>
  )
}
