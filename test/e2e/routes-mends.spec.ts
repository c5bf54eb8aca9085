// What is wrong with a route is mended where it is shown, with one press.
import { readFile } from 'node:fs/promises'
import { expect, test } from './support/fixtures.ts'
import { expectOrder, routeRow, threeRoutes } from './support/routes.ts'
import { openPage } from './support/window.ts'

test('each warning on a row is mended with one press', async ({ launch, serve, configFile }) => {
  const { url } = await serve()
  const { page } = await launch({
    config: `general_settings:
  pass_through_endpoints:
    - path: /v1
      target: ${url}
      include_subpath: true
    - path: /v1/rerank
      target: ${url}/rerank
      headers:
        Authorization: Bearer os.environ/E2E_MISSING_KEY
    - path: /plain
      target: ${url}
      headers:
        Authorization: Bearer sk-e2e-0123456789abcdef0123456789
`,
  })
  await openPage(page, 'Routes')
  const status = page.locator('[data-region="status"]')
  await expect(status).toContainText('1 shadowed route')
  await expect(status).toContainText('1 missing variable')

  await page.getByRole('button', { name: /^Shadowed by \/v1: row 1 matches first/ }).click()
  await expectOrder(page, configFile, ['/v1/rerank', '/v1', '/plain'])
  await expect(status).not.toContainText('shadowed')

  await page.getByRole('button', { name: 'E2E_MISSING_KEY is not set. Add secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await dialog.getByLabel('Value', { exact: true }).focus()
  await page.keyboard.insertText('a-value')
  await dialog.getByRole('button', { name: 'Save secret' }).click()
  await expect(dialog).toBeHidden()
  await expect(status).not.toContainText('missing')

  await page.getByRole('button', { name: /^Plain text: .* Move to keychain$/ }).click()
  await expect(page.getByRole('dialog', { name: 'Move credentials to the keychain' })).toBeVisible()
})

test('a route that asks for the client key gets one', async ({ launch, serve, configFile }) => {
  const { url } = await serve()
  const { page } = await launch({ config: `${threeRoutes(url)}      auth: true\n` })
  await openPage(page, 'Routes')
  await page.getByRole('button', { name: 'Set client key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set client key' })
  await expect(dialog.getByLabel('Name of the variable')).toHaveValue('THROUGHLINE_KEY')
  await dialog.getByRole('button', { name: 'Set client key' }).click()
  const secret = page.getByRole('dialog', { name: 'Add secret' })
  await expect(secret.getByLabel('Name')).toHaveValue('THROUGHLINE_KEY')
  await expect(secret.getByLabel('Value', { exact: true })).toBeFocused()
  await page.keyboard.insertText('a-client-key')
  await secret.getByRole('button', { name: 'Save secret' }).click()
  await expect(secret).toBeHidden()
  await expect(routeRow(page, '/three')).toContainText('Requires the client key')
  expect(await readFile(configFile, 'utf8')).toContain('master_key: os.environ/THROUGHLINE_KEY')
})
