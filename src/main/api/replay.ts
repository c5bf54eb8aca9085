// Calls that send an exchange again, from here or from somewhere else.
import type { CallHandlers } from '../../shared/contract.ts'
import { findExchange } from './find-exchange.ts'
import type { Services } from './services.ts'

export function replayHandlers({
  recorder,
  inspector,
}: Pick<Services, 'recorder' | 'inspector'>): Pick<CallHandlers, 'exchanges.replay' | 'exchanges.snippet'> {
  return {
    'exchanges.replay': ({ id, edit }) => inspector.replay(findExchange(recorder, id), edit ?? null),
    'exchanges.snippet': ({ id, language }) => inspector.snippet(findExchange(recorder, id), language),
  }
}
