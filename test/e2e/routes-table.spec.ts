// The table of routes: what it does to config.yaml, with the mouse and with the keyboard alone.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures.ts'
import { expectOrder, routeRow, shownPaths, threeRoutes, toast, writtenPaths } from './support/routes.ts'
import { exchangeRows, openPage, runningServerUrl } from './support/window.ts'

const saved = (page: Page) => expect(page.locator('[data-region="status"]')).toContainText('saved')

test('a provider and its key take three clicks and a paste', async ({ start, configFile }) => {
  const { electron, page } = await start(threeRoutes)
  await openPage(page, 'Routes')
  const key = 'co-e2e-0123456789abcdef'
  await electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), key)

  await page.getByRole('button', { name: 'Add route' }).click()
  await page.getByRole('menuitem', { name: /^Co ?Cohere/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await expect(dialog.getByLabel('Name')).toHaveValue('COHERE_API_KEY')
  await expect(dialog.getByLabel('Value', { exact: true })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+v')
  await dialog.getByRole('button', { name: 'Save secret' }).click()
  await expect(dialog).toBeHidden()

  await expect(routeRow(page, '/cohere')).toHaveAttribute('aria-selected', 'true')
  await expect(routeRow(page, '/cohere').getByTitle(/^COHERE_API_KEY from/)).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Edit route' })).toBeVisible()
  await saved(page)
  const written = await readFile(configFile, 'utf8')
  expect(written).toContain('os.environ/COHERE_API_KEY')
  expect(written).toContain('target: https://api.cohere.com')
  expect(written).not.toContain(key)
  expect(written).toContain('# The second.')

  // The same once more has a path and no question of its own.
  await page.getByRole('button', { name: 'Add route' }).click()
  await page.getByRole('menuitem', { name: /^Co ?Cohere/ }).click()
  await expect(routeRow(page, '/cohere-2')).toHaveAttribute('aria-selected', 'true')
  await expect(dialog).toBeHidden()
})

test('rows are dragged to another place, and the file follows with its comments', async ({ start, configFile }) => {
  const { page } = await start(threeRoutes)
  await openPage(page, 'Routes')
  const grip = await routeRow(page, '/one').locator('[data-grip]').boundingBox()
  const last = await routeRow(page, '/three').boundingBox()
  if (!grip || !last) throw new Error('The rows are not in the page.')
  await page.mouse.move(grip.x + 6, grip.y + grip.height / 2)
  await page.mouse.down()
  await page.mouse.move(grip.x + 6, grip.y + grip.height, { steps: 4 })
  await page.mouse.move(grip.x + 6, last.y + last.height / 2 + 4, { steps: 8 })
  await page.mouse.up()
  await expectOrder(page, configFile, ['/two', '/three', '/one'])
  const written = await readFile(configFile, 'utf8')
  expect(written).toMatch(/# The first\.\n {4}- path: \/one # stays beside it\n/)
  expect(written).toMatch(/# The second\.\n {4}- path: \/two\n/)
  // A drag opens no editor.
  await expect(page.getByRole('complementary', { name: 'Edit route' })).toHaveCount(0)

  await page.keyboard.press('ControlOrMeta+z')
  await expectOrder(page, configFile, ['/one', '/two', '/three'])
  await expect(toast(page, /^Undid: /)).toBeVisible()
})

test('with the keyboard alone', async ({ launch, configFile, serve }) => {
  const { url } = await serve()
  const config = threeRoutes(url)
  const { page } = await launch({ config })
  await openPage(page, 'Routes')
  await expect(routeRow(page, '/one')).toBeVisible()
  await page.keyboard.press('F6')
  await page.keyboard.press('F6')
  await expect(routeRow(page, '/one')).toBeFocused()

  // Arrows select, and the row says where it stands.
  await page.keyboard.press('ArrowDown')
  await expect(routeRow(page, '/two')).toBeFocused()
  await expect(routeRow(page, '/two')).toHaveAttribute('aria-selected', 'true')
  await expect(routeRow(page, '/two')).toHaveAttribute('aria-rowindex', '3')

  // The row keeps the focus while it moves, and what happens is said.
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(page, configFile, ['/two', '/one', '/three'])
  await expect(routeRow(page, '/two')).toBeFocused()
  await expect(page.getByText('/two is row 1 of 3 now')).toBeAttached()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expectOrder(page, configFile, ['/one', '/three', '/two'])
  await expect(routeRow(page, '/two')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(page, configFile, ['/one', '/two', '/three'])
  await expect.poll(() => readFile(configFile, 'utf8')).toBe(config)

  // Space switches.
  await page.keyboard.press(' ')
  await expect(page.getByRole('switch', { name: '/two on' })).not.toBeChecked()
  await expect.poll(() => readFile(configFile, 'utf8')).toContain('enabled: false')
  await page.keyboard.press(' ')
  await expect(page.getByRole('switch', { name: '/two on' })).toBeChecked()

  // Enter goes to the editor, Esc comes back.
  await page.keyboard.press('Enter')
  const pane = page.getByRole('complementary', { name: 'Edit route' })
  await expect(pane.getByLabel('Path', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(pane).toHaveCount(0)
  await expect(routeRow(page, '/two')).toBeFocused()

  // Duplicate, delete, undo, redo.
  await page.keyboard.press('ControlOrMeta+d')
  await expect.poll(async () => (await shownPaths(page)).length).toBe(4)
  await expect(toast(page, 'Duplicated /two.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expectOrder(page, configFile, ['/one', '/two', '/three'])
  await routeRow(page, '/two').focus()
  await page.keyboard.press('Delete')
  await expectOrder(page, configFile, ['/one', '/three'])
  await expect(routeRow(page, '/three')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expectOrder(page, configFile, ['/one', '/two', '/three'])
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expectOrder(page, configFile, ['/one', '/three'])
  await expect(toast(page, /^Redid: /)).toBeVisible()

  // A new one.
  await page.keyboard.press('ControlOrMeta+n')
  await expectOrder(page, configFile, ['/one', '/three', '/new-route'])
  await expect(pane.getByLabel('Path', { exact: true })).toBeFocused()
  // Undo belongs to the field while it has the focus.
  await page.keyboard.press('ControlOrMeta+z')
  await expectOrder(page, configFile, ['/one', '/three', '/new-route'])
})

test('a deleted route comes back with Undo', async ({ start, configFile }) => {
  const { page, config, url } = await start(threeRoutes)
  await openPage(page, 'Routes')
  await routeRow(page, '/two').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(toast(page, 'Deleted /two.')).toBeVisible()
  await expectOrder(page, configFile, ['/one', '/three'])
  await expect.poll(async () => (await fetch(`${url}/two`)).status).toBe(404)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectOrder(page, configFile, ['/one', '/two', '/three'])
  expect(await readFile(configFile, 'utf8')).toBe(config)
  await expect.poll(async () => (await fetch(`${url}/two`)).status).toBe(200)
})

test('the menu of a row copies its URL, shows its traffic and duplicates it', async ({ start, configFile }) => {
  const { electron, page, url } = await start(threeRoutes)
  for (const path of ['/one', '/two']) await fetch(url + path)
  await openPage(page, 'Routes')
  const choose = async (name: string) => {
    await routeRow(page, '/two').click({ button: 'right' })
    await page.getByRole('menuitem', { name }).click()
  }
  await choose('Copy URL')
  await expect(toast(page, 'Copied the URL.')).toBeVisible()
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(`${url}/two`)
  await choose('Duplicate')
  await expect.poll(async () => (await writtenPaths(configFile)).length).toBe(4)
  await choose('Show traffic of this route')
  await expect(page.getByRole('heading', { level: 1, name: 'Traffic' })).toBeAttached()
  await expect(exchangeRows(page, '/two')).toHaveCount(1)
  await expect(exchangeRows(page, '/one')).toHaveCount(0)
})

test('a search narrows the rows, and the order rests meanwhile', async ({ start, configFile }) => {
  const { page } = await start(threeRoutes)
  await openPage(page, 'Routes')
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('TWO')
  await expect.poll(() => shownPaths(page)).toEqual(['/two'])
  await expect(page.getByText('3 routes, 3 on')).toBeVisible()
  await routeRow(page, '/two').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await routeRow(page, '/two').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Move up' })).toBeDisabled()
  await page.keyboard.press('Escape')
  expect(await writtenPaths(configFile)).toEqual(['/one', '/two', '/three'])

  await page.getByLabel('Search routes').fill('nothing has this')
  await expect(page.getByText('No routes match')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect.poll(() => shownPaths(page)).toEqual(['/one', '/two', '/three'])
})

test('hits, their last minutes and the last status come as they happen', async ({ launch, serve }) => {
  const upstream = await serve((request, response) => {
    response.writeHead(request.url === '/2' ? 500 : 200).end()
  })
  const { page } = await launch({ config: threeRoutes(upstream.url) })
  const url = await runningServerUrl(page)
  await openPage(page, 'Routes')
  for (let count = 0; count < 3; count += 1) await fetch(`${url}/one`)
  await fetch(`${url}/two`)
  await expect(routeRow(page, '/one').getByRole('img', { name: 'Last response 200' })).toBeVisible()
  await expect(
    routeRow(page, '/one').getByRole('img', { name: 'Last 16 minutes: 3 succeeded, 0 failed' }),
  ).toBeVisible()
  await expect(routeRow(page, '/two').getByRole('img', { name: 'Last response 500' })).toBeVisible()
  await expect(
    routeRow(page, '/two').getByRole('img', { name: 'Last 16 minutes: 0 succeeded, 1 failed' }),
  ).toBeVisible()
})

test('a file without routes offers the first', async ({ launch, configFile }) => {
  const { page } = await launch({ config: 'general_settings: {}\n' })
  await openPage(page, 'Routes')
  await expect(page.getByText('No routes in config.yaml')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Add route' }).last().click()
  await page.getByRole('menuitem', { name: /Ollama/ }).click()
  await expect(routeRow(page, '/ollama')).toBeVisible()
  await expect.poll(() => writtenPaths(configFile)).toEqual(['/ollama'])
})
