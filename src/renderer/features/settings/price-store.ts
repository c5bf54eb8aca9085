// The price table as the window knows it, and its changes: each sends the whole table.
import type { Price, PriceTable } from '../../../shared/llm.ts'
import { call, on } from '../../api.ts'
import { createLiveValue } from '../../live-value.ts'
import { insertPrice, isSamePrice, isSameTable, replacePrice, withoutPrice } from './price-list.ts'

export const prices = createLiveValue<PriceTable>({
  get: () => call('prices.get'),
  listen: (listener) => on('prices.changed', listener),
})

const current = (): PriceTable => prices.store.getState().value ?? { prices: [], isEdited: false }

/** null: the table that comes with the product. */
async function keep(list: Price[] | null): Promise<void> {
  prices.set(await call('prices.set', { prices: list }))
}

/** `original` gives way; null adds one. */
export async function savePrice(original: Price | null, price: Price): Promise<void> {
  const list = current().prices
  await keep(original === null ? [...list, price] : replacePrice(list, original, price))
}

/** Resolves to what takes it back. */
export async function deletePrice(price: Price): Promise<() => Promise<void>> {
  const before = current()
  const place = before.prices.findIndex((each) => isSamePrice(each, price))
  await keep(withoutPrice(before.prices, price))
  const after = current().prices
  return async () => {
    // Where nothing else has changed, the product's own table is the product's own again.
    const isAsLeft = isSameTable(current().prices, after)
    await keep(isAsLeft && !before.isEdited ? null : insertPrice(current().prices, place, price))
  }
}

export function restoreTable(): Promise<void> {
  return keep(null)
}
