// Where the route sends, and the URL that a request to a sample path becomes.
import { CornerDownRight } from 'lucide-react'
import { useId, useState } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import type { EditProps } from './edit-props.ts'
import { FieldNote, FieldRow, problemOf } from './field-row.tsx'
import { MissingVariables } from './missing-variables.tsx'
import styles from './target-field.module.css'
import { sampleOf } from './test-draft.ts'
import { useResolved } from './use-resolved.ts'

export function TargetField({ fields, problems, refusals, change }: EditProps) {
  const id = useId()
  // null: the usual one, which follows the path.
  const [sample, setSample] = useState<string | null>(null)
  const shownSample = sample ?? sampleOf(fields)
  const resolved = useResolved(fields, shownSample)
  const problem = problemOf(refusals.target, problems.fields.target)
  const words = resolved?.url ?? resolved?.reason ?? null
  return (
    <FieldRow label="Target" htmlFor={id}>
      <TextInput
        id={id}
        className="mono"
        value={fields.target}
        isInvalid={problem?.severity === 'error'}
        aria-describedby={`${id}-note ${id}-resolved`}
        onChange={(event) => change('target', event.currentTarget.value)}
      />
      <FieldNote id={`${id}-note`} problem={problem} />
      {problem?.severity !== 'error' && (
        <>
          <MissingVariables texts={[fields.target]} />
          <div className={styles.resolved}>
            <label className={styles.sampleLabel} htmlFor={`${id}-sample`}>
              For
            </label>
            <input
              id={`${id}-sample`}
              className={styles.sample}
              aria-label="Sample path"
              title="A request to this path. Change it to see where it would go."
              value={shownSample}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setSample(event.currentTarget.value)}
              onBlur={() => {
                if (sample === '') setSample(null)
              }}
            />
          </div>
          <div id={`${id}-resolved`} className={styles.resolved} aria-live="polite">
            <Icon of={CornerDownRight} size={12} className={styles.arrow} />
            <span
              className={styles.url}
              data-failed={resolved?.url === null ? '' : undefined}
              title={words ?? undefined}
            >
              {words ?? '…'}
            </span>
          </div>
        </>
      )}
    </FieldRow>
  )
}
