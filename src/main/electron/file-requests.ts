// Opens the config files that the system hands to the app: by a second start, or from the Finder.
import { basename } from 'node:path'
import { app, BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import { openConfig } from '../api/config.ts'
import type { Services } from '../api/services.ts'

export interface FileRequests {
  /** Also answers those that came before. */
  answer(open: (path: string) => void): void
}

/** To be called before Electron is ready: macOS names the file that the app was started with as early as that. */
export function collectFileRequests(): FileRequests {
  const early: string[] = []
  let open = (path: string) => {
    early.push(path)
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open(path)
  })
  return {
    answer(next) {
      open = next
      for (const path of early) next(path)
    },
  }
}

/** What is unsaved is asked about first; what goes wrong is said. */
export function createFileOpener(services: Pick<Services, 'config' | 'settings'>): (path: string) => Promise<void> {
  return async (path) => {
    try {
      if (services.config.state.isDirty && !(await mayLeave(services.config))) return
      await openConfig(services, path)
    } catch (error) {
      await tellProblem(`${basename(path)} was not opened`, (error as Error).message)
    }
  }
}

async function mayLeave(config: Services['config']): Promise<boolean> {
  const { response } = await show({
    type: 'question',
    message: `Save the changes in ${basename(config.path)}?`,
    detail: 'Another file is to be opened.',
    buttons: ['Save', 'Discard', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  })
  if (response === 0) await config.save(false)
  return response !== 2
}

export async function tellProblem(message: string, detail: string): Promise<void> {
  await show({ type: 'error', message, detail, buttons: ['OK'] })
}

/** In front of the window, where there is one. */
function show(options: MessageBoxOptions) {
  const window = BrowserWindow.getAllWindows()[0]
  const titled = { title: 'Throughline', ...options }
  return window ? dialog.showMessageBox(window, titled) : dialog.showMessageBox(titled)
}
