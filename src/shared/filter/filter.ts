// The filter of the traffic list: reads its text and says which exchanges match.
import type { ExchangeSummary } from '../exchange.ts'
import type { DeepTerm } from '../recording.ts'
import { type Compiled, compileToken } from './conditions.ts'
import type { Condition } from './kinds.ts'
import { type FilterProblem, type FilterToken, readTokens } from './token.ts'

export { type Completion, completeFilter, type KnownValues } from './complete.ts'
export { addToken, formatFilter, removeToken } from './edit.ts'
export type { FilterKeyName, FilterOperator } from './keys.ts'
export { isFailure, isSse, isWebSocket } from './kinds.ts'
export { type FilterProblem, type FilterToken, type FilterTokenParts, formatToken } from './token.ts'

export interface ParsedFilter {
  /** All of them in their order, for drawing. */
  tokens: FilterToken[]
  problems: FilterProblem[]
  /** Whether all conditions on the summary hold; `deepTerms` are left to main. */
  matches(summary: ExchangeSummary): boolean
  /** Conditions on headers and bodies, which must hold as well. */
  deepTerms: DeepTerm[]
  /** There is nothing to match by: every exchange does. */
  isEmpty: boolean
}

/**
 * Never throws: a token that is not valid has a problem and is left out of matching. An empty value, as in
 * `host:`, is of what has none or is not known. `now` gives times of day their day, in milliseconds since the epoch.
 */
export function parseFilter(text: string, now: number = Date.now()): ParsedFilter {
  const conditions: Condition[] = []
  const deepTerms: DeepTerm[] = []
  const tokens = readTokens(text).map((token) => {
    if (token.problem) return token
    const compiled = compileToken(token, now)
    if ('message' in compiled) return { ...token, problem: problemOf(token, compiled) }
    if ('deep' in compiled) deepTerms.push(compiled.deep)
    else conditions.push(token.isNot ? not(compiled.condition) : compiled.condition)
    return token
  })
  return {
    tokens,
    problems: tokens.flatMap(({ problem }) => problem ?? []),
    matches: allOf(conditions),
    deepTerms,
    isEmpty: conditions.length === 0 && deepTerms.length === 0,
  }
}

function not(condition: Condition): Condition {
  return (summary) => !condition(summary)
}

function allOf(conditions: readonly Condition[]): Condition {
  const [first, ...more] = conditions
  if (!first) return () => true
  if (more.length === 0) return first
  return (summary) => {
    for (const condition of conditions) if (!condition(summary)) return false
    return true
  }
}

function problemOf(token: FilterToken, { message, at }: Extract<Compiled, { message: string }>): FilterProblem {
  const { start, end, keyEnd, valueStart, isNot } = token
  const places = {
    key: [start + (isNot ? 1 : 0), keyEnd],
    operator: [keyEnd, valueStart],
    value: [valueStart, end],
  } as const
  const [from, to] = places[at]
  // `header[x-id]` has no operator to point at.
  return from < to ? { message, start: from, end: to } : { message, start, end }
}
