// Turns one token into a condition on an exchange's summary, or into one that only main can answer.
import type { ExchangeSummary } from '../exchange.ts'
import type { DeepTerm } from '../recording.ts'
import { closestWord } from './closest-word.ts'
import { type FilterKeyName, filterKeyNames, filterKeys, isFilterKey } from './keys.ts'
import { type Condition, choiceAliases, outcomeConditions, stateConditions, typeConditions } from './kinds.ts'
import { type QuantityKind, readQuantity, readStatuses, readTime } from './quantity.ts'
import { hasText, patternMatcher, remembered, type TextTest } from './text-match.ts'
import type { FilterToken } from './token.ts'

type Place = 'key' | 'value' | 'operator'

/** What a token asks for. A token that is not valid has a problem and the place that it is at. */
export type Compiled = { condition: Condition } | { deep: DeepTerm } | { message: string; at: Place }

/** As `deepTermSchema` has it. */
const longestText = 2000
const longestName = 200

/** Does not look at `isNot`, but in a condition that only main can answer. `now`: for times of day. */
export function compileToken(token: FilterToken, now: number): Compiled {
  if (token.kind === 'text') return { condition: hasText(token.value) }
  const key = token.key ?? ''
  if (!isFilterKey(key)) return unknownKey(key)
  const { kind, operators, example }: { kind: string; operators: readonly string[]; example: string } = filterKeys[key]
  if (kind === 'header' && token.name === null) {
    return { message: `The header’s name belongs in brackets: ${example}`, at: 'key' }
  }
  if (token.operator !== null && !operators.includes(token.operator)) {
    return {
      message: `${key} takes ${operators.join(' ')} and not ${token.operator}, as in ${example}`,
      at: 'operator',
    }
  }
  if (token.value.length > longestText) return { message: 'This is too long to look for.', at: 'value' }
  if (token.operator === '*:' && token.value === '') {
    return { message: `What it has to contain is missing, as in ${example}`, at: 'operator' }
  }
  return compileTerm[key](token, now)
}

const text = (read: (summary: ExchangeSummary) => string | null, canBeUnknown = true) => {
  return (token: FilterToken): Compiled => {
    if (token.value === '') return canBeUnknown ? unknown(read) : missingValue(token)
    // Paths differ too much to be worth remembering.
    const test = token.key === 'path' ? textTest(token) : remembered(textTest(token))
    return { condition: textCondition(read, test) }
  }
}

const number = (kind: QuantityKind, read: (summary: ExchangeSummary) => number | null, canBeUnknown = true) => {
  return (token: FilterToken): Compiled => {
    if (token.value === '') return canBeUnknown && token.operator === ':' ? unknown(read) : missingValue(token)
    const quantity = readQuantity(kind, token.value)
    if (!quantity) return { message: `${token.value} is no number${exampleOf(token)}`, at: 'value' }
    return { condition: compare(token, read, quantity.amount, quantity.amount, quantity.low, quantity.high) }
  }
}

