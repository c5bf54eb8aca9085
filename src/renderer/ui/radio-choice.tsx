// A choice of few, each with a line that says what it means where its name does not.
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId } from 'react'
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
        <label key={option.value} className={styles.option} htmlFor={`${id}-${option.value}-input`}>
          <Radio.Root
            id={`${id}-${option.value}-input`}
            className={styles.radio}
            value={option.value}
            disabled={option.disabled ?? false}
            aria-labelledby={`${id}-${option.value}`}
            {...(option.help ? { 'aria-describedby': `${id}-${option.value}-help` } : {})}
          />
          <span className={styles.words}>
            <span id={`${id}-${option.value}`}>{option.label}</span>
            {option.help && (
              <span id={`${id}-${option.value}-help`} className={styles.help}>
                {option.help}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup>
  )
}
