// Calls about the app's settings.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

export function settingsHandlers({
  settings,
}: Pick<Services, 'settings'>): Pick<CallHandlers, 'settings.get' | 'settings.update'> {
  return {
    'settings.get': () => settings.current,
    'settings.update': (changes) => settings.update(changes),
  }
}
