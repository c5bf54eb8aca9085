// What the text of a .env file would set: the names for the window to choose from, and the values for the store.
import type { CallOutput } from '../../shared/contract.ts'
import { type EnvEntry, parseEnvText } from '../../shared/env-text.ts'
import { CallError } from '../../shared/errors.ts'
import { secretValueSchema, variableNamePattern } from '../../shared/secret.ts'

type Preview = CallOutput<'secrets.previewEnv'>

const longestName = 200

/**
 * First what is to be said of a line, under an empty name: no value and nothing that may be one stands in it. Then
 * each name once; one with a problem cannot be taken.
 */
export function previewEnv(text: string, isKept: (name: string) => boolean): Preview {
  const entries = parseEnvText(text)
  const last = lastOfEachName(entries)
  const notes = entries.flatMap((entry) => notesOf(entry, last))
  return [
    ...notes.map((problem) => ({ name: '', isKept: false, problem })),
    ...[...last].map(([name, entry]) => ({ name, isKept: isKept(name), problem: problemOf(entry) })),
  ]
}

/** @throws CallError invalid_input where a name is not set by the text, or not by a value that can be kept */
export function chooseFromEnv(text: string, names: readonly string[]): { name: string; value: string }[] {
  const last = lastOfEachName(parseEnvText(text))
  return [...new Set(names)].map((name) => {
    const entry = last.get(name)
    const problem = entry ? problemOf(entry) : 'The text does not set it.'
    if (!entry || problem !== null) throw new CallError('invalid_input', `${name}: ${problem}`)
    return { name, value: entry.value }
  })
}

function lastOfEachName(entries: readonly EnvEntry[]): Map<string, EnvEntry> {
  return new Map(entries.flatMap((entry) => (isName(entry.name) ? [[entry.name, entry]] : [])))
}

function isName(name: string | null): name is string {
  return name !== null && name.length <= longestName && variableNamePattern.test(name)
}

function problemOf({ line, value }: EnvEntry): string | null {
  if (value === '') return `Line ${line} gives it no value.`
  const issue = secretValueSchema.safeParse(value).error?.issues[0]
  if (!issue) return null
  return issue.code === 'too_big' ? `The value in line ${line} is too long.` : issue.message
}

const doubts = {
  comment: 'What follows # is left out. To keep it, put the value in quotes.',
  'open-quote': 'A quote is opened and never closed. It is kept as a part of the value.',
}

function notesOf({ line, name, value, doubt }: EnvEntry, last: ReadonlyMap<string, EnvEntry>): string[] {
  if (name === null) return [`Line ${line}: not NAME=value. It is left out.`]
  if (!isName(name)) {
    return [`Line ${line}: the name is not of letters, digits and underscores. It is left out.`]
  }
  const later = last.get(name)?.line ?? line
  if (later !== line) return [`Line ${line}: line ${later} sets ${name} again, and counts.`]
  const notes = doubt === null ? [] : [`Line ${line}: ${doubts[doubt]}`]
  if (/\$\{\w+\}/.test(value)) notes.push(`Line ${line}: the variable in braces is kept as it stands, not filled in.`)
  return notes
}
