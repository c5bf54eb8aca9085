// Finds what a call of the window is about.
import { CallError } from '../../shared/errors.ts'
import type { CapturedExchange, CapturedExchanges } from '../inspector/captured.ts'

/** @throws CallError not_found */
export function findExchange(exchanges: Pick<CapturedExchanges, 'find'>, id: string): CapturedExchange {
  const found = exchanges.find(id)
  if (found === null) throw new CallError('not_found')
  return found
}
