// Starts the built app for a measurement, with data and a config of its own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { launchApp } from '../../test/e2e/support/app.ts'
import { runningServerUrl } from '../../test/e2e/support/window.ts'

export interface MeasuredApp {
  page: Page
  url: string
  /** Of the main process, which forwards. */
  mainPid: number
  devtools: CDPSession
  /** The app goes on without one, as it does on macOS. */
  closeWindow(): Promise<void>
  close(): Promise<void>
}

function writeConfig(folder: string, upstream: string): string {
  const file = join(folder, 'config.yaml')
  writeFileSync(
    file,
    `general_settings:\n  pass_through_endpoints:\n    - path: /\n      target: ${upstream}\n      include_subpath: true\n`,
  )
  return file
}

/** @param exchanges how many the list keeps */
export async function openApp(upstream: string, exchanges: number): Promise<MeasuredApp> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  mkdirSync(join(folder, 'user-data'), { recursive: true })
  writeFileSync(join(folder, 'user-data/settings.json'), JSON.stringify({ capture: { exchanges } }))
  const app = await launchApp({
    folder,
    configFile: writeConfig(folder, upstream),
    port: 0,
    keyring: null,
    env: {},
  })
  const devtools = await app.page.context().newCDPSession(app.page)
  await devtools.send('Performance.enable')
  return {
    page: app.page,
    url: await runningServerUrl(app.page),
    mainPid: await app.electron.evaluate(() => process.pid),
    devtools,
    closeWindow: () =>
      app.electron.evaluate(({ app: program, BrowserWindow }) => {
        program.removeAllListeners('window-all-closed')
        for (const window of BrowserWindow.getAllWindows()) window.destroy()
      }),
    async close() {
      await app.quit()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Chromium's own counters by name, such as TaskDuration (seconds) and JSHeapUsedSize (bytes). */
export async function metrics({ devtools }: MeasuredApp): Promise<Record<string, number>> {
  const { metrics: list } = await devtools.send('Performance.getMetrics')
  return Object.fromEntries(list.map(({ name, value }) => [name, value]))
}
