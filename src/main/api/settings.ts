// Calls about the app's settings.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Services } from './services.ts'

export function settingsHandlers({
  settings,
}: Pick<Services, 'settings'>): Pick<CallHandlers, 'settings.get' | 'settings.update'> {
  return {
    'settings.get': () => settings.current,
    'settings.update': (changes) => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined)
      return settings.update(Object.fromEntries(given) as Partial<Settings>)
    },
  }
}
