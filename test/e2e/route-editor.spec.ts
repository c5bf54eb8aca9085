// The route editor in the real app: what is edited stands in config.yaml after Save, and what is wrong is said where it is.
import { readFile } from 'node:fs/promises'
import { headerValues } from '../support/upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { clipboardText } from './support/inspector.ts'
import { configFor, editedRoute, env, field, openEditor, routeInFile } from './support/route-editor.ts'
import { chooseTheme, exchangeRows, openPage, runningServerUrl } from './support/window.ts'

test('every field that is edited stands in the file after Save, and undo takes it back', async ({
  start,
  configFile,
}) => {
  const { page, upstream, config } = await start(configFor, { env })
  const editor = await openEditor(page, '/v1/rerank')
  const save = editor.getByRole('button', { name: /^Save/ })
  await expect(save).toBeDisabled()

  await field(editor, 'Path').fill('/rank')
  await field(editor, 'Target').fill(`${upstream.url}/v2/rerank`)
  // With the new path nothing shadows the route: its notice goes, and all below it moves up under the pointer.
  await expect(editor.getByText('matches first')).toHaveCount(0)
  const method = (name: string) => editor.getByRole('button', { name, exact: true })
  await method('PUT').click()
  await expect(method('PUT')).toHaveAttribute('aria-pressed', 'true')
  await method('POST').click()
  await expect(method('POST')).toHaveAttribute('aria-pressed', 'false')
  const subpaths = editor.getByRole('switch', { name: /^Also forward/ })
  await subpaths.click()
  await expect(subpaths).toBeChecked()

  await field(editor, 'Value of x-client-name').fill('app ')
  await field(editor, 'Value of x-client-name').press('End')
  await page.keyboard.type('$COH')
  await expect(page.getByRole('option', { name: /E2E_COHERE_KEY/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field(editor, 'Value of x-client-name')).toHaveValue('app os.environ/E2E_COHERE_KEY')
  await editor.getByRole('button', { name: 'Remove x-tenant' }).click()
  await editor.getByRole('button', { name: 'Add header' }).click()
  await expect(field(editor, 'Name of header 3')).toBeFocused()
  await page.keyboard.type('litellm_user_api_key')
  await page.keyboard.press('Tab')
  await page.keyboard.type('x-my-key')
  await expect(field(editor, 'Value of litellm_user_api_key')).toHaveValue('x-my-key')

  await editor.getByRole('button', { name: 'Add parameter' }).click()
  await expect(field(editor, 'Name of parameter 1')).toBeFocused()
  await page.keyboard.type('source')
  await page.keyboard.press('Tab')
  await page.keyboard.type('search-dev')
  await expect(field(editor, 'Value of source')).toHaveValue('search-dev')
  const asksForKey = editor.getByRole('switch', { name: 'Require client key' })
  await asksForKey.click()
  await expect(asksForKey).toBeChecked()
  await field(editor, 'Timeout').fill('12.5')
  await editor.getByRole('button', { name: 'More' }).click()
  const forwards = editor.getByRole('switch', { name: 'Forward client headers' })
  await forwards.click()
  await expect(forwards).not.toBeChecked()
  await field(editor, 'Cost per request').fill('0.002')
  const parsesBasic = editor.getByRole('switch', { name: /user name of Basic auth/ })
  await parsesBasic.click()
  await expect(parsesBasic).toBeChecked()
  await editor.getByRole('switch', { name: 'Route on' }).click()
  await expect(editor.getByRole('switch', { name: 'Route on' })).not.toBeChecked()
  await expect(editor.getByText('Edited', { exact: true })).toBeVisible()
  await expect(forwards).not.toBeChecked()
  expect(await readFile(configFile, 'utf8')).toBe(config)

  await save.click()
  await expect(save).toBeDisabled()
  await expect(editor.getByText('Edited', { exact: true })).toHaveCount(0)
  expect(await routeInFile(configFile, 1)).toEqual(editedRoute(upstream.url))
  const written = await readFile(configFile, 'utf8')
  for (const comment of ['# Kept by hand.', '# Everything below /v1.', '# for the search']) {
    expect(written).toContain(comment)
  }

  const routeSwitch = editor.getByRole('switch', { name: 'Route on' })
  await routeSwitch.focus()
  await page.keyboard.press('Control+z')
  await expect(routeSwitch).toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(parsesBasic).not.toBeChecked()
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+Shift+z')
  await expect(routeSwitch).not.toBeChecked()
})

test('an invalid target is told under its field, and cannot be saved', async ({ start, configFile }) => {
  const { page, upstream, config } = await start(configFor, { env })
  const editor = await openEditor(page, '/v1/rerank')
  await field(editor, 'Target').fill('api.cohere.com')
  await expect(editor.getByText('Expected an http(s) URL, got "api.cohere.com".')).toBeVisible()
  const save = editor.getByRole('button', { name: /^Save/ })
  await expect(save).toBeDisabled()
  await expect(save).toHaveAccessibleDescription(/has 1 error/)
  await page.keyboard.press('Control+s')
  expect(await readFile(configFile, 'utf8')).toBe(config)

  // The next edits still find the route, though the running table is the one before.
  await field(editor, 'Path').fill('/renamed')
  await field(editor, 'Target').fill(`${upstream.url}/v2`)
  await expect(save).toBeEnabled()
  await page.keyboard.press('Control+s')
  await expect.poll(() => routeInFile(configFile, 1)).toMatchObject({ path: '/renamed', target: `${upstream.url}/v2` })

  await field(editor, 'Target').fill(`${upstream.url}/v3`)
  await expect(editor.getByText('Edited', { exact: true })).toBeVisible()
  await editor.getByRole('button', { name: 'Revert' }).click()
  await expect(field(editor, 'Target')).toHaveValue(`${upstream.url}/v2`)
})

test('a variable that is missing is set from its row', async ({ start }) => {
  const { page } = await start(configFor, { env })
  const editor = await openEditor(page, '/v1/rerank')
  await editor.getByRole('button', { name: 'Set value of E2E_TENANT_ID' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await expect(dialog.getByLabel('Name')).toHaveValue('E2E_TENANT_ID')
  await dialog.getByLabel('Value', { exact: true }).fill('tenant-1')
  await dialog.getByRole('button', { name: 'Save secret' }).click()
  await expect(dialog).toBeHidden()
  await expect(editor.getByRole('button', { name: 'Set value of E2E_TENANT_ID' })).toHaveCount(0)
})

test('a shadowed route is moved above the one that shadows it', async ({ start, configFile }) => {
  const { page } = await start(configFor, { env })
  const editor = await openEditor(page, '/v1/rerank')
  await expect(editor.getByText('Row 1 matches first')).toBeVisible()
  await editor.getByRole('button', { name: 'Move above' }).click()
  await expect(editor.getByText('matches first')).toHaveCount(0)
  await expect.poll(() => routeInFile(configFile, 0)).toMatchObject({ path: '/v1/rerank' })
  // The editor stays with its route.
  await expect(field(editor, 'Path')).toHaveValue('/v1/rerank')
  await editor.getByRole('button', { name: 'PUT', exact: true }).click()
  await editor.getByRole('button', { name: /^Save/ }).click()
  await expect.poll(() => routeInFile(configFile, 0)).toMatchObject({ methods: ['POST', 'PUT'] })
})

test('a test request carries the client key, and is found in Traffic', async ({ start }) => {
  const { page, upstream } = await start(configFor, { env })
  await runningServerUrl(page)
  const editor = await openEditor(page, '/guarded')
  await editor.getByRole('button', { name: 'Send test request' }).click()
  const popover = page.getByRole('dialog', { name: 'Send test request' })
  await popover.getByLabel('Path and query').fill('/guarded?from=test')
  await popover.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(popover).toBeHidden()
  const result = editor.getByRole('status', { name: 'Test request' })
  await expect(result).toContainText('200')
  const request = await upstream.nextRequest()
  expect(request.path).toBe('/guarded?from=test')
  expect(headerValues(request, 'x-litellm-api-key')).toEqual([])
  expect(request.rawHeaders.join('\n')).not.toContain(env.E2E_CLIENT_KEY)

  await result.getByRole('button', { name: 'Show in Traffic' }).click()
  await expect(exchangeRows(page, '/guarded')).toHaveAttribute('aria-selected', 'true')
  expect(await page.content()).not.toContain(env.E2E_CLIENT_KEY)
})

test('snippets name the running address and are copied', async ({ start }) => {
  const app = await start(configFor, { env })
  const { page, url } = app
  const editor = await openEditor(page, '/guarded')
  const useIt = editor.getByRole('region', { name: 'Use it' })
  await expect(useIt).toContainText(`curl ${url}/guarded`)
  for (const [language, text] of [
    ['Python', 'os.environ["THROUGHLINE_KEY"]'],
    ['Node', 'process.env.THROUGHLINE_KEY'],
    ['env', `THROUGHLINE_URL=${url}/guarded`],
  ] as const) {
    await useIt.getByRole('button', { name: language, exact: true }).click()
    await expect(useIt).toContainText(text)
  }
  await useIt.getByRole('button', { name: 'Copy snippet' }).click()
  await expect.poll(() => clipboardText(app)).toBe(`THROUGHLINE_URL=${url}/guarded`)
})

test('the keys alone reach it, and Esc goes back to the list', async ({ start }) => {
  const { page } = await start(configFor, { env })
  const editor = await openEditor(page, '/v1/rerank')
  await expect(field(editor, 'Path')).toBeFocused()
  await editor.getByRole('button', { name: 'Send test request' }).focus()
  await page.keyboard.press('Enter')
  const popover = page.getByRole('dialog', { name: 'Send test request' })
  await expect(popover).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(popover).toBeHidden()
  await expect(editor).toBeVisible()
  // Without a list to close, Esc leaves the value alone and closes the editor.
  await field(editor, 'Value of x-tenant').focus()
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
  await expect(
    page.getByRole('grid', { name: 'Routes' }).getByRole('row').filter({ hasText: '/v1/rerank' }),
  ).toBeFocused()
})

for (const theme of ['Light', 'Dark'] as const) {
  test(`looks right in ${theme.toLowerCase()}`, async ({ start }) => {
    const { page, upstream } = await start(configFor, { env })
    await openPage(page, 'Routes')
    await chooseTheme(page, theme)
    const editor = await openEditor(page, '/v1/rerank')
    await expect(editor.getByText('matches first')).toBeVisible()
    await expect(editor.getByText(`${upstream.url}/v1/rerank`, { exact: true })).toBeVisible()
    await inspect(page, `route-editor-${theme.toLowerCase()}`)
    await field(editor, 'Target').fill('api.cohere.com')
    await editor.getByRole('button', { name: 'More' }).click()
    await expect(editor.getByText(/Expected an http/)).toBeVisible()
    await inspect(page, `route-editor-invalid-${theme.toLowerCase()}`)
    await editor.getByRole('button', { name: 'Send test request' }).click()
    await expect(page.getByRole('dialog', { name: 'Send test request' })).toBeVisible()
    await inspect(page, `route-editor-test-${theme.toLowerCase()}`)
  })
}
