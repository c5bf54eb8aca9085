// A number in a field; what is no number stays in the field and is not sent.
import { useEffect, useId, useState } from 'react'
import { TextInput } from '../../../ui/text-input.tsx'
import { FieldNote } from './field-row.tsx'
import styles from './number-field.module.css'
import { readNumber } from './read-number.ts'
import type { FieldProblem } from './route-problems.ts'

interface NumberFieldProps {
  label: string
  unit: string
  /** What an empty field means, shown in it. */
  placeholder: string
  /** null: empty. */
  value: number | null
  problem: FieldProblem | null
  onValueChange: (value: number | null) => void
}

export function NumberField({ label, unit, placeholder, value, problem, onValueChange }: NumberFieldProps) {
  const id = useId()
  const [text, setText] = useState(value === null ? '' : String(value))
  const read = readNumber(text)

  // Changed elsewhere: by an undo, or in the file.
  useEffect(() => {
    setText((current) => (Object.is(readNumber(current), value) ? current : value === null ? '' : String(value)))
  }, [value])

  const shown: FieldProblem | null = Number.isNaN(read)
    ? { severity: 'error', message: 'Enter a number. Until then the file keeps the one before.' }
    : problem
  return (
    <div className={styles.number}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <span className={styles.box}>
        <TextInput
          id={id}
          className={styles.input}
          inputMode="decimal"
          placeholder={placeholder}
          value={text}
          end={unit}
          isInvalid={shown?.severity === 'error'}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            const next = event.currentTarget.value
            setText(next)
            const number = readNumber(next)
            if (!Number.isNaN(number)) onValueChange(number)
          }}
        />
      </span>
      <FieldNote id={`${id}-note`} problem={shown} />
    </div>
  )
}
