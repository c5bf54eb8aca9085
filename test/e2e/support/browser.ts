// Serves the app with `serve --web` and opens it in a browser window, in folders of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import type { LaunchedApp, LaunchOptions } from './app.ts'

const root = join(import.meta.dirname, '../../..')

export interface BrowserApp extends LaunchedApp {
  /** `throughline serve --web`. */
  server: ChildProcess
  /** Where the browser puts what it downloads. */
  downloads: string
}

export async function launchInBrowser({
  folder,
  configFile,
  args = [],
  port,
  env,
}: LaunchOptions): Promise<BrowserApp> {
  const [configFolder, downloads] = [join(folder, 'xdg-config'), join(folder, 'downloads')]
  await Promise.all([configFolder, downloads].map((path) => mkdir(path, { recursive: true })))
  const environment = {
    ...process.env,
    FORCE_COLOR: '0',
    XDG_CONFIG_HOME: configFolder,
    APPDATA: configFolder,
    HOME: folder,
    ...env,
  }
  const server = spawn(
    process.execPath,
    [
      join(root, 'out/main/cli.js'),
      ...['serve', '--web', '--web-port', '0', '--port', String(port)],
      ...(configFile ? ['--config', configFile] : ['--app-config']),
      ...args,
    ],
    { env: environment, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const exited = once(server, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /^The window is at (\S+)$/m.exec(output)?.[1]
      if (found) resolve(found)
    }
    server.stdout.on('data', look)
    void exited.then(() => reject(new Error(`serve --web has ended:\n${output}`)))
  })
  const electron = await _electron.launch({
    cwd: root,
    // Electron's own, as for the app.
    colorScheme: null,
    executablePath: createRequire(import.meta.url)('electron') as string,
    args: [
      join(import.meta.dirname, 'browser-app'),
      '--no-sandbox',
      '--disable-gpu',
      '--force-color-profile=srgb',
      '--password-store=basic',
    ],
    env: {
      ...(process.env as Record<string, string>),
      E2E_URL: url,
      E2E_BROWSER_PROFILE: join(folder, 'browser'),
      E2E_DOWNLOADS: downloads,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'no-bus')}`,
    },
  })
  const page = await electron.firstWindow()
  await page.waitForURL(/\/$/)
  await page.waitForLoadState('load')
  let hasEnded = false
  return {
    electron,
    page,
    userData: join(configFolder, 'Throughline'),
    output: () => output,
    server,
    downloads,
    async quit() {
      if (hasEnded) return
      hasEnded = true
      await electron.close()
      // One that is stopped does not hear of its end.
      server.kill('SIGCONT')
      server.kill('SIGTERM')
      await exited
    },
  }
}
