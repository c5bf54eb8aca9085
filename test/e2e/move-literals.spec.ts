// Credentials in plain text in config.yaml: they are found, moved into the keychain, and the file names them instead.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { headerValues } from '../support/upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { findInFolder, findInHeap, findInPage } from './support/leaks.ts'
import { newSecret } from './support/secrets.ts'
import { openPage, runningServerUrl, secretRow } from './support/window.ts'

const configFor = (target: string, first: string, second: string) => `# Mine.
general_settings:
  pass_through_endpoints:
    # The first one.
    - path: /cohere
      target: ${target}
      headers:
        Authorization: "Bearer ${first}" # from the console
        X-Plain: stays
    - path: /voyage
      target: ${target}
      headers: { x-api-key: ${second} }
`

const banner = (page: Page) => page.getByRole('alert').filter({ hasText: 'in plain text' })

test.describe('with a keychain', () => {
  test.use({ keychain: true })

  test('they are moved, and the rest of the file stays as it is', async ({ launch, serve, configFile, folder }) => {
    const [first, second] = [newSecret('first'), newSecret('second')]
    const upstream = await serve()
    const { page, electron, quit } = await launch({
      config: configFor(upstream.url, first, second),
      env: { TAKEN: 'another-value' },
    })
    const url = await runningServerUrl(page)
    await openPage(page, 'Secrets')
    await expect(banner(page)).toContainText('2 credentials stand in config.yaml in plain text.')
    await banner(page).getByRole('button', { name: 'Move to keychain…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move credentials to the keychain' })
    const row = (path: string) => dialog.getByRole('listitem').filter({ hasText: path })
    await expect(row('/cohere')).toContainText('headers.Authorization')
    const suggested = await row('/cohere').getByRole('textbox').inputValue()
    expect(suggested).toMatch(/^[A-Z_][A-Z0-9_]*$/)
    for (const theme of ['dark', 'light'] as const) {
      await electron.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source
      }, theme)
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await inspect(page, `secrets-move-${theme}`)
    }

    // Names that cannot be had are refused before anything is done.
    const name = row('/voyage').getByRole('textbox')
    await name.fill('1NO')
    await dialog.getByRole('button', { name: 'Move 2 credentials' }).click()
    await expect(row('/voyage')).toContainText('Use letters, digits and underscores, not starting with a digit.')
    await name.fill('TAKEN')
    await dialog.getByRole('button', { name: 'Move 2 credentials' }).click()
    await expect(dialog.getByRole('alert')).toContainText(
      'TAKEN is set to another value already. Choose another name. Nothing was moved.',
    )
    expect(await readFile(configFile, 'utf8')).toBe(configFor(upstream.url, first, second))

    await name.fill('MY_VOYAGE_KEY')
    await dialog.getByRole('button', { name: 'Move 2 credentials' }).click()
    await expect(dialog).toBeHidden()
    await expect(banner(page)).toHaveCount(0)
    await expect(secretRow(page, 'MY_VOYAGE_KEY')).toContainText('OK')
    expect(await readFile(configFile, 'utf8')).toBe(
      configFor(upstream.url, `os.environ/${suggested}`, 'os.environ/MY_VOYAGE_KEY'),
    )

    await expect
      .poll(async () => {
        await fetch(`${url}/cohere`)
        return headerValues(await upstream.nextRequest(), 'authorization')
      })
      .toEqual([`Bearer ${first}`])
    await fetch(`${url}/voyage`)
    expect(headerValues(await upstream.nextRequest(), 'x-api-key')).toEqual([second])
    expect(await findInHeap(page, first, second)).toEqual([])
    for (const secret of [first, second]) expect(await findInPage(page, secret)).toEqual([])
    await quit()
    for (const secret of [first, second]) expect(await findInFolder(folder, secret)).toEqual([])
  })

  test('only the chosen ones are moved', async ({ launch, configFile }) => {
    const [first, second] = [newSecret('first'), newSecret('second')]
    const { page } = await launch({ config: configFor('https://api.example.com', first, second) })
    await openPage(page, 'Secrets')
    await banner(page).getByRole('button', { name: 'Move to keychain…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move credentials to the keychain' })
    await dialog.getByRole('checkbox', { name: '/cohere' }).click()
    await dialog.getByRole('button', { name: 'Move 1 credential', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(banner(page)).toContainText('1 credential stands in config.yaml in plain text.')
    const text = await readFile(configFile, 'utf8')
    expect(text).toContain(first)
    expect(text).not.toContain(second)
  })
})

test('without a keychain nothing is moved, since it would be gone at the end', async ({ launch, configFile }) => {
  const config = configFor('https://api.example.com', newSecret('first'), newSecret('second'))
  const { page } = await launch({ config })
  await openPage(page, 'Secrets')
  await banner(page).getByRole('button', { name: 'Move to keychain…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move credentials to the keychain' })
  await expect(dialog.getByRole('alert')).toContainText('OS keychain not available')
  await expect(dialog.getByRole('button', { name: 'Move 2 credentials' })).toBeDisabled()
  expect(await readFile(configFile, 'utf8')).toBe(config)
})
