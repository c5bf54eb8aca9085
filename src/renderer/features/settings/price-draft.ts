// A price as it is typed: what each field says, and what is wrong with it.
import { formatCount } from '../../../shared/format.ts'
import { type Price, priceSchema } from '../../../shared/llm.ts'
import { isSamePrice } from './price-list.ts'
import { type Reading, readCount, said, unsaid } from './quantity-text.ts'

export const priceFieldNames = [
  'pattern',
  'input',
  'cachedInput',
  'cacheWrite',
  'longCacheWrite',
  'output',
  'upToInput',
  'source',
  'date',
] as const
export type PriceFieldName = (typeof priceFieldNames)[number]

export type PriceDraft = Record<PriceFieldName, string>
export type PriceProblems = Partial<Record<PriceFieldName, string>>

const written = (value: number | string | null | undefined) => (value ?? '').toString()

export function draftOf(price: Price): PriceDraft {
  return {
    pattern: price.pattern,
    input: written(price.input),
    cachedInput: written(price.cachedInput),
    cacheWrite: written(price.cacheWrite),
    longCacheWrite: written(price.longCacheWrite),
    output: written(price.output),
    upToInput: price.upToInput === undefined ? '' : formatCount(price.upToInput),
    source: written(price.source),
    date: written(price.date),
  }
}

/** `today` as 2026-11-23: a price that someone types was read when they typed it. */
export function emptyDraft(today: string): PriceDraft {
  return {
    pattern: '',
    input: '',
    cachedInput: '',
    cacheWrite: '',
    longCacheWrite: '',
    output: '',
    upToInput: '',
    source: '',
    date: today,
  }
}

/** USD of `0.25`, `.5`, `$3`. */
export function readUsd(text: string): Reading<number> {
  const digits = /^\$?\s*((?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)$/i.exec(text.trim())?.[1]
  const amount = Number(digits)
  return digits !== undefined && Number.isFinite(amount) ? said(amount) : unsaid('Write a number, such as 0.25.')
}

/** Null where the field is empty and may be. */
function optional(text: string, read: (text: string) => Reading<number>): Reading<number | null> {
  return text.trim() === '' ? said(null) : read(text)
}

/** `others`: the table without the price that is edited. */
export function readDraft(draft: PriceDraft, others: readonly Price[]): { price: Price } | { problems: PriceProblems } {
  const fields = {
    input: draft.input.trim() === '' ? unsaid('Write what input costs.') : readUsd(draft.input),
    cachedInput: optional(draft.cachedInput, readUsd),
    cacheWrite: optional(draft.cacheWrite, readUsd),
    longCacheWrite: optional(draft.longCacheWrite, readUsd),
    output: optional(draft.output, readUsd),
    upToInput: optional(draft.upToInput, readCount),
  }
  const problems: PriceProblems = {}
  for (const [name, { problem }] of Object.entries(fields)) {
    if (problem !== null) problems[name as PriceFieldName] = problem
  }
  const { longCacheWrite, upToInput } = fields
  const price = {
    pattern: draft.pattern.trim(),
    input: fields.input.value ?? 0,
    cachedInput: fields.cachedInput.value,
    cacheWrite: fields.cacheWrite.value,
    ...(longCacheWrite.value === null ? {} : { longCacheWrite: longCacheWrite.value }),
    output: fields.output.value,
    ...(upToInput.value === null ? {} : { upToInput: upToInput.value }),
    source: draft.source.trim() || null,
    date: draft.date.trim() || null,
  }
  const parsed = priceSchema.safeParse(price)
  for (const { path } of parsed.error?.issues ?? []) {
    const name = priceFieldNames.find((each) => each === path[0])
    if (name !== undefined) problems[name] ??= schemaProblem(name, price.pattern)
  }
  const rival = others.find((other) => hasSamePlace(other, price))
  if (rival) problems.pattern ??= 'Another price has this pattern and prompt length.'
  return parsed.success && Object.keys(problems).length === 0 ? { price: parsed.data } : { problems }
}

/** Of two such prices only the first would ever be used. */
function hasSamePlace(one: Price, other: Price): boolean {
  return one.pattern.toLowerCase() === other.pattern.toLowerCase() && one.upToInput === other.upToInput
}

function schemaProblem(name: PriceFieldName, pattern: string): string {
  if (name === 'pattern') return pattern === '' ? 'Write a model’s name; * stands for any characters.' : tooLong(200)
  if (name === 'source') return tooLong(500)
  if (name === 'date') return tooLong(40)
  return name === 'upToInput' ? 'Use 1 or more.' : 'Use 0 or more.'
}

const tooLong = (most: number) => `Use at most ${most} characters.`

/** The table without one price. */
export function othersThan(price: Price | null, table: readonly Price[]): Price[] {
  const place = price === null ? -1 : table.findIndex((each) => isSamePrice(each, price))
  return table.filter((_each, index) => index !== place)
}
