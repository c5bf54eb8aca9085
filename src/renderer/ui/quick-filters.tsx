// Filter chips with counts: one at a time, arrow keys move between them.
import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { formatCount } from '../../shared/format.ts'
import styles from './quick-filters.module.css'

interface QuickFiltersProps<Value extends string> {
  options: readonly { value: Value; label: string; count: number }[]
  /** The first option is what pressing the current one again goes back to. */
  value: Value
  onValueChange: (value: Value) => void
}

export function QuickFilters<Value extends string>({ options, value, onValueChange }: QuickFiltersProps<Value>) {
  return (
    <ToggleGroup
      className={styles.chips}
      aria-label="Quick filters"
      value={[value]}
      onValueChange={(pressed) => {
        const next = pressed[0] ?? options[0]?.value
        if (next !== undefined) onValueChange(next)
      }}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles.chip}>
          {option.label} <span className={styles.count}>{formatCount(option.count)}</span>
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
