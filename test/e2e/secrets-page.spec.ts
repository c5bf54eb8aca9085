// The Secrets page: its list, its dialogs and its states, with the pointer and with the keyboard alone.
import type { Page } from '@playwright/test'
import { headerValues } from '../support/upstream.ts'
import { ask } from './support/api.ts'
import type { LaunchedApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { configFor, env, paste, rowNames } from './support/secrets.ts'
import { addSecret, openPage, secretRow } from './support/window.ts'

/** Without the dialogs, whose notes would fade while a picture is taken. */
async function keep(page: Page, names: string[], keepIn: 'keychain' | 'memory'): Promise<void> {
  await ask(page, 'secrets.importEnv', { text: names.map((name) => `${name}=sk-kept`).join('\n'), names, keepIn })
  for (const name of names) await expect(secretRow(page, name)).not.toContainText('Missing')
}

/** Pictures of the page in both themes, and what axe finds. */
async function look({ page, electron }: LaunchedApp, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await inspect(page, `secrets-${name}-${theme}`)
  }
}

test.describe('with a keychain', () => {
  test.use({ keychain: true })

  test('the list and the dialogs, in both themes', async ({ launch }) => {
    const app = await launch({ config: configFor('https://api.example.com'), env })
    const { page } = app
    await openPage(page, 'Secrets')
    const kept = ['ANTHROPIC_API_KEY', 'COHERE_API_KEY', 'GEMINI_API_KEY', 'REPLICATE_API_TOKEN']
    await keep(page, kept, 'keychain')
    await expect(secretRow(page, 'GEMINI_API_KEY')).toContainText('Keychain, over environment')
    expect(await rowNames(page)).toEqual([
      'VOYAGE_API_KEY',
      'ANTHROPIC_API_KEY',
      'COHERE_API_KEY',
      'GEMINI_API_KEY',
      'MISTRAL_API_KEY',
      'REPLICATE_API_TOKEN',
    ])
    await expect(page.getByRole('button', { name: 'Needs attention 1' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Unused 1' })).toBeVisible()
    await secretRow(page, 'COHERE_API_KEY').focus()
    await look(app, 'list')

    await page.getByRole('button', { name: 'Delete COHERE_API_KEY' }).click()
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('/v1/rerank and /cohere will answer 502 until it is set again.')
    await look(app, 'delete')
    await question.getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('button', { name: 'Add value of VOYAGE_API_KEY' }).click()
    await paste(app, page.getByLabel('Value', { exact: true }), '"pa-0123456789"\n')
    await look(app, 'add')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Paste .env…' }).click()
    const text = 'COHERE_API_KEY=co-1\nVOYAGE_API_KEY=pa-1\nEMPTY=\nnothing\nKEY=a#b\n'
    await page.getByLabel('Lines of a .env file').fill(text)
    await expect(page.getByRole('checkbox', { name: 'VOYAGE_API_KEY' })).toBeChecked()
    await look(app, 'paste')
  })

  test('the keyboard alone adds, finds, replaces and deletes', async ({ start }) => {
    const { page, upstream, url } = await start(configFor, { env })
    await page.keyboard.press('Control+3')
    await page.keyboard.press('Control+F')
    await expect(page.getByRole('textbox', { name: 'Search secrets' })).toBeFocused()
    await page.keyboard.type('voyage')
    await expect.poll(() => rowNames(page)).toEqual(['VOYAGE_API_KEY'])
    await page.keyboard.press('F6')
    // The head of the list comes before its rows.
    await expect(page.getByRole('columnheader', { name: 'Status' }).getByRole('button')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(secretRow(page, 'VOYAGE_API_KEY')).toBeFocused()

    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Value', { exact: true })).toBeFocused()
    await page.keyboard.type('pa-first')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Value', { exact: true })).toHaveCount(0)
    await expect(secretRow(page, 'VOYAGE_API_KEY')).toContainText('OK')
    await expect(secretRow(page, 'VOYAGE_API_KEY')).toBeFocused()
    await fetch(`${url}/voyage`)
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Bearer pa-first'])

    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Replace value' }).getByLabel('Value', { exact: true })).toBeFocused()
    await page.keyboard.type('pa-second')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Value', { exact: true })).toHaveCount(0)
    await fetch(`${url}/voyage`)
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Bearer pa-second'])

    await page.keyboard.press('Delete')
    await expect(page.getByRole('alertdialog')).toContainText('/voyage will answer 502 until it is set again.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(secretRow(page, 'VOYAGE_API_KEY')).toContainText('Missing')
    await expect(secretRow(page, 'VOYAGE_API_KEY')).toBeFocused()
    // One that is not kept cannot be deleted.
    await page.keyboard.press('Delete')
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
  })

  test('a row that goes passes the focus on', async ({ launch }) => {
    const { page } = await launch({ config: configFor('https://api.example.com'), env })
    await openPage(page, 'Secrets')
    for (const name of ['X_ONE', 'X_TWO']) await addSecret(page, name, 'sk-kept')
    await secretRow(page, 'X_ONE').focus()
    await page.keyboard.press('Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(secretRow(page, 'X_ONE')).toHaveCount(0)
    await expect(secretRow(page, 'X_TWO')).toBeFocused()
  })

  test('the list is sorted by any column', async ({ launch }) => {
    const { page } = await launch({ config: configFor('https://api.example.com'), env })
    await openPage(page, 'Secrets')
    const head = (name: string) => page.getByRole('columnheader', { name })
    await head('Name').getByRole('button').click()
    await expect(head('Name')).toHaveAttribute('aria-sort', 'ascending')
    const sorted = await rowNames(page)
    expect(sorted).toEqual([...sorted].sort())
    await head('Name').getByRole('button').click()
    await expect(head('Name')).toHaveAttribute('aria-sort', 'descending')
    expect(await rowNames(page)).toEqual(sorted.reverse())
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(head('Used by')).toHaveAttribute('aria-sort', 'ascending')
    expect((await rowNames(page))[0]).toBe('ANTHROPIC_API_KEY')
  })

  test('a path opens its route', async ({ launch }) => {
    const { page } = await launch({ config: configFor('https://api.example.com'), env })
    await openPage(page, 'Secrets')
    await secretRow(page, 'COHERE_API_KEY').getByRole('button', { name: '/cohere' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Routes' })).toBeAttached()
    const row = page.getByRole('grid', { name: 'Routes' }).getByRole('row').filter({ hasText: '/cohere' })
    await expect(row).toHaveAttribute('aria-selected', 'true')
  })
})

test.describe('without a keychain', () => {
  test('the page says so, in both themes', async ({ launch }) => {
    const app = await launch({ config: configFor('https://api.example.com'), env })
    const { page } = app
    await openPage(page, 'Secrets')
    await keep(page, ['COHERE_API_KEY'], 'memory')
    await expect(secretRow(page, 'COHERE_API_KEY')).toContainText('Not saved')
    await look(app, 'unavailable')
  })

  test('with nothing to list the page says how names come here', async ({ launch }) => {
    const app = await launch({ config: 'general_settings: {}\n' })
    await openPage(app.page, 'Secrets')
    await expect(app.page.getByText('No secrets yet')).toBeVisible()
    await look(app, 'empty')
  })
})
