// What the Traffic page keeps: over a restart, in files, and of what is long.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerAsApi, apiConfig, apiEnv, get, post } from './support/api-upstream.ts'
import { expect } from './support/fixtures.ts'
import { chooseFile, openTab } from './support/inspector.ts'
import { filterField, test, writeFilter } from './support/traffic.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

test('columns, widths and saved filters are there after a restart', async ({ host, launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const choice = { config: apiConfig(upstream.url), env: apiEnv }
  const first = await launch(choice)
  const widthOf = async (page: Page, name: string) =>
    Math.round((await page.getByRole('columnheader', { name }).boundingBox())?.width ?? 0)
  const openOne = async (page: Page) => {
    await post(`${await runningServerUrl(page)}/openai/v1/limited`, {})
    await expect(exchangeRows(page, 'limited')).toHaveCount(1)
  }
  await openOne(first.page)
  await first.page.getByRole('button', { name: 'Columns' }).click()
  await first.page.getByRole('menuitemcheckbox', { name: 'Size' }).click()
  await first.page.keyboard.press('Escape')
  await expect(first.page.getByRole('columnheader', { name: 'Size' })).toHaveCount(0)
  const before = await widthOf(first.page, 'Model')
  await first.page.getByRole('columnheader', { name: 'Model' }).getByRole('button').press('Shift+ArrowRight')
  await expect.poll(() => widthOf(first.page, 'Model')).toBe(before + 16)

  await writeFilter(first.page, 'status:429')
  await first.page.getByRole('button', { name: 'Saved filters' }).click()
  await first.page.getByRole('menuitem', { name: 'Save filter…' }).click()
  await first.page.getByLabel('Name').fill('Rate limits')
  await first.page.keyboard.press('Enter')
  await expect(first.page.getByRole('dialog')).toBeHidden()

  await exchangeRows(first.page, 'limited').click()
  const handle = first.page.getByRole('separator', { name: 'Resize detail pane' })
  await handle.press('Shift+ArrowLeft')
  await expect(handle).toHaveAttribute('aria-valuenow', '468')
  const file = join(first.userData, host === 'browser' ? 'web-settings.json' : 'settings.json')
  await expect.poll(async () => readFile(file, 'utf8')).toMatch(/"paneWidth":\s*468/)
  await first.quit()

  const { page } = await launch(choice)
  await openOne(page)
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveCount(0)
  expect(await widthOf(page, 'Model')).toBe(before + 16)
  await get(`${await runningServerUrl(page)}/files/zipped`)
  await expect(exchangeRows(page, 'zipped')).toHaveCount(1)
  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page.getByRole('menuitem', { name: 'Rate limits' }).click()
  await expect(exchangeRows(page, 'zipped')).toHaveCount(0)
  await exchangeRows(page, 'limited').click()
  await expect(page.getByRole('separator', { name: 'Resize detail pane' })).toHaveAttribute('aria-valuenow', '468')
})

test('a long export and a search through bodies show how far they are, and stop when told', {
  tag: '@desktop',
}, async ({ launch, serve, folder }) => {
  const upstream = await serve(answerAsApi)
  const app = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const { page } = app
  const url = await runningServerUrl(page)
  for (let number = 0; number < 16; number += 1) await get(`${url}/files/large?${number}`)
  await get(`${url}/files/zipped`)
  await expect(exchangeRows(page, 'zipped')).toHaveCount(1)

  // The selection alone.
  await chooseFile(app, join(folder, 'one.har'))
  await exchangeRows(page, 'zipped').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Export selection' }).click()
  await page.getByRole('menuitem', { name: 'HAR, redacted' }).click()
  await expect(page.getByText(/^Exported to .*one\.har/)).toBeVisible()
  expect(JSON.parse(await readFile(join(folder, 'one.har'), 'utf8')).log.entries).toHaveLength(1)

  await chooseFile(app, join(folder, 'all.har'))
  await page.getByRole('button', { name: /^Export/ }).click()
  await page.getByRole('menuitem', { name: /^All/ }).first().click()
  const task = page.getByRole('dialog').filter({ hasText: 'Exporting' })
  await task.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Export cancelled.')).toBeVisible()
  await expect(readFile(join(folder, 'all.har'))).rejects.toThrow()

  await filterField(page).fill('body*:"not in any of them"')
  const progress = page.getByRole('progressbar', { name: 'Search in headers and bodies' })
  await expect(progress).toBeVisible()
  await page.getByRole('button', { name: 'Cancel search' }).click()
  await expect(page.getByRole('button', { name: 'Search on' })).toBeVisible()
  await page.getByRole('button', { name: 'Search on' }).click()
  await expect(page.getByText('No exchanges match')).toBeVisible()
  await writeFilter(page, 'body*:the-very-last-value')
  await expect(page.getByRole('status').filter({ hasText: 'of 17' })).toContainText('16 of 17')
})

test('a large body is cut, shown whole on demand, and saved to a file', { tag: '@desktop' }, async ({
  launch,
  serve,
  folder,
}) => {
  const upstream = await serve(answerAsApi)
  const app = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const { page } = app
  const url = await runningServerUrl(page)
  const whole = await (await fetch(`${url}/files/large`)).text()
  const response = await openTab(page, '/files/large', 'Response')
  await expect(response).toContainText('The first 1.0 MB are shown.')
  await response.getByRole('button', { name: /^Show all 5\.\d MB$/ }).click()
  await expect(response.getByRole('button', { name: /^Show all/ })).toHaveCount(0)
  await expect(async () => {
    // To the end of what stands there by now: while it is laid out, its start stands there as it came.
    await response.getByRole('textbox', { name: 'Body of the response' }).press('Control+End')
    await expect(response).toContainText('the-very-last-value', { timeout: 500 })
  }).toPass()

  const file = join(folder, 'body.json')
  await chooseFile(app, file)
  await response.getByRole('button', { name: 'Save to file' }).click()
  await expect(page.getByText(/^Saved to .*body\.json/)).toBeVisible()
  expect(await readFile(file, 'utf8')).toBe(whole)
})
