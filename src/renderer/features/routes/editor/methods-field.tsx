// The methods that the route takes: any, or those that are pressed.
import { Toggle } from '@base-ui/react/toggle'
import { Check } from 'lucide-react'
import { useRef } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import type { EditProps } from './edit-props.ts'
import { FieldNote, FieldRow, problemOf } from './field-row.tsx'
import { rarer, usual, withMethod } from './methods.ts'
import styles from './methods-field.module.css'

export function MethodsField({ fields, problems, refusals, change }: EditProps) {
  const steps = useRef(0)
  const present = fields.methods.map((method) => method.toUpperCase())
  const others = present.filter((method) => !usual.includes(method) && !rarer.includes(method))
  const set = (methods: string[]) => {
    steps.current += 1
    change('methods', methods, `methods ${steps.current}`)
  }
  return (
    <FieldRow label="Methods">
      <fieldset className={styles.methods} aria-label="Methods">
        <MethodToggle
          method="Any"
          pressed={present.length === 0}
          onChange={(isPressed) => {
            if (isPressed) set([])
          }}
        />
        {[...usual, ...rarer, ...others].map((method) => (
          <MethodToggle
            key={method}
            method={method}
            pressed={present.includes(method)}
            onChange={(isPressed) => set(withMethod(present, method, isPressed))}
          />
        ))}
      </fieldset>
      <FieldNote id="methods-note" problem={problemOf(refusals.methods, problems.fields.methods)} />
    </FieldRow>
  )
}

interface MethodToggleProps {
  method: string
  pressed: boolean
  onChange: (pressed: boolean) => void
}

function MethodToggle({ method, pressed, onChange }: MethodToggleProps) {
  return (
    <Toggle className={styles.method} pressed={pressed} onPressedChange={onChange}>
      {pressed && <Icon of={Check} size={12} />}
      {method}
    </Toggle>
  )
}
