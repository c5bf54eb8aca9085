// Everything that the command palette offers is taken from it once, by key, and does what it says.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ask, type WindowWithApi } from './support/api.ts'
import type { LaunchedApp } from './support/app.ts'
import { configOf, fileButton, toast, typeLine } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { chooseFile, clipboardText, emptyClipboard } from './support/inspector.ts'
import { type UsedPalette, usePalette } from './support/palette.ts'
import { routeEditor } from './support/route-editor.ts'
import { exchangePane, statusBar } from './support/traffic.ts'
import { exchangeRows, type PageName, serverGroup } from './support/window.ts'

const filter = { name: 'Only failures', text: 'status>=400' }

const shows = (page: Page, name: PageName) => expect(page).toHaveTitle(`${name} · Throughline`)

test('every entry does what it says', async ({ start, folder }) => {
  test.slow()
  const app = await start((target) => configOf(target, '/api'))
  const { page, url } = app
  const { traffic } = await ask(page, 'settings.get')
  await ask(page, 'settings.update', { traffic: { ...traffic, savedFilters: [filter] } })
  const palette = usePalette(page)
  for (const path of ['/api', '/nowhere']) await fetch(url + path)
  await expect(exchangeRows(page, '/')).toHaveCount(2)

  await takePages(page, palette)
  await takeExchange(app, palette)
  await takeTraffic(app, palette, folder)
  await takeServer(app, palette)
  await takeFile(app, palette, folder)
  for (const theme of ['Light', 'Dark', 'System'] as const) {
    await palette.take('command', `Theme: ${theme}`)
    await expect.poll(async () => (await ask(page, 'settings.get')).theme).toBe(theme.toLowerCase())
    if (theme !== 'System') await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
  }
  // A new entry that nothing above takes is named here.
  expect(palette.notTaken()).toEqual([])
})

async function takePages(page: Page, palette: UsedPalette): Promise<void> {
  for (const name of ['Routes', 'Secrets', 'Settings', 'Traffic'] as const) {
    await palette.take('page', name.toLowerCase())
    await shows(page, name)
  }
  await palette.take('filter', filter.name)
  await expect(page.getByRole('button', { name: `Edit filter ${filter.text}` })).toBeVisible()
  await expect(exchangeRows(page, '/nowhere')).toHaveCount(1)
  await expect(exchangeRows(page, '/api')).toHaveCount(0)
  // From the field to the list, and then the filter goes.
  for (const key of ['Control+F', 'Escape', 'Escape', 'Escape']) await page.keyboard.press(key)
  await expect(exchangeRows(page, '/api')).toHaveCount(1)
  await palette.take('route', '/api')
  await shows(page, 'Routes')
  await expect(routeEditor(page).getByLabel('Path', { exact: true })).toHaveValue('/api')
}

