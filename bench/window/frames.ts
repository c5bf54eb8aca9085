// Measures the page's frames from inside it: the time from each animation frame to the next.
import type { Page } from '@playwright/test'
import { median, quantile } from '../statistics.ts'

interface FrameWindow {
  frameTimes?: number[] | undefined
}

export interface FrameFigures {
  medianMs: number
  p95Ms: number
  longestMs: number
  count: number
}

export async function startFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const holder = globalThis as FrameWindow
    const times: number[] = []
    holder.frameTimes = times
    let last = performance.now()
    const next = (now: number) => {
      if (holder.frameTimes !== times) return
      times.push(now - last)
      last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame((now) => {
      last = now
      requestAnimationFrame(next)
    })
  })
}

export async function stopFrames(page: Page): Promise<FrameFigures> {
  const times = await page.evaluate(() => {
    const holder = globalThis as FrameWindow
    const taken = holder.frameTimes ?? []
    holder.frameTimes = undefined
    return taken
  })
  return {
    medianMs: median(times),
    p95Ms: quantile(times, 0.95),
    longestMs: Math.max(...times),
    count: times.length,
  }
}
