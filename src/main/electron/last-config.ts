// Opens the config file that the app was left with; where that one is gone, the app's own.
import { basename } from 'node:path'
import type { SettingsService } from '../api/services.ts'
import { ensureAppConfig } from '../config/app-config.ts'
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
  if (given !== null) return { config: await openConfigDocument(given, { environment }), problem: null }
  const own = await ensureAppConfig(dataFolder)
  const { recentFiles } = settings.current
  const last = recentFiles[0] ?? own
  if (last === own) return { config: await openConfigDocument(own, { environment }), problem: null }
  try {
    return { config: await openConfigDocument(last, { environment }), problem: null }
  } catch (error) {
    const config = await openConfigDocument(own, { environment })
    // It stays among the recent ones, and is not missed again at the next start.
    settings.update({ recentFiles: [own, ...recentFiles.filter((file) => file !== own)].slice(0, 10) })
    const message = `${basename(last)} could not be opened`
    return { config, problem: { message, detail: `${(error as Error).message} The app's own file is open instead.` } }
  }
}
