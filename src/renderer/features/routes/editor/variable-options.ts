// What can be written where a header's value mentions a variable: `$` and the beginnings of names.
import { variableNamePattern } from '../../../../shared/variable-name.ts'

export interface VariableOption {
  name: string
  isNew: boolean
  /** The whole value with the variable in it. */
  result: string
  /** Where the text goes on, behind the variable. */
  end: number
}

/** Empty where the cursor does not stand behind a `$` or an unfinished `os.environ/`. */
export function variableOptions(value: string, cursor: number, names: readonly string[]): VariableOption[] {
  const match = /(?:\$\{?|os\.environ\/)([A-Za-z0-9_]*)$/.exec(value.slice(0, cursor))
  if (!match) return []
  const typed = match[1] as string
  const rest = value.slice(cursor).replace(/^[A-Za-z0-9_]*\}?/, '')
  const option = (name: string, isNew: boolean): VariableOption => {
    const before = `${value.slice(0, match.index)}os.environ/${name}`
    return { name, isNew, result: before + rest, end: before.length }
  }
  const lower = typed.toLowerCase()
  const found = names.filter((name) => name.toLowerCase().includes(lower))
  const isFinished = match[0].startsWith('os.environ/') && names.includes(typed)
  if (isFinished) return []
  const sorted = found.sort(
    (one, other) =>
      Number(other.toLowerCase().startsWith(lower)) - Number(one.toLowerCase().startsWith(lower)) ||
      one.localeCompare(other, 'en'),
  )
  const options = sorted.map((name) => option(name, false))
  if (variableNamePattern.test(typed) && !names.includes(typed)) options.push(option(typed, true))
  return options
}

/** `at`: where it begins in the value. */
export type ValuePart = { at: number; text: string } | { at: number; variable: string }

/** A value in its text and the variables that it names. */
export function splitValue(value: string): ValuePart[] {
  const parts: ValuePart[] = []
  let end = 0
  for (const match of value.matchAll(/os\.environ\/([A-Za-z_][A-Za-z0-9_]*)/g)) {
    if (match.index > end) parts.push({ at: end, text: value.slice(end, match.index) })
    parts.push({ at: match.index, variable: match[1] as string })
    end = match.index + match[0].length
  }
  if (end < value.length) parts.push({ at: end, text: value.slice(end) })
  return parts
}

/** Names of the variables in some texts, each once. */
export function variablesIn(texts: readonly (string | null)[]): string[] {
  const names = texts.flatMap((text) =>
    splitValue(text ?? '').flatMap((part) => ('variable' in part ? [part.variable] : [])),
  )
  return [...new Set(names)]
}