const compileTerm: Record<FilterKeyName, (token: FilterToken, now: number) => Compiled> = {
  status(token) {
    const read = ({ status }: ExchangeSummary) => status
    if (token.value === '') return token.operator === ':' ? unknown(read) : missingValue(token)
    const statuses = readStatuses(token.value)
    if (!statuses) return { message: `${token.value} is no status. Write 404 or 4xx.`, at: 'value' }
    return { condition: compare(token, read, statuses.first, statuses.last, statuses.first, statuses.last + 1) }
  },
  method: text(({ method }) => method, false),
  path: text(({ path }) => path, false),
  route: text(({ route }) => route),
  host(token) {
    const read = ({ upstream }: ExchangeSummary) => upstream
    if (token.value === '') return unknown(read)
    const test = textTest(token)
    const isWanted = remembered((upstream) => test(upstream) || test(upstream.replace(/:\d+$/, '')))
    return { condition: textCondition(read, isWanted) }
  },
  model: text(({ model }) => model),
  type(token) {
    if (token.value === '') return { condition: ({ mediaType, stream }) => mediaType === null && stream === null }
    if (token.operator === '*:' || /[/*]/.test(token.value)) {
      return { condition: textCondition(({ mediaType }) => mediaType, textTest(token)) }
    }
    return choice(token.value, typeConditions, 'type')
  },
  outcome(token) {
    if (token.value === '') return unknown(({ outcome }) => outcome)
    const value = token.value.replace(/[- ]/g, '_')
    if (token.operator === '*:') return { condition: textCondition(({ outcome }) => outcome, textTest(token)) }
    return choice(value, outcomeConditions, 'outcome')
  },
  is(token) {
    return token.value === '' ? missingValue(token) : choice(token.value, stateConditions, 'state')
  },
  size: number('size', ({ responseBytes }) => responseBytes, false),
  duration: number('duration', ({ durationMs }) => durationMs),
  ttft: number('duration', ({ firstTokenMs }) => firstTokenMs),
  tokens: number('tokens', ({ inputTokens, outputTokens }) =>
    inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0),
  ),
  cost: number('cost', ({ costUsd }) => costUsd),
  body({ value, isNot }) {
    return { deep: { kind: 'body', text: value, isNot } }
  },
  header({ name, operator, value, isNot }) {
    if (!name || name.length > longestName || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
      return { message: name ? `${name} is no header’s name.` : 'The header’s name is missing.', at: 'key' }
    }
    const header = { kind: 'header', name: name.toLowerCase() } as const
    if (operator === null) return { deep: { ...header, value: null, isPart: false, isNot } }
    // An empty value is of what is not there, as with every other key.
    if (value === '') return { deep: { ...header, value: null, isPart: false, isNot: !isNot } }
    return { deep: { ...header, value, isPart: operator === '*:', isNot } }
  },
  after(token, now) {
    const time = readTime(token.value, now)
    return time === null ? noTime(token) : { condition: ({ receivedAt }) => receivedAt >= time }
  },
  before(token, now) {
    const time = readTime(token.value, now)
    return time === null ? noTime(token) : { condition: ({ receivedAt }) => receivedAt < time }
  },
}

function textTest({ key, operator, value }: FilterToken): TextTest {
  const wanted = value.toLowerCase()
  if (operator === '*:') return (found) => found.toLowerCase().includes(wanted)
  return patternMatcher(wanted, key !== 'method')
}

function textCondition(read: (summary: ExchangeSummary) => string | null, test: TextTest): Condition {
  return (summary) => {
    const value = read(summary)
    return value !== null && test(value)
  }
}

/** An unknown number is neither above nor below another. */
function compare(
  { operator }: FilterToken,
  read: (summary: ExchangeSummary) => number | null,
  first: number,
  last: number,
  low: number,
  high: number,
): Condition {
  const tests: Record<string, (value: number) => boolean> = {
    '>': (value) => value > last,
    '>=': (value) => value >= first,
    '<': (value) => value < first,
    '<=': (value) => value <= last,
  }
  const test = tests[operator ?? ':'] ?? ((value) => value >= low && value < high)
  return (summary) => {
    const value = read(summary)
    return value !== null && test(value)
  }
}

function choice(written: string, conditions: Readonly<Record<string, Condition>>, noun: string): Compiled {
  const word = written.toLowerCase()
  const find = (name: string | undefined) =>
    name !== undefined && Object.hasOwn(conditions, name) ? conditions[name] : undefined
  const condition = find(word) ?? find(Object.hasOwn(choiceAliases, word) ? choiceAliases[word] : undefined)
  if (condition) return { condition }
  const words = Object.keys(conditions)
  const meant = closestWord(word, words)
  const help = meant ? `Did you mean ${meant}?` : `There is ${words.slice(0, -1).join(', ')} and ${words.at(-1)}.`
  return { message: `${written} is no ${noun}. ${help}`, at: 'value' }
}

function unknown(read: (summary: ExchangeSummary) => string | number | null): Compiled {
  return { condition: (summary) => read(summary) === null }
}

function unknownKey(key: string): Compiled {
  const meant = closestWord(key, filterKeyNames)
  const help = meant ? `Did you mean ${meant}?` : 'Put quotes around it to look for it as text.'
  return { message: `${key} is no filter. ${help}`, at: 'key' }
}

function missingValue(token: FilterToken): Compiled {
  return { message: `A value is missing after ${token.operator}${exampleOf(token)}`, at: 'operator' }
}

function exampleOf({ key }: FilterToken): string {
  return key !== null && isFilterKey(key) ? `, as in ${filterKeys[key].example}` : ''
}

function noTime(token: FilterToken): Compiled {
  if (token.value === '') return missingValue(token)
  return { message: `${token.value} is no time. Write 14:30 or 2026-11-23T14:30.`, at: 'value' }
}
