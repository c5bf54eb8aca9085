// Calls about the system around the app: what is started at login, and where the data is.
import type { CallHandlers } from '../../shared/contract.ts'
import type { Services } from './services.ts'

type Names = 'system.get' | 'system.setStartAtLogin' | 'system.revealData' | 'system.revealLogs' | 'system.diagnostics'

export function systemHandlers({ system }: Pick<Services, 'system'>): Pick<CallHandlers, Names> {
  return {
    'system.get': () => system.state(),
    'system.setStartAtLogin': async ({ isOn }) => {
      await system.setStartAtLogin(isOn)
      return system.state()
    },
    'system.revealData': async () => {
      await system.revealData()
      return undefined
    },
    'system.revealLogs': async () => {
      await system.revealLogs()
      return undefined
    },
    'system.diagnostics': () => ({ text: system.diagnostics() }),
  }
}
