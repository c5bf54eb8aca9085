// Tells which rows of an edited list of names and values are which rows of the file.
import { CallError } from '../../../shared/errors.ts'

export interface Row<Value> {
  readonly name: string
  readonly value: Value
}

export interface MatchedRow<Value> {
  readonly name: string
  readonly value: Value
  /** The name that the row has in the file; null for one that is new. */
  readonly from: string | null
}

/**
 * By name; what is left, between the same neighbours, in its order: those are renamed.
 * @param what such as `headers`, for the message
 * @throws CallError config_invalid where a name stands twice
 */
export function matchRows<Old, New>(
  before: readonly Row<Old>[],
  after: readonly Row<New>[],
  what: string,
): MatchedRow<New>[] {
  const names = new Set<string>()
  for (const { name } of after) {
    if (names.has(name)) throw new CallError('config_invalid', `Two ${what} have the name “${name}”.`)
    names.add(name)
  }
  const known = new Set(before.map(({ name }) => name))
  // The old names that are gone, by the old name before them that is still there.
  const gone = new Map<string | null, string[]>()
  let neighbour: string | null = null
  for (const { name } of before) {
    if (names.has(name)) neighbour = name
    else gone.set(neighbour, [...(gone.get(neighbour) ?? []), name])
  }
  neighbour = null
  return after.map(({ name, value }) => {
    if (known.has(name)) {
      neighbour = name
      return { name, value, from: name }
    }
    return { name, value, from: gone.get(neighbour)?.shift() ?? null }
  })
}
