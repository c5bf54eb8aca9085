// Finds the price of a model and works out what a call cost.
import { z } from 'zod'
import { type LlmCost, type Price, priceSchema } from '../../../shared/llm.ts'
import type { BilledUsage } from './draft.ts'
import table from './prices.json' with { type: 'json' }

/** The table that comes with the product. */
export const defaultPrices: readonly Price[] = z.array(priceSchema).parse(table)

export const noCost: LlmCost = {
  input: null,
  cachedInput: null,
  cacheWrite: null,
  output: null,
  total: null,
  pricedAs: null,
}

/**
 * The price whose pattern says most of the model's name: the one with the most characters besides `*`. Where
 * prices go by the length of the prompt, the one for the shortest that holds it.
 *
 * @param input Tokens of the prompt; null finds no price that goes by its length.
 */
export function findPrice(model: string, prices: readonly Price[], input: number | null = null): Price | null {
  const names = namesOf(model)
  let best: Price | null = null
  for (const price of prices) {
    if (price.upToInput !== undefined && (input === null || input > price.upToInput)) continue
    if (!names.some((name) => matches(name, price.pattern))) continue
    if (best === null || isCloser(price, best)) best = price
  }
  return best
}

/** The name as it is, without what stands before it, and without what tells one version from another. */
function namesOf(model: string): string[] {
  const name = model.toLowerCase()
  const bare = name.replace(
    /^(?:publishers\/[^/]+\/)?models\/|^(?:openai|anthropic|google|cohere|mistral|mistralai)\//,
    '',
  )
  const timeless = bare.replace(/(?:-latest|[-@]\d{8}|-\d{4}-\d{2}-\d{2}|-00\d)$/, '')
  return [...new Set([name, bare, timeless])]
}

function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  if (rest.length === 0) return name === first
  const last = rest.pop() as string
  if (!name.startsWith(first)) return false
  let position = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, position)
    if (found === -1) return false
    position = found + piece.length
  }
  return name.length - position >= last.length && name.endsWith(last)
}

function isCloser(price: Price, best: Price): boolean {
  const difference = literalLength(price.pattern) - literalLength(best.pattern)
  if (difference !== 0) return difference > 0
  const isExact = !price.pattern.includes('*')
  if (isExact !== !best.pattern.includes('*')) return isExact
  return (price.upToInput ?? Number.POSITIVE_INFINITY) < (best.upToInput ?? Number.POSITIVE_INFINITY)
}

function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length
}

/**
 * Each kind of token at its own price. The total is known only where every kind is that was used: what the API
 * does not count apart is paid for as the kind that it is among.
 */
export function costOf(usage: BilledUsage, model: string | null, prices: readonly Price[]): LlmCost {
  const price = model === null ? null : findPrice(model, prices, usage.input)
  if (price === null) return noCost
  const cached = usage.cachedInput ?? 0
  const written = usage.cacheWrite ?? 0
  const long = usage.longCacheWrite ?? 0
  const input = usage.input === null ? null : usd(Math.max(0, usage.input - cached - written), price.input)
  const cachedInput = usd(usage.cachedInput, price.cachedInput)
  const shortWrite = usd(usage.cacheWrite === null ? null : Math.max(0, written - long), price.cacheWrite)
  const cacheWrite = long === 0 ? shortWrite : add(shortWrite, usd(long, price.longCacheWrite ?? null))
  const output = usd(usage.output, price.output)
  const parts = [
    input,
    cached === 0 ? 0 : cachedInput,
    written === 0 ? 0 : cacheWrite,
    // Embeddings have no output.
    price.output === null && usage.output === null ? 0 : output,
  ]
  return { input, cachedInput, cacheWrite, output, total: parts.reduce(add, 0), pricedAs: price.pattern }
}

/** Nothing costs nothing, whatever its price. */
function usd(tokens: number | null, perMillion: number | null): number | null {
  if (tokens === 0) return 0
  return tokens === null || perMillion === null ? null : (tokens * perMillion) / 1_000_000
}

function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other
}
