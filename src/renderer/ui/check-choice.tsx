// One thing that may be chosen, with a line that says what it means or why it cannot be.
import { Checkbox } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import styles from './check-choice.module.css'
import rowStyles from './choice-row.module.css'
import { ChoiceRow, markProps } from './choice-row.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

interface CheckChoiceProps {
  label: ReactNode
  help?: ReactNode
  checked: boolean
  /** Only some of what it stands for are chosen. */
  indeterminate?: boolean
  disabled?: boolean
  onCheckedChange: (checked: boolean) => void
}

export function CheckChoice({ label, help, checked, indeterminate, disabled, onCheckedChange }: CheckChoiceProps) {
  const id = useId()
  return (
    <ChoiceRow id={id} label={label} help={help}>
      <Checkbox.Root
        {...markProps(id, help)}
        className={classNames(rowStyles.mark, styles.box)}
        checked={checked}
        indeterminate={indeterminate ?? false}
        disabled={disabled ?? false}
        onCheckedChange={onCheckedChange}
      >
        <Checkbox.Indicator className={styles.mark}>
          {indeterminate ? <span className={styles.some} /> : <Icon of={Check} size={12} />}
        </Checkbox.Indicator>
      </Checkbox.Root>
    </ChoiceRow>
  )
}
