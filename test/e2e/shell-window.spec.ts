// The window's place is remembered, an upstream that fails is told of, and another port is followed everywhere.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './support/fixtures.ts'
import { openPage, runningServerUrl, serverGroup } from './support/window.ts'

const configFor = (target: string) =>
  `general_settings:\n  pass_through_endpoints:\n    - path: /api\n      target: ${target}\n      include_subpath: true\n`

const boundsOf = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())

test('the window comes back where it was closed, and never where no screen is', async ({ launch }) => {
  const first = await launch()
  await runningServerUrl(first.page)
  await first.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 1010, height: 640 }),
  )
  await expect.poll(() => boundsOf(first.electron)).toMatchObject({ width: 1010, height: 640 })
  const left = await boundsOf(first.electron)
  await first.quit()

  const second = await launch()
  await runningServerUrl(second.page)
  expect(await boundsOf(second.electron)).toEqual(left)
  const state = join(second.userData, 'window.json')
  await second.quit()

  await writeFile(
    state,
    JSON.stringify({ place: { x: 20_000, y: 20_000, width: 1010, height: 640 }, isMaximized: false }),
  )
  const third = await launch()
  await runningServerUrl(third.page)
  const { x = 20_000, y = 20_000, width } = (await boundsOf(third.electron)) ?? {}
  expect(width).toBe(1010)
  expect(Math.max(x, y)).toBeLessThan(10_000)
})

test('an upstream that starts to fail is told of while nobody looks; a click shows its traffic', async ({
  launch,
  serve,
}) => {
  let status = 200
  const upstream = await serve(async (_request, response, received) => {
    await received
    response.writeHead(status)
    response.end()
  })
  const { electron, page } = await launch({ config: configFor(upstream.url) })
  const url = await runningServerUrl(page)
  await openPage(page, 'Settings')
  // No notification daemon runs here: what would be shown is asked of the app itself.
  const notified = await electron.evaluateHandle(({ BrowserWindow, Notification }) => {
    const shown: { title: string; body: string; click(): void }[] = []
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body, click: () => this.emit('click') })
    }
    BrowserWindow.getFocusedWindow = () => null
    return shown
  })
  const titles = () => notified.evaluate((shown) => shown.map(({ title, body }) => `${title}: ${body}`))
  const send = async (count: number) => {
    for (let n = 0; n < count; n++) await (await fetch(`${url}/api/v1`)).text()
  }
  await send(1)
  status = 503
  await send(5)
  await expect.poll(titles).toEqual(['/api is failing: 3 requests in a row failed. The upstream answered 503.'])

  await notified.evaluate(([first]) => first?.click())
  await expect(page.getByRole('heading', { level: 1, name: 'Traffic' })).toBeAttached()
  await expect(page.getByRole('grid', { name: 'Exchanges' }).getByRole('row').filter({ hasText: '503' })).toHaveCount(5)

  await openPage(page, 'Settings')
  const notify = page.getByRole('switch', { name: 'Notify when an upstream starts to fail' })
  await expect(notify).toBeChecked()
  await notify.click()
  await expect(notify).not.toBeChecked()
})

test('a port in use names its holder; the free one that is taken is followed by the address and the snippets', async ({
  launch,
  serve,
}) => {
  const upstream = await serve()
  const first = await launch({ config: configFor(upstream.url) })
  const taken = Number(new URL(await runningServerUrl(first.page)).port)
  const { page } = await launch({ config: configFor(upstream.url), port: taken, profile: 'second' })
  await expect(serverGroup(page)).toContainText('Port in use')
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText(new RegExp(`Port ${taken} is in use by \\S+`))
  await expect(alert).not.toContainText('another program')

  await openPage(page, 'Routes')
  await page.getByRole('grid', { name: 'Routes' }).getByRole('row').filter({ hasText: '/api' }).click()
  await page.keyboard.press('Enter')
  const snippet = page.getByRole('region', { name: 'Use it' })
  await expect(snippet).toContainText(`127.0.0.1:${taken}/api`)
  const offer = page.getByRole('button', { name: /^Use \d+$/ })
  const offered = /\d+/.exec((await offer.textContent()) ?? '')?.[0]
  await offer.click()
  expect(await runningServerUrl(page)).toBe(`http://127.0.0.1:${offered}`)
  await expect(snippet).toContainText(`127.0.0.1:${offered}/api`)
  await expect(snippet).not.toContainText(`:${taken}`)
})
