// Starting with the user's login: the system keeps it, and is asked each time.
import { homedir } from 'node:os'
import { app } from 'electron'
import { CallError } from '../../shared/errors.ts'
import { autostartFolder, createAutostartFile } from './autostart-file.ts'
import { hiddenSwitch } from './desktop-arguments.ts'

export interface LoginItem {
  isOn(): Promise<boolean>
  /** @throws CallError file_error */
  set(isOn: boolean, isHidden: boolean): Promise<void>
}

export function createLoginItem(platform: NodeJS.Platform): LoginItem {
  return platform === 'linux' ? linuxItem() : systemItem()
}

function linuxItem(): LoginItem {
  const file = createAutostartFile(autostartFolder(process.env, homedir()))
  return {
    isOn: () => file.isOn().catch(() => false),
    async set(isOn, isHidden) {
      // An AppImage runs from a folder that is gone at the next start; its file is what stays.
      const program = process.env.APPIMAGE ?? process.execPath
      try {
        await file.write(isOn ? [program, ...ownArguments(isHidden)] : null)
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException
        throw new CallError('file_error', `The autostart entry could not be written${code ? `: ${code}` : ''}.`, {
          cause,
        })
      }
    },
  }
}

function systemItem(): LoginItem {
  // Windows finds the entry by its path and arguments: it is asked for both forms.
  const items = [false, true].map((isHidden) => ({ path: process.execPath, args: ownArguments(isHidden) }))
  return {
    isOn: async () => items.some((item) => app.getLoginItemSettings(item).openAtLogin),
    async set(openAtLogin, isHidden) {
      app.setLoginItemSettings({ openAtLogin, path: process.execPath, args: ownArguments(isHidden) })
    },
  }
}

function ownArguments(isHidden: boolean): string[] {
  return [...(app.isPackaged ? [] : [app.getAppPath()]), ...(isHidden ? [hiddenSwitch] : [])]
}
