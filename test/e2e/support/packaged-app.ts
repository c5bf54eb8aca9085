// Packages the built app as `npm run package` does, and starts what comes out with nothing of Playwright's in it.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '../../..')

export interface PackagedApp {
  executable: string
  /** The folder of app.asar. */
  resources: string
  /** The folder of the languages' files. */
  locales: string
}

/** Packages into a folder; out/ is built already. */
export async function packageApp(folder: string): Promise<PackagedApp> {
  const script = join(root, 'scripts/package.js')
  await promisify(execFile)(process.execPath, [script, '--no-build', '--output', folder], { cwd: root })
  const names = await readdir(folder)
  const unpacked = names.find((name) => /^(linux|win).*-unpacked$|^mac(-arm64)?$/.test(name))
  if (unpacked === undefined) throw new Error(`There is no unpacked app among: ${names.join(', ')}`)
  const path = join(folder, unpacked)
  if (process.platform === 'darwin') {
    const contents = join(path, 'Throughline.app/Contents')
    const resources = join(contents, 'Resources')
    return { executable: join(contents, 'MacOS/Throughline'), resources, locales: resources }
  }
  const name = process.platform === 'win32' ? 'Throughline.exe' : 'throughline'
  return { executable: join(path, name), resources: join(path, 'resources'), locales: join(path, 'locales') }
}

export interface StartedApp {
  page: Page
  /** All that it has written to standard output and standard error. */
  output(): string
  /** Asks it to end; how it did, once it has. */
  terminate(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Ends it in any case. */
  close(): Promise<void>
}

interface StartOptions {
  executable: string
  /** Everything that the app keeps goes into this folder. */
  folder: string
  args?: readonly string[]
  env?: Record<string, string>
}

/** Starts it on a free port and waits for its window's page. @throws where it ends before it has one */
export async function startPackagedApp({ executable, folder, args = [], env = {} }: StartOptions): Promise<StartedApp> {
  await mkdir(folder, { recursive: true })
  const child = spawn(executable, [...switches(folder), '--port', '0', ...args], {
    cwd: folder,
    env: {
      ...process.env,
      FORCE_COLOR: '0',
      XDG_CONFIG_HOME: join(folder, 'xdg-config'),
      XDG_CACHE_HOME: join(folder, 'xdg-cache'),
      XDG_DATA_HOME: join(folder, 'xdg-data'),
      // Any address that is not there, so that the user's own session bus is not found either.
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'no-bus')}`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child, () => output))
    const context = browser.contexts()[0]
    if (context === undefined) throw new Error('The app shows nothing over its debugging port.')
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    await page.waitForLoadState('load')
    return {
      page,
      output: () => output,
      async terminate() {
        child.kill('SIGTERM')
        const [code, signal] = await exited
        return { code, signal }
      },
      async close() {
        await browser.close()
        await kill()
      },
    }
  } catch (error) {
    await kill()
    throw error
  }
}

function switches(folder: string): string[] {
  return [
    '--no-sandbox',
    '--disable-gpu',
    // The fuses leave Chromium's own switches alone; what debugs Node in the app is off.
    '--remote-debugging-port=0',
    `--user-data-dir=${join(folder, 'user-data')}`,
    '--password-store=basic',
    // Not the keychain of who runs the test.
    ...(process.platform === 'darwin' ? ['--use-mock-keychain'] : []),
  ]
}

/** What Chromium prints when its debugging port is open. */
function debuggerAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const address = /DevTools listening on (ws:\S+)/.exec(output())?.[1]
      if (address !== undefined) resolve(address)
    }
    child.stderr?.on('data', look)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      reject(new Error(`The app ended (${code ?? signal}) before its window was there:\n${output()}`))
    })
  })
}
