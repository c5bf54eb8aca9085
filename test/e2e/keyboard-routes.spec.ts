// Routes without a pointer: one is added from a preset, edited in every field, moved, switched off, deleted, brought back.
import { readFile } from 'node:fs/promises'
import { expect, test } from './support/fixtures.ts'
import {
  chooseItem,
  countPointerPresses,
  expectFocusKept,
  goTo,
  pressOn,
  takeBack,
  writeInto,
} from './support/keyboard.ts'
import { configFor, editedRoute, env, field, routeEditor, routeInFile } from './support/route-editor.ts'
import { expectOrder, routeRow, threeRoutes } from './support/routes.ts'

test('a provider is added from a preset, with its key', async ({ start, configFile }) => {
  const { page } = await start(threeRoutes)
  const pointerPresses = await countPointerPresses(page)
  await page.keyboard.press('Control+2')
  await goTo(page, 'Tab', page.getByRole('button', { name: 'Add route' }))
  await chooseItem(page, /^Co ?Cohere/)
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await expect(dialog.getByLabel('Value', { exact: true })).toBeFocused()
  await page.keyboard.type('co-e2e-0123456789abcdef')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expectFocusKept(page)

  await expect(routeRow(page, '/cohere')).toHaveAttribute('aria-selected', 'true')
  await expect(routeRow(page, '/cohere').getByTitle(/^COHERE_API_KEY from/)).toBeVisible()
  await expectOrder(page, configFile, ['/one', '/two', '/three', '/cohere'])
  const written = await readFile(configFile, 'utf8')
  expect(written).toContain('Authorization: Bearer os.environ/COHERE_API_KEY')
  expect(written).not.toContain('co-e2e')
  expect(await pointerPresses()).toBe(0)
})

test('every field of a route is edited and saved', async ({ start, configFile }) => {
  const { page, upstream, config } = await start(configFor, { env })
  const pointerPresses = await countPointerPresses(page)
  await page.keyboard.press('Control+2')
  await goTo(page, 'F6', routeRow(page, '/v1'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const editor = routeEditor(page)
  await expect(field(editor, 'Path')).toBeFocused()
  await expect(field(editor, 'Path')).toHaveValue('/v1/rerank')

  const control = (role: 'button' | 'switch', name: string | RegExp) =>
    editor.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name })
  await writeInto(page, field(editor, 'Path'), '/rank')
  await writeInto(page, field(editor, 'Target'), `${upstream.url}/v2/rerank`)
  await pressOn(page, control('button', 'POST'))
  await pressOn(page, control('button', 'PUT'))
  await pressOn(page, control('switch', /^Also forward/))

  const value = field(editor, 'Value of x-client-name')
  await writeInto(page, value, 'app $COH')
  await expect(page.getByRole('option', { name: /E2E_COHERE_KEY/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(value).toHaveValue('app os.environ/E2E_COHERE_KEY')
  await pressOn(page, control('button', 'Remove x-tenant'))
  await expectFocusKept(page)
  await pressOn(page, control('button', /^Add header/))
  await expect(field(editor, 'Name of header 3')).toBeFocused()
  await page.keyboard.type('litellm_user_api_key')
  await page.keyboard.press('Tab')
  await page.keyboard.type('x-my-key')
  await pressOn(page, control('button', /^Add parameter/))
  await expect(field(editor, 'Name of parameter 1')).toBeFocused()
  await page.keyboard.type('source')
  await page.keyboard.press('Tab')
  await page.keyboard.type('search-dev')

  await pressOn(page, control('switch', 'Require client key'))
  await writeInto(page, field(editor, 'Timeout'), '12.5')
  await pressOn(page, control('button', /^More/))
  await pressOn(page, control('switch', 'Forward client headers'))
  await writeInto(page, field(editor, 'Cost per request'), '0.002')
  await pressOn(page, control('switch', /user name of Basic auth/))
  await goTo(page, 'F6', control('switch', 'Route on'))
  await page.keyboard.press('Space')
  await expect(control('switch', 'Route on')).not.toBeChecked()
  expect(await readFile(configFile, 'utf8')).toBe(config)

  await page.keyboard.press('Control+S')
  await expect.poll(() => routeInFile(configFile, 1)).toEqual(editedRoute(upstream.url))
  expect(await pointerPresses()).toBe(0)
})

test('a route is moved, switched off, deleted, and brought back from its note', async ({ start, configFile }) => {
  const { page, config, url } = await start(threeRoutes)
  const pointerPresses = await countPointerPresses(page)
  await page.keyboard.press('Control+2')
  await goTo(page, 'F6', routeRow(page, '/one'))
  await goTo(page, 'ArrowDown', routeRow(page, '/two'))
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(page, configFile, ['/two', '/one', '/three'])
  await page.keyboard.press('Alt+ArrowDown')
  await expectOrder(page, configFile, ['/one', '/two', '/three'])
  await expect(routeRow(page, '/two')).toBeFocused()

  await page.keyboard.press('Space')
  await expect.poll(async () => (await fetch(`${url}/two`)).headers.get('x-throughline-error')).toBe('route_disabled')
  await page.keyboard.press('Space')
  await expect.poll(async () => (await fetch(`${url}/two`)).status).toBe(200)

  await page.keyboard.press('Delete')
  await expectOrder(page, configFile, ['/one', '/three'])
  await expect(routeRow(page, '/three')).toBeFocused()
  await takeBack(page)
  await expectOrder(page, configFile, ['/one', '/two', '/three'])
  expect(await readFile(configFile, 'utf8')).toBe(config)
  await expectFocusKept(page)
  expect(await pointerPresses()).toBe(0)
})
