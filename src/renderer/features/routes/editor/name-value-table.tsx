// Rows of names and values: headers, and parameters of the query.
import { Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { NameValueRow } from './name-value-row.tsx'
import { isSameRows, type NameValue, type Row, rowOf, rowProblem, writtenRows } from './name-value-rows.ts'
import styles from './name-value-table.module.css'
import type { FieldProblem } from './route-problems.ts'

interface NameValueTableProps {
  /** `header`, `parameter`. */
  noun: string
  label: string
  list: readonly NameValue[]
  /** Of the file, by name. */
  problems: Readonly<Record<string, FieldProblem>>
  isRepeatable: boolean
  hint: ReactNode
  nameOptions?: (typed: string, present: readonly string[]) => readonly string[]
  onListChange: (list: NameValue[], step: string) => void
}

export function NameValueTable(props: NameValueTableProps) {
  const { noun, label, list, problems, isRepeatable, hint, nameOptions, onListChange } = props
  const [rows, setRows] = useState<readonly Row[]>(() => list.map(rowOf))
  const [given, setGiven] = useState(list)
  const steps = useRef(0)
  const [focusKey, setFocusKey] = useState<number | null>(null)
  const table = useRef<HTMLDivElement>(null)

  // Changed elsewhere: what is written here comes back as it was sent.
  if (list !== given) {
    setGiven(list)
    if (!isSameRows(list, writtenRows(rows, isRepeatable))) setRows(list.map(rowOf))
  }

  useEffect(() => {
    if (focusKey === null) return
    table.current?.querySelector<HTMLElement>(`[data-key="${focusKey}"] input`)?.focus()
    setFocusKey(null)
  }, [focusKey])

  const put = (next: readonly Row[], step: string) => {
    setRows(next)
    const written = writtenRows(next, isRepeatable)
    if (!isSameRows(written, writtenRows(rows, isRepeatable))) onListChange(written, step)
  }
  const change = (key: number, more: Partial<NameValue>) =>
    put(
      rows.map((row) => (row.key === key ? { ...row, ...more } : row)),
      `${label} ${key} ${'name' in more ? 'name' : 'value'}`,
    )
  const add = () => {
    const row = rowOf({ name: '', value: '' })
    setRows([...rows, row])
    setFocusKey(row.key)
  }
  const remove = (index: number) => {
    steps.current += 1
    put(
      rows.filter((_, other) => other !== index),
      `${label} remove ${steps.current}`,
    )
    // The focus stays in the table: the row that follows, or the one before, or Add.
    const next = rows[index + 1] ?? rows[index - 1]
    if (next) setFocusKey(next.key)
    else table.current?.querySelector<HTMLElement>('[data-add]')?.focus()
  }

  return (
    <div ref={table} className={styles.table}>
      {rows.length > 0 && (
        <ul aria-label={label}>
          {rows.map((row, index) => (
            <NameValueRow
              key={row.key}
              noun={noun}
              index={index}
              row={row}
              problem={problemOfRow(rows, row, problems, isRepeatable)}
              nameOptions={
                nameOptions &&
                ((typed) =>
                  nameOptions(
                    typed,
                    rows.filter((other) => other !== row).map(({ name }) => name),
                  ))
              }
              onChange={(more) => change(row.key, more)}
              onRemove={() => remove(index)}
            />
          ))}
        </ul>
      )}
      <button type="button" data-add="" className={styles.add} onClick={add}>
        <Icon of={Plus} size={14} />
        Add {noun}
        <span className={styles.hint}>{hint}</span>
      </button>
    </div>
  )
}

function problemOfRow(
  rows: readonly Row[],
  row: Row,
  problems: Readonly<Record<string, FieldProblem>>,
  isRepeatable: boolean,
): FieldProblem | null {
  const own = rowProblem(rows, row, isRepeatable)
  return own === null ? (problems[row.name] ?? null) : { severity: 'error', message: own }
}
