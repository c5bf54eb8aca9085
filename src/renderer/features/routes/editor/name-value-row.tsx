// A row of the headers or of the query: its name, its value, and what can be done about them.
import { X } from 'lucide-react'
import { useId, useRef } from 'react'
import { isCredentialName } from '../../../../shared/credential-name.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { openMoveLiterals } from '../../secrets/move-literals-dialog.tsx'
import { askForSecrets } from '../dialogs-store.ts'
import { FieldNote } from './field-row.tsx'
import styles from './name-value-row.module.css'
import type { NameValue, Row } from './name-value-rows.ts'
import type { FieldProblem } from './route-problems.ts'
import { SuggestInput } from './suggest-input.tsx'
import { isBroken, useVariables } from './use-variables.ts'
import { ValueInput } from './value-input.tsx'
import { variablesIn } from './variable-options.ts'

interface NameValueRowProps {
  noun: string
  index: number
  row: Row
  problem: FieldProblem | null
  nameOptions: ((typed: string) => readonly string[]) | undefined
  onChange: (change: Partial<NameValue>) => void
  onRemove: () => void
}

export function NameValueRow({ noun, index, row, problem, nameOptions, onChange, onRemove }: NameValueRowProps) {
  const id = useId()
  const nameInput = useRef<HTMLInputElement>(null)
  const { sourceOf } = useVariables()
  const name = row.name || `${noun} ${index + 1}`
  const broken = variablesIn([row.value]).find((variable) => isBroken(sourceOf(variable)))
  const isLiteral = row.value === null || (problem?.severity === 'warning' && isCredentialName(row.name))
  const isInvalid = problem?.severity === 'error'
  return (
    <li className={styles.row} data-key={row.key}>
      <span className={styles.name}>
        <SuggestInput
          inputRef={nameInput}
          label={`Name of ${noun} ${index + 1}`}
          listLabel="Usual names"
          value={row.name}
          isInvalid={isInvalid}
          describedBy={`${id}-note`}
          onValueChange={(next) => onChange({ name: next.trim() })}
          suggest={(typed) =>
            (nameOptions?.(typed) ?? []).map((option) => ({ key: option, result: option, end: option.length }))
          }
          renderItem={({ result }) => <code>{result}</code>}
        />
      </span>
      <ValueInput
        label={`Value of ${name}`}
        value={row.value}
        isInvalid={isInvalid}
        describedBy={`${id}-variables ${id}-note`}
        onValueChange={(value) => onChange({ value })}
      />
      <span id={`${id}-variables`} className="visually-hidden">
        {broken !== undefined && `${broken} ${sourceOf(broken) === 'missing' ? 'is not set' : 'cannot be decrypted'}.`}
      </span>
      <span className={styles.actions}>
        {broken !== undefined && (
          <Button kind="link" aria-label={`Set value of ${broken}`} onClick={() => askForSecrets([broken])}>
            Set value
          </Button>
        )}
        {isLiteral && (
          <Button kind="link" aria-label={`Move ${name} to keychain`} onClick={() => openMoveLiterals()}>
            Move to keychain
          </Button>
        )}
        <IconButton icon={X} size="small" label={`Remove ${name}`} className={styles.remove} onClick={onRemove} />
      </span>
      <span className={styles.note}>
        <FieldNote id={`${id}-note`} problem={problem} />
      </span>
    </li>
  )
}
