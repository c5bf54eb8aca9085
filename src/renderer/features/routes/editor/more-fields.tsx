// The rarer settings of a route, folded away while all of them are as usual.
import { useId } from 'react'
import type { RouteFields } from '../../../../shared/route.ts'
import { Fold } from '../../../ui/fold.tsx'
import type { EditProps } from './edit-props.ts'
import { FieldNote, problemOf } from './field-row.tsx'
import styles from './more-fields.module.css'
import { NumberField } from './number-field.tsx'
import { SwitchRow } from './switch-row.tsx'

/** Which of them say something, in words. */
function unusual({ forwardHeaders, costPerRequest, customAuthParser }: RouteFields): string[] {
  return [
    ...(forwardHeaders ? [] : ['client headers stay']),
    ...(costPerRequest === 0 ? [] : [`$${costPerRequest} per request`]),
    ...(customAuthParser === null ? [] : ['Basic auth']),
  ]
}

export function MoreFields({ fields, problems, refusals, change }: EditProps) {
  const id = useId()
  const said = unusual(fields)
  const hasProblem = ['forwardHeaders', 'costPerRequest', 'customAuthParser'].some(
    (name) => name in problems.fields || name in refusals,
  )
  return (
    <Fold head="More" end={said.join(', ')} isOpenAtFirst={said.length > 0 || hasProblem}>
      <div className={styles.more}>
        <SwitchRow
          label="Forward client headers"
          checked={fields.forwardHeaders}
          note={`${id}-forward`}
          onCheckedChange={(forwardHeaders) => change('forwardHeaders', forwardHeaders)}
        >
          Forward client headers
        </SwitchRow>
        <p className={styles.help}>Off: only the headers above, and what describes the body.</p>
        <FieldNote id={`${id}-forward`} problem={problemOf(refusals.forwardHeaders, problems.fields.forwardHeaders)} />
        <NumberField
          label="Cost per request"
          unit="USD"
          placeholder="0"
          value={fields.costPerRequest === 0 ? null : fields.costPerRequest}
          problem={problemOf(refusals.costPerRequest, problems.fields.costPerRequest)}
          onValueChange={(cost) => change('costPerRequest', cost ?? 0)}
        />
        <SwitchRow
          label="Client key as the user name of Basic auth"
          checked={fields.customAuthParser === 'langfuse'}
          note={`${id}-parser`}
          onCheckedChange={(isOn) => change('customAuthParser', isOn ? 'langfuse' : null)}
        >
          Client key as the user name of Basic auth
        </SwitchRow>
        <p className={styles.help}>
          As Langfuse's libraries send it. A header of its own for the client key: add <code>litellm_user_api_key</code>{' '}
          above, with that header's name.
        </p>
        <FieldNote
          id={`${id}-parser`}
          problem={problemOf(refusals.customAuthParser, problems.fields.customAuthParser)}
        />
      </div>
    </Fold>
  )
}
