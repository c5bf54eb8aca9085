// In a browser nothing that is typed is lost without a word either: the page asks where only it has what is typed.
import type { Page } from '@playwright/test'
import { configOf, fileButton, typeLine } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { openPage } from './support/window.ts'

/** Whether the browser would ask before it leaves the page. */
const asks = (page: Page) => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

test('the page asks while a price is half typed', async ({ launch }) => {
  const { page } = await launch()
  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Prices' }).click()
  expect(await asks(page)).toBe(false)
  await page.getByRole('button', { name: 'Add price' }).click()
  const pattern = page.getByRole('form', { name: 'Add price' }).getByLabel('Pattern')
  await pattern.fill('zz-draft*')
  expect(await asks(page)).toBe(true)
  await pattern.press('Escape')
  expect(await asks(page)).toBe(false)
})

test('what is not saved stays with the app when the page goes', async ({ launch }) => {
  const { page } = await launch({ config: configOf('http://127.0.0.1:9', '/first') })
  await typeLine(page, '# typed')
  expect(await asks(page)).toBe(false)
  await page.reload()
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml, not saved')
})
