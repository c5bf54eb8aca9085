// The price table as a list: changed by value, searched, sorted, and each row with a key of its own.
import type { Price } from '../../../shared/llm.ts'

const textOf = (price: Price) => JSON.stringify(Object.entries(price).sort())

export function isSamePrice(one: Price, other: Price): boolean {
  return textOf(one) === textOf(other)
}

export function isSameTable(one: readonly Price[], other: readonly Price[]): boolean {
  return one.length === other.length && one.map(textOf).join('\n') === other.map(textOf).join('\n')
}

const placeOf = (list: readonly Price[], price: Price): number => {
  const place = list.findIndex((each) => isSamePrice(each, price))
  if (place < 0) throw new Error('This price is no longer in the table.')
  return place
}

/** @throws where the original is no longer there. */
export function replacePrice(list: readonly Price[], original: Price, price: Price): Price[] {
  return list.with(placeOf(list, original), price)
}

/** @throws where it is no longer there. */
export function withoutPrice(list: readonly Price[], price: Price): Price[] {
  return list.toSpliced(placeOf(list, price), 1)
}

/** At its old place, or at the end of a list that has become shorter. */
export function insertPrice(list: readonly Price[], place: number, price: Price): Price[] {
  return list.toSpliced(Math.min(Math.max(place, 0), list.length), 0, price)
}

export interface PriceRow {
  key: string
  price: Price
}

/** Two prices that are alike in everything still have keys of their own. */
export function priceRows(list: readonly Price[]): PriceRow[] {
  const seen = new Map<string, number>()
  return list
    .map((price) => {
      const text = textOf(price)
      const count = seen.get(text) ?? 0
      seen.set(text, count + 1)
      return { key: `${text}#${count}`, price }
    })
    .sort(({ price: one }, { price: other }) => comparePrices(one, other))
}

/** By pattern as people count, and the price for the shortest prompts first. */
function comparePrices(one: Price, other: Price): number {
  const byPattern = collator.compare(one.pattern, other.pattern)
  return byPattern || (one.upToInput ?? Number.POSITIVE_INFINITY) - (other.upToInput ?? Number.POSITIVE_INFINITY) || 0
}

const collator = new Intl.Collator('en', { numeric: true })

/** Every word must be in the pattern or the source. */
export function matchesSearch(price: Price, search: string): boolean {
  const text = `${price.pattern} ${price.source ?? ''}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
