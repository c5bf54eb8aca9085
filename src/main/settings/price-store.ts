// Keeps the user's own price table in prices.json of the data folder; without one the product's own holds.
import { z } from 'zod'
import { type Price, type PriceTable, priceSchema } from '../../shared/llm.ts'
import type { PricesService } from '../api/services.ts'
import { type DataFolder, openJsonStore } from './json-store.ts'

const fileSchema = z.object({ prices: z.array(priceSchema).nullable().default(null) })

export interface PriceStore extends PricesService {
  /** Where a damaged file was moved to, else null; the product's own prices hold then. */
  readonly setAside: string | null
}

/** @throws CallError file_error when the file cannot be read */
export function openPriceStore(dataFolder: DataFolder, defaults: readonly Price[]): PriceStore {
  const store = openJsonStore({ ...dataFolder, name: 'prices', schema: fileSchema })
  const listeners = new Set<(table: PriceTable) => void>()
  const current = (): PriceTable => ({
    prices: store.content.prices ?? [...defaults],
    isEdited: store.content.prices !== null,
  })
  return {
    get current() {
      return current()
    },
    setAside: store.setAside,
    set(prices) {
      store.update({ prices })
      const table = current()
      for (const listener of listeners) listener(table)
      return table
    },
    onChange(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
