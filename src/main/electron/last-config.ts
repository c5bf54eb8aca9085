// Opens the config file that the app was left with; where that one is gone, the app's own.
import { basename } from 'node:path'
import { withRecent } from '../api/config.ts'
import type { SettingsService } from '../api/services.ts'
import { appConfigPath, ensureAppConfig, hasAppConfig } from '../config/app-config.ts'
import { type ConfigDocument, openConfigDocument } from '../config/config-document.ts'

export interface LastConfig {
  config: ConfigDocument
  /** Why another file was opened than the last one; null where it was that one. */
  problem: { message: string; detail: string } | null
}

export interface LastConfigOptions {
  /** Named on the command line, which wins; null without. */
  given: string | null
  dataFolder: string
  settings: SettingsService
  environment: Readonly<Record<string, string | undefined>>
}

/** @throws CallError file_error where neither can be read */
export async function openLastConfig(options: LastConfigOptions): Promise<LastConfig> {
  const { given, dataFolder, settings, environment } = options
  const { recentFiles } = settings.current
  if (given !== null) {
    const config = await openConfigDocument(given, { environment })
    // The way back to the app's own file, which is among them only once another one was opened.
    const known =
      recentFiles.length > 0 || !(await hasAppConfig(dataFolder)) ? recentFiles : [appConfigPath(dataFolder)]
    remember(settings, withRecent(known, config.path))
    return { config, problem: null }
  }
  const own = await ensureAppConfig(dataFolder)
  const last = recentFiles[0] ?? own
  if (last === own) return { config: await openConfigDocument(own, { environment }), problem: null }
  try {
    return { config: await openConfigDocument(last, { environment }), problem: null }
  } catch (error) {
    const config = await openConfigDocument(own, { environment })
    // It stays among the recent ones, and is not missed again at the next start.
    remember(settings, withRecent(recentFiles, own))
    const message = `${basename(last)} could not be opened`
    return { config, problem: { message, detail: `${(error as Error).message} The app's own file is open instead.` } }
  }
}

/** A start does not fail because it cannot be remembered. */
function remember(settings: SettingsService, recentFiles: string[]): void {
  if (settings.current.recentFiles.join('\n') === recentFiles.join('\n')) return
  try {
    settings.update({ recentFiles })
  } catch {
    // What cannot be written here is said when the user changes a setting.
  }
}
