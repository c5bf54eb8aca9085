// Calls that search headers and bodies.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

export function searchHandlers({
  inspector,
}: Pick<Services, 'inspector'>): Pick<CallHandlers, 'search.start' | 'search.cancel'> {
  return {
    'search.start': ({ terms }) => ({ id: inspector.searches.start(terms) }),
    'search.cancel': ({ id }) => {
      inspector.searches.cancel(id)
      return undefined
    },
  }
}
