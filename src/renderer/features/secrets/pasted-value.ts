// What a pasted text holds: a value, a line that sets one, or several; and what of a value may be a mistake.
import { parseEnvText } from '../../../shared/env-text.ts'
import { variableNamePattern } from '../../../shared/variable-name.ts'

export interface Pasted {
  /** Of a line such as `export NAME=value`, else null. */
  name: string | null
  value: string
  /** White space around it, or a line break behind it, was left out. */
  isTrimmed: boolean
  /** Several lines cannot be one value. */
  isSeveral: boolean
}

/** A key of Base64 may end in `=` too: only what is written as names of variables are is taken for one. */
const assignment = /^(?:(?:export|set)\s+[A-Za-z_]\w*|[A-Z][A-Z0-9_]*)\s*=\s*[^\s=]/

export function readPasted(text: string): Pasted {
  const value = text.trim()
  const isSeveral = /[\r\n]/.test(value)
  const isTrimmed = value !== text && !isSeveral
  const plain = { name: null, value, isTrimmed, isSeveral }
  if (isSeveral || !assignment.test(value)) return plain
  const [entry] = parseEnvText(value.replace(/^set\s+/, ''))
  if (!entry?.name || !variableNamePattern.test(entry.name) || entry.value === '') return plain
  return { ...plain, name: entry.name, value: entry.value }
}

/** What is probably not meant to be a part of the value. */
export type ValueDoubt = 'quotes' | 'scheme' | 'assignment' | 'spaces' | 'characters'

const quoted = /^(["'`])(.*)\1$/
const scheme = /^(bearer|basic|token)\s+/i

export function doubtOf(value: string): ValueDoubt | null {
  if (quoted.test(value)) return 'quotes'
  if (scheme.test(value)) return 'scheme'
  if (assignment.test(value)) return 'assignment'
  if (value !== value.trim()) return 'spaces'
  // Such as the quotes and dashes that a word processor puts in the place of plain ones.
  return /[^\x20-\x7e]/.test(value) ? 'characters' : null
}

/** The value without what is doubtful; the same where only the user can tell. */
export function withoutDoubt(value: string): string {
  switch (doubtOf(value)) {
    case 'quotes':
      return value.replace(quoted, '$2')
    case 'scheme':
      return value.replace(scheme, '')
    case 'assignment':
      return readPasted(value).value
    case 'spaces':
      return value.trim()
    default:
      return value
  }
}
