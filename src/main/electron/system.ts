// What the app is to the system around it: its login item, its tray, its data folder and its logs.
import { shell } from 'electron'
import { CallError } from '../../shared/errors.ts'
import type { SystemState } from '../../shared/system.ts'
import type { SystemService } from '../api/services.ts'
import type { LoginItem } from './login-item.ts'

export interface SystemOptions {
  dataFolder: string
  setAside: SystemState['setAside']
  loginItem: LoginItem
  /** Of the settings: whether the app opens no window when it is started at login. */
  startsHidden(): boolean
  hasTrayHost(): Promise<boolean>
  logFolder: string
  diagnostics(): string
}

export function createSystem(options: SystemOptions): SystemService {
  const { dataFolder, setAside, loginItem, startsHidden, hasTrayHost, logFolder, diagnostics } = options
  return {
    async state() {
      const [isOn, hasHost] = await Promise.all([loginItem.isOn(), hasTrayHost()])
      return { dataFolder, setAside, startAtLogin: { isOn }, tray: { hasHost } }
    },
    setStartAtLogin: (isOn) => loginItem.set(isOn, startsHidden()),
    revealData: () => reveal(dataFolder),
    revealLogs: () => reveal(logFolder),
    diagnostics,
  }
}

async function reveal(folder: string): Promise<void> {
  const problem = await shell.openPath(folder)
  if (problem !== '') throw new CallError('file_error', `${folder} could not be opened.`)
}
