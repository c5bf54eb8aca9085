// Reads values out of JSON that may hold anything: what is not of the wanted type is not there.

export type JsonObject = Readonly<Record<string, unknown>>

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Those elements of a list that are objects. */
export function asObjects(value: unknown): JsonObject[] {
  return asList(value)
    .map(asObject)
    .filter((element) => element !== null)
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Text that says something, such as a name. */
export function asName(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** A number of tokens, or an index. */
export function asCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

/** The first of the values that is there, for fields that go by more than one name. */
export function firstOf(object: JsonObject | null, ...names: string[]): unknown {
  if (object === null) return undefined
  for (const name of names) if (object[name] !== undefined && object[name] !== null) return object[name]
  return undefined
}

/** undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Text as it is, anything else as JSON; empty where there is nothing. */
export function asJsonText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  try {
    return JSON.stringify(value)
  } catch {
    // What is nested too deep to be written is too deep to be read by anybody.
    return ''
  }
}

/** The sum of those that are known; null where none is. */
export function sumOf(...counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null)
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0)
}
