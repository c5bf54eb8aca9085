// Calls about the price table.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

export function pricesHandlers({ prices }: Pick<Services, 'prices'>): Pick<CallHandlers, 'prices.get' | 'prices.set'> {
  return {
    'prices.get': () => prices.current,
    'prices.set': ({ prices: changed }) => prices.set(changed),
  }
}