/** What is done with the exchange that is selected. */
async function takeExchange(app: Parameters<typeof clipboardText>[0] & { page: Page }, palette: UsedPalette) {
  const { page } = app
  await palette.take('exchange', '/api')
  await shows(page, 'Traffic')
  await expect(exchangePane(page)).toContainText('/api')
  await palette.take('command', 'Replay request')
  await expect(exchangeRows(page, '/api')).toHaveCount(2)
  await palette.take('command', 'Edit and send request')
  await expect(page.getByRole('dialog', { name: 'Edit and send' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Edit and send' })).toBeHidden()
  for (const [language, words] of [
    ['curl', 'curl '],
    ['fetch', 'await fetch('],
    ['Python', 'requests.request('],
  ] as const) {
    await emptyClipboard(app)
    await palette.take('command', `Copy as ${language}`)
    await expect.poll(() => clipboardText(app)).toContain(words)
  }
  await palette.take('command', 'Edit route')
  await shows(page, 'Routes')
  await expect(routeEditor(page).getByLabel('Path', { exact: true })).toHaveValue('/api')

  await palette.take('exchange', '/nowhere')
  await palette.take('command', 'Create a route for it')
  await shows(page, 'Routes')
  await expect(routeEditor(page).getByLabel('Path', { exact: true })).toHaveValue('/nowhere')
}

/** What is done with all of the list. */
async function takeTraffic(app: LaunchedApp, palette: UsedPalette, folder: string) {
  const { page } = app
  await palette.take('page', 'traffic')
  await palette.take('command', 'Pause recording')
  await expect(statusBar(page)).toContainText('Paused')
  await palette.take('command', 'Resume recording')
  await expect(statusBar(page)).toContainText('Recording')

  const follow = page.getByRole('button', { name: 'Follow newest' })
  await page.keyboard.press('f')
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  await palette.take('command', 'Follow newest')
  await expect(follow).toHaveAttribute('aria-pressed', 'true')

  const har = join(folder, 'traffic.har')
  await chooseFile(app, har)
  await palette.take('command', 'Export all as HAR')
  await expect(toast(page, 'Exported to')).toBeVisible()
  expect(JSON.parse(await readFile(har, 'utf8')).log.entries).toHaveLength(3)
  await palette.take('command', 'Clear list')
  await expect(exchangeRows(page, '/')).toHaveCount(0)
  await palette.take('command', 'Import HAR')
  await expect(exchangeRows(page, '/')).toHaveCount(3)
}

async function takeServer({ page }: LaunchedApp, palette: UsedPalette) {
  await palette.take('command', 'Stop server')
  await expect(serverGroup(page)).toContainText('Stopped')
  await palette.take('command', 'Start server')
  await expect(serverGroup(page)).toContainText('Running')
  const states = await page.evaluateHandle(() => {
    const seen: string[] = []
    ;(window as unknown as WindowWithApi).api.on('server.changed', ({ state }) => void seen.push(state))
    return seen
  })
  await palette.take('command', 'Restart server')
  await expect.poll(async () => (await states.jsonValue()).at(-1)).toBe('running')
  expect(await states.jsonValue()).toContain('stopped')
}

/** What is done with the open config file. */
async function takeFile(app: LaunchedApp & { url: string }, palette: UsedPalette, folder: string) {
  const { page, electron } = app
  const text = async () => (await ask(page, 'config.text')).text
  await typeLine(page, '# typed')
  await palette.take('command', 'Save config.yaml')
  await expect(toast(page, /^Saved config\.yaml\./)).toBeVisible()
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
  await palette.take('command', 'Undo ')
  await expect.poll(text).not.toContain('# typed')
  await palette.take('command', 'Redo ')
  await expect.poll(text).toContain('# typed')

  const shown = await electron.evaluateHandle(({ shell }) => {
    const paths: string[] = []
    shell.showItemInFolder = (path) => void paths.push(path)
    return paths
  })
  const file = join(folder, 'config.yaml')
  await palette.take('command', 'Reveal config.yaml in folder')
  await expect.poll(() => shown.jsonValue()).toEqual([file])
  await emptyClipboard(app)
  await palette.take('command', 'Copy path of config.yaml')
  await expect.poll(() => clipboardText(app)).toBe(file)
  await palette.take('command', 'Export for LiteLLM…')
  await expect(page.getByRole('dialog', { name: 'Export for LiteLLM' })).toContainText('forward_headers')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Export for LiteLLM' })).toBeHidden()

  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf('http://127.0.0.1:9', '/other'))
  await chooseFile(app, other)
  await palette.take('command', 'Import routes…')
  await expect(page.getByRole('dialog', { name: 'Import routes of other.yaml' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Import routes of other.yaml' })).toBeHidden()
  await palette.take('command', 'Open config file…')
  await expect(fileButton(page)).toHaveAccessibleName('other.yaml')
  await palette.take('command', 'Open config.yaml')
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
  await chooseFile(app, join(folder, 'fresh.yaml'))
  await palette.take('command', 'New config.yaml…')
  await expect(fileButton(page)).toHaveAccessibleName('fresh.yaml')
}
