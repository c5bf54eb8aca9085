// A choice of few, each with a line that says what it means where its name does not.
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId } from 'react'
import rowStyles from './choice-row.module.css'
import { ChoiceRow, markProps } from './choice-row.tsx'
import { classNames } from './class-names.ts'
import styles from './radio-choice.module.css'

interface RadioChoiceProps<Value extends string> {
  label: string
  options: readonly { value: Value; label: string; help?: string; disabled?: boolean }[]
  value: Value
  onValueChange: (value: Value) => void
}

export function RadioChoice<Value extends string>({ label, options, value, onValueChange }: RadioChoiceProps<Value>) {
  const id = useId()
  return (
    <RadioGroup<Value> className={styles.group} aria-labelledby={id} value={value} onValueChange={onValueChange}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      {options.map((option) => (
        <ChoiceRow key={option.value} id={`${id}-${option.value}`} label={option.label} help={option.help}>
          <Radio.Root
            {...markProps(`${id}-${option.value}`, option.help)}
            className={classNames(rowStyles.mark, styles.radio)}
            value={option.value}
            disabled={option.disabled ?? false}
          />
        </ChoiceRow>
      ))}
    </RadioGroup>
  )
}
