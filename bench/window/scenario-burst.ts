// 1,000 new exchanges a second for a minute: the window stays usable, and the gateway hardly notices it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ownCpuSeconds } from '../process-figures.ts'
import { median, quantile } from '../statistics.ts'
import { startFrames, stopFrames } from './frames.ts'
import { metrics, openApp, writeConfig } from './open-app.ts'
import type { Figures } from './scenarios.ts'
import { runSteadyLoad } from './steady-load.ts'

const rate = 1000
const seconds = 60
const warmUp = 5

export async function burstFigures(upstream: string): Promise<Figures> {
  const alone = await cpuWithoutWindow(upstream)
  const app = await openApp(upstream, 10_000)
  try {
    const { page, url, mainPid } = app
    await runSteadyLoad({ url, rate, seconds: warmUp, pathOf: (n) => `/warm/${n}` })
    await watchRows(page)
    const ends = new Map<string, number>()
    const before = await metrics(app)
    const cpuBefore = ownCpuSeconds(mainPid)
    const begin = performance.now()
    await startFrames(page)
    const { failed } = await runSteadyLoad({
      url,
      rate,
      seconds,
      pathOf: (n) => `/live/${n}`,
      onEnd: (n, at) => ends.set(`/live/${n}`, at),
    })
    const frames = await stopFrames(page)
    const wall = (performance.now() - begin) / 1000
    const cpu = ((ownCpuSeconds(mainPid) - cpuBefore) / (rate * seconds)) * 1e6
    const after = await metrics(app)
    const delays = await rowDelays(page, ends)
    return {
      'failed requests': { value: failed, most: 0 },
      'longest frame ms': { value: frames.longestMs, most: 100 },
      'median frame ms': { value: frames.medianMs },
      'main thread busy %': {
        value: (((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)) / wall) * 100,
        most: 60,
      },
      'heap at the end MB': { value: (after.JSHeapUsedSize ?? 0) / 1e6, most: 200 },
      'gateway CPU µs/request': { value: cpu },
      'gateway CPU µs/request without a window': { value: alone },
      'ratio of both': { value: cpu / alone, most: 1.15 },
      'row after its request’s end, median ms': { value: median(delays) },
      'row after its request’s end, p95 ms': { value: quantile(delays, 0.95), most: 150 },
    }
  } finally {
    await app.close()
  }
}

/** The same load on `throughline serve`, in the same runtime. */
async function cpuWithoutWindow(upstream: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  const root = join(import.meta.dirname, '../..')
  const child = spawn(
    createRequire(import.meta.url)('electron') as string,
    [join(root, 'out/main/cli.js'), 'serve', '--config', writeConfig(folder, upstream), '--port', '0'],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'exit')
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  child.stdout.resume()
  const url = /http:\/\/\S+/.exec(text.toString())?.[0] as string
  await runSteadyLoad({ url, rate, seconds: warmUp, pathOf: (n) => `/warm/${n}` })
  const before = ownCpuSeconds(child.pid as number)
  await runSteadyLoad({ url, rate, seconds, pathOf: (n) => `/live/${n}` })
  const used = ownCpuSeconds(child.pid as number) - before
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
  return (used / (rate * seconds)) * 1e6
}

interface RowWindow {
  rowTimes?: Record<string, number>
}

/** Notes when each row is first in the page as an ended one. */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: Record<string, number> = {}
    ;(globalThis as RowWindow).rowTimes = times
    const grid = document.querySelector('[role=grid]')
    if (grid === null) throw new Error('There is no grid.')
    new MutationObserver(() => {
      for (const row of grid.querySelectorAll('[role=row]')) {
        const path = /\/live\/\d+/.exec(row.getAttribute('aria-label') ?? row.textContent ?? '')?.[0]
        if (path !== undefined && row.textContent?.includes('200')) times[path] ??= Date.now()
      }
    }).observe(grid, { childList: true, subtree: true, characterData: true, attributes: true })
  })
}

/** Of the rows that were seen: at this rate most go by between two frames. */
async function rowDelays(page: Page, ends: ReadonlyMap<string, number>): Promise<number[]> {
  const times = await page.evaluate(() => (globalThis as RowWindow).rowTimes ?? {})
  return Object.entries(times).flatMap(([path, at]) => {
    const end = ends.get(path)
    return end === undefined ? [] : [Math.max(0, at - end)]
  })
}
