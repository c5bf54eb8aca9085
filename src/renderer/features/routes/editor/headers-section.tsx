// The headers that the route sets on every request.
import type { EditProps } from './edit-props.ts'
import styles from './editor-section.module.css'
import { FieldNote, problemOf } from './field-row.tsx'
import { headerNameOptions } from './header-names.ts'
import { NameValueTable } from './name-value-table.tsx'

export function HeadersSection({ fields, problems, refusals, change }: EditProps) {
  return (
    <section className={styles.section} aria-label="Headers">
      <div className={styles.head}>
        <h3>Headers</h3>
        <span className={styles.note}>added to every request</span>
      </div>
      <NameValueTable
        noun="header"
        label="Headers"
        list={fields.headers}
        problems={problems.headers}
        isRepeatable={false}
        nameOptions={headerNameOptions}
        hint={
          <>
            Type <code>$</code> for a secret or variable
          </>
        }
        onListChange={(list, step) => change('headers', list, step)}
      />
      <FieldNote id="headers-note" problem={problemOf(refusals.headers, problems.fields.headers)} />
    </section>
  )
}
