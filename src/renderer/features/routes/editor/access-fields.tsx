// Who may use the route, and how long it waits.
import { useId } from 'react'
import { Button } from '../../../ui/button.tsx'
import { openMasterKey } from '../dialogs-store.ts'
import styles from './access-fields.module.css'
import type { EditProps } from './edit-props.ts'
import { FieldNote, FieldRow, problemOf } from './field-row.tsx'
import { NumberField } from './number-field.tsx'
import { SwitchRow } from './switch-row.tsx'

export function AccessFields({
  fields,
  problems,
  refusals,
  change,
  hasMasterKey,
}: EditProps & { hasMasterKey: boolean }) {
  const id = useId()
  const needsMasterKey = fields.auth && !hasMasterKey
  const problem = problemOf(refusals.auth, needsMasterKey ? undefined : problems.fields.auth)
  return (
    <FieldRow label="Access">
      <div className={styles.line}>
        <SwitchRow
          label="Require client key"
          checked={fields.auth}
          note={`${id}-note`}
          onCheckedChange={(auth) => change('auth', auth)}
        >
          Require client key
        </SwitchRow>
        <span className="grow" />
        <NumberField
          label="Timeout"
          unit="s"
          placeholder="600"
          value={fields.timeout}
          problem={problemOf(refusals.timeout, problems.fields.timeout)}
          onValueChange={(timeout) => change('timeout', timeout)}
        />
      </div>
      {needsMasterKey && (
        <div className={styles.hint} role="status">
          <span>
            No client key is set in <code>general_settings.master_key</code>, so nobody can be let in.
          </span>
          <Button size="small" onClick={openMasterKey}>
            Set client key
          </Button>
        </div>
      )}
      <FieldNote id={`${id}-note`} problem={problem} />
    </FieldRow>
  )
}
