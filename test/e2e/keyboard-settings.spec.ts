// Settings without a pointer: the theme, the port, an allowed origin and a price.
import { expect, test } from './support/fixtures.ts'
import { countPointerPresses, goTo, pressOn, takeBack, writeInto } from './support/keyboard.ts'
import { freePort } from './support/ports.ts'
import { threeRoutes } from './support/routes.ts'
import { runningServerUrl } from './support/window.ts'

test('theme, port, origins and a price are changed with the keys alone', async ({ start }) => {
  const { page } = await start(threeRoutes)
  const pointerPresses = await countPointerPresses(page)
  await page.keyboard.press('Control+,')
  const theme = (name: string) => page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name })
  await goTo(page, 'Tab', theme('System'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(theme('Dark')).toBeChecked()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  const port = await freePort()
  await writeInto(page, page.getByLabel('Port', { exact: true }), String(port))
  await page.keyboard.press('Enter')
  await expect.poll(() => runningServerUrl(page)).toBe(`http://127.0.0.1:${port}`)
  expect((await fetch(`http://127.0.0.1:${port}/one`)).status).toBe(200)

  const origin = 'https://app.example.com'
  const isAllowed = async () => (await fetch(`http://127.0.0.1:${port}/one`, { headers: { origin } })).status === 200
  expect(await isAllowed()).toBe(false)
  await writeInto(page, page.getByLabel('Add an origin'), origin)
  await page.keyboard.press('Enter')
  const listed = page.getByRole('list', { name: 'Allowed origins' }).getByRole('listitem')
  await expect(listed).toHaveText(origin)
  expect(await isAllowed()).toBe(true)
  await goTo(page, 'Shift+Tab', page.getByRole('button', { name: `Remove ${origin}` }))
  await page.keyboard.press('Enter')
  await expect(listed).toHaveCount(0)
  expect(await isAllowed()).toBe(false)
  await takeBack(page)
  await expect(listed).toHaveText(origin)

  await goTo(page, 'F6', page.getByRole('button', { name: 'General', exact: true }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+F')
  await page.keyboard.type('gpt-5-mini')
  const row = page.getByRole('grid', { name: 'Prices' }).getByRole('row').filter({ hasText: 'gpt-5-mini' }).first()
  await goTo(page, 'Tab', row)
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: /^Edit gpt-5-mini/ })
  await expect(form.getByLabel('Input', { exact: true })).toBeFocused()
  await page.keyboard.type('3')
  await writeInto(page, form.getByLabel('Output'), '4')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(row).toBeFocused()
  await expect(row).toContainText('3.00')
  await expect(row).toContainText('4.00')

  await pressOn(page, page.getByRole('button', { name: 'Add price' }))
  await expect(page.getByRole('form', { name: 'Add price' }).getByLabel('Pattern')).toBeFocused()
  await page.keyboard.type('zz-own-model*')
  await page.keyboard.press('Enter')
  await writeInto(page, page.getByRole('form', { name: 'Add price' }).getByLabel('Input', { exact: true }), '0.5')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: 'zz-own-model*' })).toBeFocused()
  expect(await pointerPresses()).toBe(0)
})
