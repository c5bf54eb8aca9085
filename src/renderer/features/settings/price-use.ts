// Which price a model's name would find, by the length of the prompt where that counts.
import { findPrice } from '../../../shared/find-price.ts'
import { formatCount } from '../../../shared/format.ts'
import type { Price } from '../../../shared/llm.ts'

export interface PriceUse {
  /** null: no price fits, so the cost is not known. */
  price: Price | null
  /** Tokens of the prompt up to which it holds; null is any number. */
  upToInput: number | null
}

/** Shortest prompts first; nothing for an empty name. */
export function priceUses(model: string, prices: readonly Price[]): PriceUse[] {
  const name = model.trim()
  if (name === '') return []
  const ends = new Set(prices.flatMap(({ upToInput }) => upToInput ?? []))
  const uses: PriceUse[] = []
  for (const end of [...ends].sort((one, other) => one - other).concat(Number.POSITIVE_INFINITY)) {
    const price = findPrice(name, prices, end)
    const upToInput = Number.isFinite(end) ? end : null
    const last = uses.at(-1)
    if (last && last.price === price) last.upToInput = upToInput
    else uses.push({ price, upToInput })
  }
  return uses
}

/** `up to 200,000 prompt tokens`, `above`; nothing where there is only one. */
export function lengthWords({ upToInput }: PriceUse, isOnly: boolean): string {
  if (isOnly) return ''
  return upToInput === null ? 'above' : `up to ${formatCount(upToInput)} prompt tokens`
}

const amounts = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 8 })

/** `0.25`, `12.50`, `0.0375`: all decimals that there are, and at least two. */
export function formatPrice(usd: number): string {
  return amounts.format(usd)
}

/** `$0.25 in, $2.00 out` */
export function priceWords({ input, output }: Price): string {
  const parts = [`$${formatPrice(input)} in`, ...(output === null ? [] : [`$${formatPrice(output)} out`])]
  return parts.join(', ')
}
