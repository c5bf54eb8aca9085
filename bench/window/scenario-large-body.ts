// Opening a JSON body of 20 MB: how soon it can be read, and whether the window ever stands still.
import { startFrames, stopFrames } from './frames.ts'
import { openApp } from './open-app.ts'
import type { Figures } from './scenarios.ts'

export async function largeBodyFigures(upstream: string): Promise<Figures> {
  const app = await openApp(upstream, 10_000)
  try {
    const { page, url } = app
    await (await fetch(`${url}/large`)).arrayBuffer()
    const row = page.getByRole('row', { name: /\/large/ })
    await row.click()
    await page.getByRole('tab', { name: 'Response' }).waitFor()
    await startFrames(page)
    const begin = performance.now()
    await page.getByRole('tab', { name: 'Response' }).click()
    await page.getByText('ord_48213').first().waitFor()
    const usable = performance.now() - begin
    await page.getByRole('button', { name: /^(Show|Load) all/ }).click()
    // The end of the body is there to be scrolled to.
    await page.getByRole('button', { name: /^(Show|Load) all/ }).waitFor({ state: 'detached' })
    const whole = performance.now() - begin
    const frames = await stopFrames(page)
    return {
      'usable after ms': { value: usable, most: 1000 },
      'whole after ms': { value: whole },
      'longest frame ms': { value: frames.longestMs, most: 500 },
    }
  } finally {
    await app.close()
  }
}
