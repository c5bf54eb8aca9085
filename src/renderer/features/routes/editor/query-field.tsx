// The parameters that the route adds where neither the client nor the target has them.
import type { EditProps } from './edit-props.ts'
import { FieldNote, FieldRow, problemOf } from './field-row.tsx'
import { NameValueTable } from './name-value-table.tsx'

export function QueryField({ fields, problems, refusals, change }: EditProps) {
  return (
    <FieldRow label="Query">
      <NameValueTable
        noun="parameter"
        label="Query"
        list={fields.query}
        problems={problems.query}
        isRepeatable
        hint="unless the client sends it"
        onListChange={(list, step) => change('query', list, step)}
      />
      <FieldNote id="query-note" problem={problemOf(refusals.query, problems.fields.query)} />
    </FieldRow>
  )
}
