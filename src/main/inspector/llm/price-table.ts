// The prices that come with the product, and what a call cost.
import { z } from 'zod'
import { findPrice } from '../../../shared/find-price.ts'
import { type LlmCost, type Price, priceSchema, type UnpricedTokens } from '../../../shared/llm.ts'
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
  unpriced: [],
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
  const used: [UnpricedTokens, number, number | null | undefined][] = [
    ['cachedInput', cached, price.cachedInput],
    ['cacheWrite', written - long, price.cacheWrite],
    ['longCacheWrite', long, price.longCacheWrite],
    ['output', usage.output ?? 0, price.output],
  ]
  return {
    ...{ input, cachedInput, cacheWrite, output, total: parts.reduce(add, 0), pricedAs: price.pattern },
    unpriced: used.flatMap(([kind, tokens, perMillion]) => (tokens > 0 && (perMillion ?? null) === null ? [kind] : [])),
  }
}

/** Nothing costs nothing, whatever its price. */
function usd(tokens: number | null, perMillion: number | null): number | null {
  if (tokens === 0) return 0
  return tokens === null || perMillion === null ? null : (tokens * perMillion) / 1_000_000
}

function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other
}
