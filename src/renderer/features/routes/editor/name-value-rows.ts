// Rows of names and values while they are edited: one without a name, or with a name twice, is not in the file.

export interface NameValue {
  name: string
  /** null: a credential in plain text, which the window does not know. */
  value: string | null
}

export interface Row extends NameValue {
  key: number
}

let nextKey = 0

export function rowOf({ name, value }: NameValue): Row {
  nextKey += 1
  return { key: nextKey, name, value }
}

/** What goes into the file. @param isRepeatable a name may stand twice */
export function writtenRows(rows: readonly Row[], isRepeatable: boolean): NameValue[] {
  const seen = new Set<string>()
  return rows.flatMap(({ name, value }) => {
    if (name === '' || (!isRepeatable && seen.has(name))) return []
    seen.add(name)
    return [{ name, value }]
  })
}

/** Why a row is not in the file; null where it is, or is new and still empty. */
export function rowProblem(rows: readonly Row[], row: Row, isRepeatable: boolean): string | null {
  if (row.name === '') return row.value === '' ? null : 'Enter a name. Until then this row is not in the file.'
  if (isRepeatable) return null
  const first = rows.find(({ name }) => name === row.name)
  return first === row ? null : `${row.name} already stands above. This row is not in the file.`
}

export function isSameRows(one: readonly NameValue[], other: readonly NameValue[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ name, value }, index) => name === other[index]?.name && value === other[index]?.value)
  )
}
