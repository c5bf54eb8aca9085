// Where the desktop app keeps its own config.yaml, so that the CLI can serve the same one.
import { access, mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CallError } from '../../shared/errors.ts'
import { demoConfig } from './demo-config.ts'

/** The folder that Electron calls userData: https://www.electronjs.org/docs/latest/api/app#appgetpathname */
export function appDataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Throughline')
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Throughline')
  return join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'Throughline')
}

export const appConfigPath = (folder: string): string => join(folder, 'config.yaml')

export function hasAppConfig(folder: string): Promise<boolean> {
  return access(appConfigPath(folder)).then(
    () => true,
    () => false,
  )
}

/**
 * Writes the demo's config.yaml into the folder where there is none, and answers its path.
 * @throws CallError file_error when the folder cannot be written
 */
export async function ensureAppConfig(folder: string): Promise<string> {
  const path = appConfigPath(folder)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(path, demoConfig, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new CallError('file_error', `Could not write ${path}: ${code}.`, { cause })
  }
  return path
}
