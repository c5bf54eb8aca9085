// The Settings page: what is set holds at once and after a restart, and prices decide what a call costs.
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { inspectorConfig, openTab } from './support/inspector.ts'
import { openPalette } from './support/palette.ts'
import { chooseTheme, exchangeRows, openPage, runningServerUrl } from './support/window.ts'

test('a limit is typed, checked, kept, and there after a restart', async ({ launch }) => {
  const first = await launch()
  await runningServerUrl(first.page)
  await first.page.keyboard.press('Control+,')
  await expect(first.page.getByRole('heading', { level: 1, name: 'Settings' })).toBeAttached()
  const body = first.page.getByLabel('Kept of each body')
  await expect(body).toHaveValue('50 MB')

  await body.fill('3 GB')
  await expect(body).toHaveAccessibleDescription('Use 0 B to 2,147,483,647 B.')
  await body.fill('1.5')
  await body.press('Enter')
  await expect(body).toHaveAccessibleDescription('Add a unit: B, kB, MB or GB.')
  await body.press('Escape')
  await expect(body).toHaveValue('50 MB')
  await body.fill('1500 kb')
  await body.press('Enter')
  await expect(first.page.getByRole('status').filter({ hasText: 'kept of each body, 1.5 MB' })).toBeVisible()
  await expect(body).toHaveValue('1.5 MB')

  // Saved by leaving the field.
  await first.page.getByLabel('Exchanges kept').fill('500')
  await first.page.getByRole('switch', { name: 'Keep credentials that clients send readable' }).click()
  await expect(first.page.getByRole('definition').filter({ hasText: 'of 500' })).toBeVisible()
  await first.quit()

  const { page } = await launch()
  await openPage(page, 'Settings')
  await expect(page.getByLabel('Kept of each body')).toHaveValue('1.5 MB')
  await expect(page.getByLabel('Exchanges kept')).toHaveValue('500')
  const credentials = page.getByRole('switch', { name: 'Keep credentials that clients send readable' })
  await expect(credentials).toBeChecked()

  await page.getByRole('button', { name: 'Reset to defaults' }).click()
  await expect(page.getByLabel('Kept of each body')).toHaveValue('50 MB')
  await expect(page.getByLabel('Exchanges kept')).toHaveValue('10,000')
  await expect(credentials).not.toBeChecked()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByLabel('Exchanges kept')).toHaveValue('500')
})

test('a lower limit drops the oldest exchanges at once', async ({ start }) => {
  const { page, url } = await start(inspectorConfig, { env: { E2E_OPENAI_KEY: 'unused' } })
  for (let number = 0; number < 12; number += 1) await (await fetch(`${url}/openai/${number}`)).text()
  await expect(exchangeRows(page, '/openai/')).toHaveCount(12)
  await openPage(page, 'Settings')
  await page.getByLabel('Exchanges kept').fill('10')
  await page.getByLabel('Exchanges kept').press('Enter')
  await expect(page.getByRole('definition').filter({ hasText: '10 of 10' })).toBeVisible()
  await openPage(page, 'Traffic')
  await expect(exchangeRows(page, '/openai/')).toHaveCount(10)
})

