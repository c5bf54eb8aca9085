// The system around the server, as far as a browser is concerned: where its settings are.
import { CallError } from '../../shared/errors.ts'
import type { SystemState } from '../../shared/system.ts'
import type { SystemService } from '../api/services.ts'

export interface BrowserSystemOptions extends Pick<SystemState, 'dataFolder' | 'setAside'> {
  diagnostics(): string
}

export function createBrowserSystem({ diagnostics, ...state }: BrowserSystemOptions): SystemService {
  const refuse = async () => {
    throw new CallError('not_in_browser')
  }
  return {
    state: async () => ({ ...state, startAtLogin: { isOn: false }, tray: { hasHost: false } }),
    setStartAtLogin: refuse,
    revealData: refuse,
    revealLogs: refuse,
    diagnostics,
  }
}
