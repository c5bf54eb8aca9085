// A choice of a few views of the same thing, side by side; arrow keys move between them.
import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { LucideIcon } from 'lucide-react'
import { Icon } from './icon.tsx'
import styles from './segments.module.css'

interface SegmentsProps<Value extends string> {
  label: string
  options: readonly { value: Value; label: string; icon?: LucideIcon; disabled?: boolean }[]
  value: Value
  onValueChange: (value: Value) => void
  size?: 'default' | 'small'
}

export function Segments<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  size = 'small',
}: SegmentsProps<Value>) {
  return (
    <ToggleGroup
      className={styles.segments}
      aria-label={label}
      data-size={size}
      value={[value]}
      onValueChange={(pressed) => {
        const next = pressed[0]
        if (next !== undefined) onValueChange(next)
      }}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles.segment} disabled={option.disabled ?? false}>
          {option.icon && <Icon of={option.icon} size={14} />}
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