test('an edited price changes what an exchange cost', async ({ launch, serve }) => {
  const upstream = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: 'gpt-5-mini',
        choices: [{ index: 0, message: { role: 'assistant', content: 'Two things.' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 1_000_000, completion_tokens: 1_000_000, total_tokens: 2_000_000 },
      }),
    )
  })
  const { page } = await launch({ config: inspectorConfig(upstream.url), env: { E2E_OPENAI_KEY: 'unused' } })
  const url = await runningServerUrl(page)
  const response = await fetch(`${url}/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'What first?' }] }),
  })
  await response.text()
  const total = async () => (await openTab(page, 'chat/completions', 'Message')).getByRole('row', { name: /^Total/ })
  await expect(await total()).toContainText('$2.25')

  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Prices' }).click()
  await page.getByLabel('Price of').fill('gpt-5-mini-2025-08-07')
  await page.getByRole('status').getByRole('button', { name: 'gpt-5-mini', exact: true }).click()
  const grid = page.getByRole('grid', { name: 'Prices' })
  const row = grid.getByRole('row').filter({ hasText: 'Used' })
  await expect(row).toBeFocused()

  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'Edit gpt-5-mini' })
  await expect(form.getByLabel('Input', { exact: true })).toBeFocused()
  await form.getByLabel('Output').fill('four')
  await page.keyboard.press('Enter')
  await expect(form.getByLabel('Output')).toHaveAccessibleDescription('Write a number, such as 0.25.')
  await form.getByLabel('Output').fill('4')
  await form.getByLabel('Input', { exact: true }).fill('3')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(row).toBeFocused()
  await expect(row).toContainText('3.00')
  await expect(page.getByText('Edited: this is your own table.')).toBeVisible()

  await openPage(page, 'Traffic')
  await expect(await total()).toContainText('$7.00')

  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Prices' }).click()
  await page.getByRole('button', { name: 'Back to the table that comes with Throughline' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard my table' }).click()
  await expect(page.getByText('This is the table that comes with Throughline')).toBeVisible()
  await openPage(page, 'Traffic')
  await expect(await total()).toContainText('$2.25')
})

test('a price is added, deleted and brought back by the keyboard', async ({ launch }) => {
  const { page } = await launch()
  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Prices' }).click()
  const grid = page.getByRole('grid', { name: 'Prices' })
  await expect(grid.getByRole('row').nth(1)).toBeVisible()

  await page.getByRole('button', { name: 'Add price' }).press('Enter')
  const form = page.getByRole('form', { name: 'Add price' })
  await expect(form.getByLabel('Pattern')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(form.getByLabel('Pattern')).toHaveAccessibleDescription(/Write a model’s name/)
  await page.keyboard.type('zz-own-model*')
  await form.getByLabel('Input', { exact: true }).fill('0.5')
  await page.keyboard.press('Enter')
  const row = grid.getByRole('row').filter({ hasText: 'zz-own-model*' })
  await expect(row).toBeFocused()
  await page.getByLabel('Price of').fill('zz-own-model-2')
  await expect(page.getByLabel('Try a model’s name')).toContainText('$0.50 in')

  await row.focus()
  await page.keyboard.press('Delete')
  await expect(row).toHaveCount(0)
  await expect(grid.getByRole('row', { selected: true })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toHaveCount(1)

  await page.keyboard.press('Control+F')
  await page.keyboard.type('own-model')
  await expect(grid.getByRole('row')).toHaveCount(2)
  await page.keyboard.type('-not')
  await expect(page.getByText('No prices match')).toBeVisible()
})

test('the theme is chosen with the arrow keys, and the page is reached from the palette', async ({ launch }) => {
  const { page } = await launch()
  await chooseTheme(page, 'Light')
  await openPalette(page)
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  const theme = page.getByRole('radiogroup', { name: 'Theme' })
  await theme.getByRole('radio', { name: 'Light' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(theme.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('the rows stand as close as is chosen, and still do after a restart', async ({ launch, serve }) => {
  const upstream = await serve()
  const choice = { config: inspectorConfig(upstream.url), env: { E2E_OPENAI_KEY: 'unused' } }
  const first = await launch(choice)
  await openPage(first.page, 'Settings')
  await first.page.getByRole('radiogroup', { name: 'Density' }).getByRole('radio', { name: 'Comfortable' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-density', 'comfortable')
  await first.quit()

  const { page } = await launch(choice)
  const url = await runningServerUrl(page)
  for (const name of ['one', 'two']) await (await fetch(`${url}/openai/${name}`)).text()
  const rows = exchangeRows(page, '/openai/')
  await expect(rows).toHaveCount(2)
  const boxes = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect()))
  expect(boxes.map(({ height }) => height)).toEqual([32, 32])
  expect((boxes[1]?.top ?? 0) - (boxes[0]?.top ?? 0)).toBe(32)
})

test('a price that is half typed is there after leaving, and is saved with Ctrl S', async ({ launch }) => {
  const { page } = await launch()
  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Prices' }).click()
  await page.getByRole('button', { name: 'Add price' }).click()
  const form = page.getByRole('form', { name: 'Add price' })
  await form.getByLabel('Pattern').fill('zz-draft*')
  await openPage(page, 'Traffic')
  await openPage(page, 'Settings')
  await expect(page.getByRole('contentinfo')).toContainText('1 price not saved')
  await page.getByRole('button', { name: 'Prices' }).click()
  await expect(form.getByLabel('Pattern')).toHaveValue('zz-draft*')

  // Discarded, and brought back.
  await form.getByLabel('Pattern').press('Escape')
  await expect(form).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(form.getByLabel('Pattern')).toHaveValue('zz-draft*')
  await form.getByLabel('Input', { exact: true }).fill('0.5')
  await page.getByLabel('Search prices').focus()
  await page.keyboard.press('Control+S')
  await expect(form).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: 'zz-draft*' })).toBeFocused()
  await expect(page.getByRole('contentinfo')).not.toContainText('not saved')
})

for (const theme of ['Light', 'Dark'] as const) {
  test(`both views and their problems in ${theme.toLowerCase()}`, async ({ launch }) => {
    const suffix = theme.toLowerCase()
    const { page } = await launch()
    await chooseTheme(page, theme)
    await openPage(page, 'Settings')
    await inspect(page, `settings-${suffix}`)
    await page.getByRole('button', { name: 'Capture', exact: true }).click()
    await page.getByLabel('Kept of each body').fill('3 GB')
    await page.getByRole('switch', { name: 'Keep credentials that clients send readable' }).click()
    await inspect(page, `settings-problem-${suffix}`)

    await page.getByRole('button', { name: 'Prices' }).click()
    await page.getByLabel('Price of').fill('gpt-5.5')
    await inspect(page, `settings-prices-${suffix}`)
    await page.getByLabel('Search prices').fill('gpt-5')
    await page.getByRole('button', { name: 'Edit gpt-5-mini', exact: true }).click()
    await page.getByLabel('Output').fill('four')
    await page.keyboard.press('Enter')
    await inspect(page, `settings-prices-edit-${suffix}`)
  })
}
