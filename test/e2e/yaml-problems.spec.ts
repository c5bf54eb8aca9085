// The problems of the config file beside its text, and what mends them.
import { readFile } from 'node:fs/promises'
import { fileButton } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import {
  configFor,
  cursorBehind,
  cursorPlace,
  documentText,
  drawnText,
  openYaml,
  problemItems,
} from './support/yaml.ts'

test('an error stands at its line while the last valid table serves', async ({ start }) => {
  const { page, config, url } = await start(configFor)
  const editor = await openYaml(page)
  await expect(page.getByText('No problems.')).toBeVisible()
  await cursorBehind(page, 'path: /one')
  await page.keyboard.type('?a')

  const item = problemItems(page).first()
  await expect(item).toContainText('path: expected a path without ? or #')
  await expect(editor.locator('.cm-lintRange-error')).toHaveText('/one?a')
  const save = page.getByRole('button', { name: /^Save/ })
  await expect(save).toBeDisabled()
  await expect(save).toHaveAccessibleDescription('config.yaml has 1 error. Correct it first.')
  expect((await fetch(`${url}/one`)).status).toBe(200)

  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('F8')
  await expect(cursorPlace(page)).toHaveText('Ln 5, Col 19')
  await cursorBehind(page, 'Kept by hand')
  await item.getByRole('button', { name: 'Go to line 5, column 13' }).click()
  await expect(editor).toBeFocused()
  await expect(cursorPlace(page)).toHaveText('Ln 5, Col 13')
  await page.keyboard.press('End')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await expect(page.getByText('No problems.')).toBeVisible()
  await expect.poll(() => documentText(page)).toBe(config)
})

test('problems are mended from beside the text', async ({ launch, configFile }) => {
  const target = 'http://127.0.0.1:9'
  const config = `general_settings:
  pass_through_endpoints:
    - path: /v1
      target: ${target}
      include_subpath: true
    - path: /v1/rerank
      target: ${target}
      inclde_subpath: true
      headers:
        x-tenant: os.environ/E2E_TENANT
        x-api-key: sk-in-plain-text-0123456789
`
  const { page } = await launch({ config })
  await openYaml(page)
  await expect(problemItems(page)).toHaveCount(4)

  const missing = problemItems(page).filter({ hasText: 'E2E_TENANT is not set.' })
  await expect(missing).toContainText('Requests to /v1/rerank will fail until it is.')
  await missing.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await expect(dialog.getByLabel('Name')).toHaveValue('E2E_TENANT')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'Move to keychain' }).click()
  await expect(page.getByRole('dialog', { name: 'Move credentials to the keychain' })).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(
    problemItems(page).filter({ hasText: '/v1/rerank is shadowed by /v1 on line 3, which includes subpaths.' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Move above /v1' }).click()
  await expect.poll(() => drawnText(page)).toMatch(/path: \/v1\/rerank\n[\s\S]*path: \/v1\n/)
  await expect(problemItems(page).filter({ hasText: 'is shadowed by' })).toHaveCount(0)
  expect(await readFile(configFile, 'utf8')).toMatch(/path: \/v1\/rerank\n[\s\S]*path: \/v1\n/)

  await page.getByRole('button', { name: 'Change to include_subpath' }).click()
  await expect(page.getByText('means nothing here')).toHaveCount(0)
  await expect.poll(() => drawnText(page)).not.toContain('inclde_subpath')
  await expect(fileButton(page)).toHaveAccessibleName(/not saved$/)
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toContainText('+1 −1 lines')

  await page.getByRole('button', { name: 'Revert' }).click()
  await page.getByRole('alertdialog', { name: 'Revert config.yaml?' }).getByRole('button', { name: 'Revert' }).click()
  await expect.poll(() => drawnText(page)).toContain('inclde_subpath')
  await expect(page.getByRole('button', { name: /^Save/ })).toHaveAccessibleDescription('There is nothing to save.')
})
