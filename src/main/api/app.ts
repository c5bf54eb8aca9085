// Calls about the app itself.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

export function appHandlers({ app }: Pick<Services, 'app'>): Pick<CallHandlers, 'app.get'> {
  return { 'app.get': () => app }
}
