// 1,000 new exchanges a second for a minute: the window stays usable, and the gateway hardly notices it.
import type { Page } from '@playwright/test'
import { ownCpuSeconds } from '../process-figures.ts'
import { median, quantile } from '../statistics.ts'
import { startFrames, stopFrames } from './frames.ts'
import { metrics, openApp } from './open-app.ts'
import type { Figures } from './scenarios.ts'
import { runSteadyLoad, type SteadyLoad } from './steady-load.ts'

const rate = 1000
const seconds = 60
const warmUp = 5

export async function burstFigures(upstream: string): Promise<Figures> {
  const app = await openApp(upstream, 10_000)
  try {
    const { page, url, mainPid } = app
    await runSteadyLoad({ url, rate, seconds: warmUp, pathOf: (n) => `/warm/${n}` })
    await watchRows(page)
    const ends = new Map<string, number>()
    const before = await metrics(app)
    const begin = performance.now()
    await startFrames(page)
    const { cpu, failed } = await cpuOfLoad(mainPid, {
      url,
      rate,
      seconds,
      pathOf: (n) => `/live/${n}`,
      onEnd: (n, at) => ends.set(`/live/${n}`, at),
    })
    const frames = await stopFrames(page)
    const wall = (performance.now() - begin) / 1000
    const after = await metrics(app)
    const delays = await rowDelays(page, ends)
    await app.closeWindow()
    const { cpu: alone } = await cpuOfLoad(mainPid, { url, rate, seconds, pathOf: (n) => `/live/${n}` })
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

/** CPU microseconds a request of the process that forwards. */
async function cpuOfLoad(pid: number, load: SteadyLoad): Promise<{ cpu: number; failed: number }> {
  const before = ownCpuSeconds(pid)
  const { failed } = await runSteadyLoad(load)
  return { cpu: ((ownCpuSeconds(pid) - before) / (load.rate * load.seconds)) * 1e6, failed }
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
