// Launches the built app in Electron with folders of its own, and keeps what it prints.
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { giveUpUnsaved } from './boxes.ts'
import type { Keyring } from './keyring.ts'

const root = join(import.meta.dirname, '../../..')

export interface LaunchedApp {
  electron: ElectronApplication
  page: Page
  userData: string
  /** All that this run has written to standard output and standard error. */
  output(): string
  /** Quits as the user does, without what is not saved, and waits for the process's end. Once it has ended, this does nothing. */
  quit(): Promise<void>
}

export interface LaunchOptions {
  /** Everything that the app and its libraries keep goes into this folder. */
  folder: string
  /** Without one the app uses its own config.yaml in the user-data folder. */
  configFile: string | undefined
  /** Beside the app's usual ones. */
  args?: string[]
  /** 0: a free one. */
  port: number
  /** null: the system has no keychain. */
  keyring: Keyring | null
  env: Record<string, string>
}

/** Launches the app and waits for its window's page to be loaded. */
export async function launchApp({
  folder,
  configFile,
  args = [],
  port,
  keyring,
  env,
}: LaunchOptions): Promise<LaunchedApp> {
  const userData = join(folder, 'user-data')
  const outputFile = join(folder, 'output')
  await mkdir(userData, { recursive: true })
  writeFileSync(outputFile, '')
  const electron = await _electron.launch({
    cwd: root,
    // Electron's own, which follows the app's theme.
    colorScheme: null,
    // Named, so that Playwright does not load its own module into the app: that one takes the keychain away.
    executablePath: join(import.meta.dirname, 'electron-with-log.sh'),
    args: [
      root,
      '--no-sandbox',
      '--disable-gpu',
      '--force-color-profile=srgb',
      `--user-data-dir=${userData}`,
      `--password-store=${keyring ? 'gnome-libsecret' : 'basic'}`,
      '--port',
      String(port),
      ...(configFile ? ['--config', configFile] : []),
      ...args,
    ],
    env: {
      ...definedEntries(process.env),
      E2E_EXECUTABLE: createRequire(import.meta.url)('electron') as string,
      E2E_OUTPUT: outputFile,
      // Playwright asks for colours, which would stand in the middle of what a test looks for.
      FORCE_COLOR: '0',
      XDG_CONFIG_HOME: join(folder, 'xdg-config'),
      XDG_CACHE_HOME: join(folder, 'xdg-cache'),
      XDG_DATA_HOME: join(folder, 'xdg-data'),
      // Any address that is not there, so that the user's own session bus is not found either.
      DBUS_SESSION_BUS_ADDRESS: keyring?.busAddress ?? `unix:path=${join(folder, 'no-bus')}`,
      ...env,
    },
  })
  let hasEnded = false
  electron.on('close', () => {
    hasEnded = true
  })
  const page = await electron.firstWindow()
  await page.waitForLoadState('load')
  return {
    electron,
    page,
    userData,
    output: () => readFileSync(outputFile, 'utf8'),
    quit: async () => {
      if (hasEnded) return
      await giveUpUnsaved(electron)
      await electron.close()
    },
  }
}

function definedEntries(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
