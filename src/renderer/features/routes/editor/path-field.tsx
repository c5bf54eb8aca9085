// The path that the route answers.
import { useId } from 'react'
import { TextInput } from '../../../ui/text-input.tsx'
import type { EditProps } from './edit-props.ts'
import { FieldNote, FieldRow, problemOf } from './field-row.tsx'

export function PathField({ fields, problems, refusals, change }: EditProps) {
  const id = useId()
  const problem = problemOf(refusals.path, problems.fields.path)
  return (
    <FieldRow label="Path" htmlFor={id}>
      <TextInput
        id={id}
        data-first-field=""
        className="mono"
        value={fields.path}
        isInvalid={problem?.severity === 'error'}
        aria-describedby={`${id}-note`}
        onChange={(event) => change('path', event.currentTarget.value)}
      />
      <FieldNote id={`${id}-note`} problem={problem} />
    </FieldRow>
  )
}
