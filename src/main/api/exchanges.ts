// Calls about the recorded exchanges.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

export function exchangesHandlers({
  recorder,
}: Pick<Services, 'recorder'>): Pick<CallHandlers, 'exchanges.get' | 'exchanges.clear'> {
  return {
    'exchanges.get': () => recorder.list(),
    'exchanges.clear': () => {
      recorder.clear()
      return undefined
    },
  }
}
