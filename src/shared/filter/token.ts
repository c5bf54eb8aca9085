// Reads a filter's text into tokens by its syntax alone, and writes a token as text again.
import { type FilterOperator, isFilterKey } from './keys.ts'

/** What is wrong with a token, and where in the filter's text. */
export interface FilterProblem {
  /** A plain sentence. */
  message: string
  start: number
  /** Past the last character; there is always at least one. */
  end: number
}

/** A token as it can be made and written without a text around it. */
export interface FilterTokenParts {
  /** `text`: looked for in several columns; then there is only `isNot` and `value`. */
  kind: 'term' | 'text'
  /** What matches is left out. */
  isNot: boolean
  /** In lower case, and not necessarily one that there is. */
  key: string | null
  /** In `header[name]`. */
  name: string | null
  /** null for text, and for `header[name]` alone. */
  operator: FilterOperator | null
  /** Without quotes and escapes. */
  value: string
}

export interface FilterToken extends FilterTokenParts {
  /** Its place in the filter's text. */
  start: number
  end: number
  /** As it was typed. */
  text: string
  /** Where the key ends, with its name in brackets; where the value or its quote begins. */
  keyEnd: number
  valueStart: number
  /** A token with a problem is left out of matching. */
  problem: FilterProblem | null
  /** Its quote goes on to the end of the text. */
  isUnclosed: boolean
}

const spacePattern = /\s*/y
const wordPattern = /\S*/y
const urlPattern = /(?:https?|wss?):\/\//iy
const keyPattern = /([a-z][a-z0-9_-]*)(\*:|>=|<=|[:><=])/iy
const namePattern = /(headers?)\[([^\]\s]*)(\]?)(\*:|[:=]|(?=\s|$))?/iy
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' }

/** Never throws; what lies between the tokens is white space. */
export function readTokens(text: string): FilterToken[] {
  const tokens: FilterToken[] = []
  let position = endOf(spacePattern, text, 0)
  while (position < text.length) {
    const token = readToken(text, position)
    tokens.push(token)
    position = endOf(spacePattern, text, token.end)
  }
  return tokens
}

function readToken(text: string, start: number): FilterToken {
  const isNot = text[start] === '-'
  const first = isNot ? start + 1 : start
  const bare = { kind: 'text', key: null, name: null, operator: null, keyEnd: first, valueStart: first } as const
  const named = matchAt(namePattern, text, first)
  if (named) {
    const [all, key = '', name = '', closing = '', operator = ''] = named
    const keyEnd = first + all.length - operator.length
    if (closing === '') return finish(text, start, isNot, { ...termOf(key, name, null), keyEnd, valueStart: keyEnd })
    const parts = termOf(key, name, operatorOf(operator))
    return finish(text, start, isNot, { ...parts, keyEnd, valueStart: keyEnd + operator.length })
  }
  if (matchAt(urlPattern, text, first)) return finish(text, start, isNot, bare)
  const [all = '', key = '', operator = ''] = matchAt(keyPattern, text, first) ?? []
  // A lone `=` is as good as a colon after a key, and text like any other elsewhere.
  if (all === '' || (operator === '=' && !isFilterKey(key.toLowerCase()))) return finish(text, start, isNot, bare)
  const keyEnd = first + key.length
  return finish(text, start, isNot, {
    ...termOf(key, null, operatorOf(operator)),
    keyEnd,
    valueStart: first + all.length,
  })
}

type TokenHead = Omit<FilterTokenParts, 'isNot' | 'value'> & { keyEnd: number; valueStart: number }

/** Reads the value and says what is wrong with the writing. */
function finish(text: string, start: number, isNot: boolean, head: TokenHead): FilterToken {
  const { valueStart } = head
  const isQuoted = text[valueStart] === '"'
  const closing = isQuoted ? closingQuote(text, valueStart + 1) : null
  const isUnclosed = isQuoted && closing === null
  const quoteEnd = closing === null ? text.length : closing + 1
  const end = isUnclosed ? text.length : endOf(wordPattern, text, isQuoted ? quoteEnd : valueStart)
  const value = isQuoted
    ? withoutEscapes(text.slice(valueStart + 1, closing ?? text.length))
    : text.slice(valueStart, end)
  const parts = { ...head, isNot, value }
  let problem: FilterProblem | null = null
  if (isUnclosed) problem = { message: 'The quote is not closed.', start: valueStart, end: valueStart + 1 }
  else if (isQuoted && end > quoteEnd) {
    problem = { message: 'A space has to follow the closing quote.', start: quoteEnd, end: quoteEnd + 1 }
  } else if (head.name !== null && text[head.keyEnd - 1] !== ']') {
    const open = text.indexOf('[', start)
    problem = { message: 'The bracket is not closed.', start: open, end: open + 1 }
  } else if (head.name !== null && head.operator === null && end > valueStart) {
    problem = { message: 'Only : or *: can follow the bracket.', start: valueStart, end: valueStart + 1 }
  } else if (head.kind === 'text' && value === '') {
    const message = isQuoted ? 'There is nothing between the quotes.' : 'What to leave out has to follow the -.'
    problem = { message, start, end }
  }
  return { ...parts, start, end, text: text.slice(start, end), problem, isUnclosed }
}

/** Where the quote ends that began before `position`; null where it does not. */
function closingQuote(text: string, position: number): number | null {
  for (let index = position; index < text.length; index += 1) {
    if (text[index] === '"') return index
    if (text[index] === '\\') index += 1
  }
  return null
}

function termOf(key: string, name: string | null, operator: FilterOperator | null) {
  return { kind: 'term', key: key.toLowerCase(), name, operator } as const
}

function operatorOf(written: string): FilterOperator | null {
  if (written === '') return null
  return written === '=' ? ':' : (written as FilterOperator)
}

/** The token as text that reads as the same token, with quotes only where they are needed. */
export function formatToken(token: FilterTokenParts): string {
  const name = token.name === null ? '' : `[${token.name}]`
  const head = `${token.isNot ? '-' : ''}${token.kind === 'term' ? `${token.key}${name}${token.operator ?? ''}` : ''}`
  const plain = head + token.value
  const [read, ...more] = readTokens(plain)
  const isPlain = read !== undefined && more.length === 0 && !read.problem && isSameToken(read, token)
  return isPlain || (token.kind === 'term' && token.value === '') ? plain : head + quote(token.value)
}

/** Whether both ask for the same, but for `isNot`. */
export function isSameTerm(one: FilterTokenParts, other: FilterTokenParts): boolean {
  return (
    one.kind === other.kind &&
    one.key === other.key &&
    one.name === other.name &&
    one.operator === other.operator &&
    one.value === other.value
  )
}

export function isSameToken(one: FilterTokenParts, other: FilterTokenParts): boolean {
  return one.isNot === other.isNot && isSameTerm(one, other)
}

function quote(value: string): string {
  const written = value.replace(/["\\\n\t\r]/g, (character) => {
    const letter = Object.keys(escapes).find((candidate) => escapes[candidate] === character)
    return `\\${letter ?? character}`
  })
  return `"${written}"`
}

function withoutEscapes(written: string): string {
  return written.replace(/\\([\s\S])/g, (all, letter: string) => escapes[letter] ?? all)
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}

function endOf(pattern: RegExp, text: string, position: number): number {
  return position + (matchAt(pattern, text, position)?.[0].length ?? 0)
}
