// Opens the config files that the system hands to the app: by a second start, or from the Finder.
import { basename } from 'node:path'
import { app } from 'electron'
import { openConfig } from '../api/config.ts'
import type { Services } from '../api/services.ts'
import { tellProblem } from './message-box.ts'

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

/** What is unsaved is asked about first; what goes wrong is said. The file that is open stays as it is edited. */
export function createFileOpener(
  services: Pick<Services, 'config' | 'leaving' | 'settings'>,
): (path: string) => Promise<void> {
  return async (path) => {
    if (path === services.config.path) return
    try {
      if (await services.leaving.mayLeaveFile()) await openConfig(services, path)
    } catch (error) {
      await tellProblem(`${basename(path)} was not opened`, (error as Error).message)
    }
  }
}
