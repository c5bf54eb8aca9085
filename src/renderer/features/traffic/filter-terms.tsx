// The menu under the filter's field: what could be written where the cursor stands.
import type { Completion } from '../../../shared/filter/filter.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './filter-field.module.css'

interface FilterTermsProps {
  id: string
  completions: readonly Completion[]
  /** -1: none. */
  active: number
  onAccept: (completion: Completion) => void
}

export const optionId = (id: string, index: number) => `${id}-${index}`

export function FilterTerms({ id, completions, active, onAccept }: FilterTermsProps) {
  const rows = Math.ceil(completions.length / 2)
  return (
    <div className={styles.menu}>
      <div className={styles.menuLabel}>Filter terms</div>
      <div
        id={id}
        role="listbox"
        aria-label="Filter terms"
        className={styles.options}
        style={{ gridTemplateRows: `repeat(${rows}, auto)` }}
      >
        {completions.map((completion, index) => (
          // The keys are the field's own: it keeps the focus.
          <div
            key={`${completion.insert} ${completion.label}`}
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.option}
            onMouseDown={(event) => {
              event.preventDefault()
              onAccept(completion)
            }}
          >
            <code>{completion.label}</code>
            <span className={styles.hint}>{completion.hint}</span>
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        <span>
          Put <code>-</code> before a term to exclude it. Words without a key search path, model and status.
        </span>
        <span>
          <Kbd>Tab</Kbd> accept
        </span>
      </div>
    </div>
  )
}
