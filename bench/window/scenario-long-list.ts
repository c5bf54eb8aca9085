// 100,000 exchanges in the list: scrolling by wheel and by key, and typing in the filter.
import type { Page } from '@playwright/test'
import { runLoad } from '../load.ts'
import { median } from '../statistics.ts'
import { startFrames, stopFrames } from './frames.ts'
import { openApp } from './open-app.ts'
import type { Figures } from './scenarios.ts'

const count = 100_000

export async function longListFigures(upstream: string): Promise<Figures> {
  const app = await openApp(upstream, count)
  try {
    const { page, url } = app
    const { failed } = await runLoad(Number(new URL(url).port), 32, count)
    if (failed > 0) throw new Error(`${failed} requests failed.`)
    const grid = page.getByRole('grid').first()
    await page.waitForFunction(
      (rows) => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) >= rows,
      count,
    )

    await grid.hover()
    await startFrames(page)
    for (let i = 0; i < 180; i++) await page.mouse.wheel(0, i < 120 ? -900 : 900)
    const wheel = await stopFrames(page)

    await grid.getByRole('row').nth(5).click()
    await startFrames(page)
    for (let i = 0; i < 120; i++) await page.keyboard.press(i % 4 === 0 ? 'PageUp' : 'ArrowUp')
    const keys = await stopFrames(page)

    await page.keyboard.press('/')
    const typing = await typeAndWait(page, 'status:200 path*:json')
    return {
      'wheel, median frame ms': { value: wheel.medianMs, most: 17 },
      'wheel, p95 frame ms': { value: wheel.p95Ms, most: 34 },
      'keys, median frame ms': { value: keys.medianMs, most: 17 },
      'keys, p95 frame ms': { value: keys.p95Ms, most: 34 },
      'typing in the filter, median answer ms': { value: median(typing), most: 100 },
      'typing in the filter, longest answer ms': { value: Math.max(...typing), most: 100 },
    }
  } finally {
    await app.close()
  }
}

interface AnswerWindow {
  answerTimes?: number[]
}

/** From now on notes for each key the milliseconds from its event to the second frame after it, which shows what it has changed. */
async function watchAnswers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = []
    ;(globalThis as AnswerWindow).answerTimes = times
    document.addEventListener(
      'keydown',
      (event) => requestAnimationFrame(() => requestAnimationFrame((now) => times.push(now - event.timeStamp))),
      { capture: true },
    )
  })
}

async function typeAndWait(page: Page, text: string): Promise<number[]> {
  await watchAnswers(page)
  for (const [i, letter] of [...text].entries()) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    await page.waitForFunction((count) => ((globalThis as AnswerWindow).answerTimes?.length ?? 0) >= count, i + 1)
  }
  return page.evaluate(() => (globalThis as AnswerWindow).answerTimes ?? [])
}
