// What could be written where the cursor stands in a filter: keys, operators and values that are there.
import { outcomes } from '../exchange.ts'
import { type FilterKeyName, filterKeyNames, filterKeys, isFilterKey } from './keys.ts'
import { stateConditions, typeConditions } from './kinds.ts'
import { type FilterToken, type FilterTokenParts, formatToken, readTokens } from './token.ts'

/** What is in the list, most wanted first. */
export interface KnownValues {
  routes: readonly string[]
  hosts: readonly string[]
  models: readonly string[]
  methods: readonly string[]
  paths: readonly string[]
  headerNames: readonly string[]
}

export interface Completion {
  /** Takes the place of the text from `start` to `end`; the cursor goes behind it. */
  insert: string
  start: number
  end: number
  label: string
  /** What it is, in a few words; empty where the label says it all. */
  hint: string
}

/** What a completion puts in, still without its place. */
type Candidate = Pick<Completion, 'insert' | 'label' | 'hint'>

const mostCompletions = 50
const sizes = ['10kb', '100kb', '1mb', '10mb']
const durations = ['100ms', '500ms', '1s', '5s', '30s', '1m']

/** Best first: what begins with the typed text, then what contains it. Empty where nothing fits. */
export function completeFilter(text: string, cursor: number, known: KnownValues): Completion[] {
  const typed = readTokens(text.slice(0, cursor)).at(-1)
  const isInToken = typed !== undefined && typed.end === cursor && cursor > 0
  if (!isInToken) {
    // In front of a token there is no room for another.
    if (/\S/.test(text[cursor] ?? ' ')) return []
    return keyCandidates('').map((candidate) => ({ ...candidate, start: cursor, end: cursor }))
  }
  const end = endOfToken(text, typed, cursor)
  const first = typed.start + (typed.isNot ? 1 : 0)
  const place = (candidates: Candidate[], start: number) =>
    candidates
      .map((candidate) => ({ ...candidate, start, end }))
      .filter(({ insert }) => insert !== text.slice(start, end))
  if (typed.key === 'header' && typed.name !== null) return place(headerCandidates(typed, known), first)
  if (typed.kind === 'text') {
    const isQuoted = text[first] === '"'
    return isQuoted ? [] : place([...keyCandidates(typed.value), ...anyValueCandidates(typed.value, known)], first)
  }
  if (typed.key === null || !isFilterKey(typed.key)) return []
  const values = rank(valuesOf(typed.key, known), typed.value)
  return place(
    values.map((value) => ({ insert: valueText(typed, value), label: value, hint: '' })),
    typed.valueStart,
  ).slice(0, mostCompletions)
}

/** What is behind the cursor in the same word goes with it, but not what an unclosed quote swallows. */
function endOfToken(text: string, typed: FilterToken, cursor: number): number {
  if (typed.isUnclosed) return cursor
  return readTokens(text).find((token) => token.start === typed.start)?.end ?? cursor
}

/** Keys with their first operator; a key that is typed in full with all it takes. */
function keyCandidates(typed: string): Candidate[] {
  const word = typed.toLowerCase()
  const candidates = filterKeyNames.flatMap((key): (Candidate & { key: string })[] => {
    const { hint, operators }: { hint: string; operators: readonly string[] } = filterKeys[key]
    if (key === 'header') return [{ key, insert: 'header[', label: 'header[…]', hint }]
    const isTyped =
      word === key || (word.startsWith(key) && operators.some((operator) => (key + operator).startsWith(word)))
    const offered = isTyped ? operators : operators.slice(0, 1)
    return offered.map((operator) => ({ key, insert: key + operator, label: key + operator, hint }))
  })
  return rankBy(candidates, word, ({ insert }) => insert).map(({ insert, label, hint }) => ({ insert, label, hint }))
}

/** For a bare word of two letters and more: the whole term of a value that contains it. */
function anyValueCandidates(word: string, known: KnownValues): Candidate[] {
  if (word.length < 2) return []
  const keys = ['route', 'host', 'model', 'type', 'is'] as const
  return keys.flatMap((key) =>
    rank(valuesOf(key, known), word)
      .slice(0, 5)
      .map((value) => {
        const insert = formatToken({ kind: 'term', isNot: false, key, name: null, operator: ':', value })
        return { insert, label: insert, hint: filterKeys[key].hint }
      }),
  )
}

function headerCandidates({ name, operator, keyEnd, valueStart, text, isNot }: FilterToken, known: KnownValues) {
  if (operator !== null) return []
  const isClosed = text.endsWith(']') && keyEnd === valueStart
  if (!isClosed) {
    return rank(known.headerNames, name ?? '')
      .slice(0, mostCompletions)
      .map((header) => ({ insert: `header[${header}]`, label: `header[${header}]`, hint: 'Has this header' }))
  }
  const written = isNot ? text.slice(1) : text
  return [
    { insert: `${written}:`, label: `${written}:`, hint: 'Its whole value' },
    { insert: `${written}*:`, label: `${written}*:`, hint: 'A part of its value' },
  ]
}

function valuesOf(key: FilterKeyName, known: KnownValues): readonly string[] {
  const values: Partial<Record<FilterKeyName, readonly string[]>> = {
    status: ['2xx', '3xx', '4xx', '5xx', '200', '400', '401', '403', '404', '429', '500', '502', '503', '504'],
    method: [...new Set([...known.methods, 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'])],
    path: known.paths,
    route: known.routes,
    host: known.hosts,
    model: known.models,
    type: Object.keys(typeConditions),
    outcome: outcomes,
    is: Object.keys(stateConditions),
    size: sizes,
    duration: durations,
    ttft: durations,
    tokens: ['1k', '4k', '10k', '100k'],
    cost: ['0.01', '0.05', '0.10', '1'],
  }
  return values[key] ?? []
}

/** The value as it is written behind the operator, in quotes where it needs them. */
function valueText(token: FilterTokenParts, value: string): string {
  const head = formatToken({ ...token, value: '' })
  return formatToken({ ...token, value }).slice(head.length)
}

function rank(values: readonly string[], typed: string): string[] {
  return rankBy(values, typed.toLowerCase(), (value) => value)
}

/** Those that contain `typed`, those that begin with it first, else in their order. */
function rankBy<Item>(items: readonly Item[], typed: string, textOf: (item: Item) => string): Item[] {
  const starts: Item[] = []
  const others: Item[] = []
  for (const item of items) {
    const position = textOf(item).toLowerCase().indexOf(typed)
    if (position === 0) starts.push(item)
    else if (position > 0) others.push(item)
  }
  return [...starts, ...others]
}
