// The open config file in the title bar: another one opened, created, dropped on the window; unsaved changes asked about.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { call } from './support/api.ts'
import { answerBoxes } from './support/boxes.ts'
import { chooseInMenu, configOf, fileButton, toast, typeLine } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseFile, clipboardText, emptyClipboard } from './support/inspector.ts'
import { chooseTheme, openPage, runningServerUrl } from './support/window.ts'

const target = 'http://127.0.0.1:9'
const routeRow = (page: Page, path: string) =>
  page.getByRole('grid', { name: 'Routes' }).getByRole('row').filter({ hasText: path })

test('another file is opened with a key, and the first one again from the recent ones', async ({
  launch,
  serve,
  folder,
  configFile,
}) => {
  const upstream = await serve()
  const app = await launch({ config: configOf(upstream.url, '/first') })
  const { page } = app
  const url = await runningServerUrl(page)
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
  await expect(fileButton(page)).toHaveAttribute('title', configFile)

  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(upstream.url, '/second'))
  await chooseFile(app, other)
  await page.keyboard.press('Control+O')
  await expect(fileButton(page)).toHaveAccessibleName('other.yaml')
  await openPage(page, 'Routes')
  await expect(routeRow(page, '/second')).toBeVisible()
  await expect(routeRow(page, '/first')).toHaveCount(0)
  expect((await fetch(`${url}/second`)).status).toBe(200)
  expect((await fetch(`${url}/first`)).status).toBe(404)

  await chooseInMenu(page, /^config\.yaml/)
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
  await expect(routeRow(page, '/first')).toBeVisible()
  await expect.poll(async () => (await fetch(`${url}/first`)).status).toBe(200)

  await rm(other)
  await chooseInMenu(page, /^other\.yaml/)
  await expect(toast(page, `Could not read ${other}`)).toBeVisible()
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
})

test('before another file takes its place, unsaved changes are cancelled, discarded or saved', async ({
  launch,
  folder,
  configFile,
}) => {
  const config = configOf(target, '/first')
  const app = await launch({ config })
  const { page } = app
  await runningServerUrl(page)
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(target, '/second'))
  await chooseFile(app, other)

  await typeLine(page, '# typed')
  const asked = await answerBoxes(app.electron, 'Cancel')
  await page.keyboard.press('Control+O')
  await expect.poll(asked).toEqual(['Save changes to config.yaml?'])
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml, not saved')

  await answerBoxes(app.electron, 'Don’t Save')
  await page.keyboard.press('Control+O')
  await expect(fileButton(page)).toHaveAccessibleName('other.yaml')
  expect(await readFile(configFile, 'utf8')).toBe(config)

  await typeLine(page, '# kept')
  await answerBoxes(app.electron, 'Save')
  await chooseInMenu(page, /^config\.yaml/)
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
  expect(await readFile(other, 'utf8')).toBe(`${configOf(target, '/second')}# kept\n`)
})

test('a new file, its folder, its path, saving and undoing, with the keyboard alone', async ({ launch, folder }) => {
  const app = await launch({ config: configOf(target, '/first') })
  const { electron, page } = app
  await runningServerUrl(page)
  const choose = async (...typed: string[]) => {
    await fileButton(page).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    for (const text of typed) await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeHidden()
  }
  const fresh = join(folder, 'fresh', 'mine.yaml')
  await mkdir(join(folder, 'fresh'))
  await chooseFile(app, fresh)
  await choose('New')
  await expect(fileButton(page)).toHaveAccessibleName('mine.yaml')
  expect(await readFile(fresh, 'utf8')).toContain('pass_through_endpoints')

  await emptyClipboard(app)
  await choose('Copy')
  await expect.poll(() => clipboardText(app)).toBe(fresh)

  const shown = await electron.evaluateHandle(({ shell }) => {
    const paths: string[] = []
    shell.showItemInFolder = (path) => void paths.push(path)
    return paths
  })
  await choose('Reveal')
  await expect.poll(() => shown.jsonValue()).toEqual([fresh])

  await typeLine(page, '# typed')
  await choose('Undo')
  await expect(fileButton(page)).toHaveAccessibleName('mine.yaml')
  await choose('Redo')
  await expect(fileButton(page)).toHaveAccessibleName('mine.yaml, not saved')
  await page.keyboard.press('Control+S')
  await expect(toast(page, 'Saved mine.yaml. 0 routes loaded.')).toBeVisible()
  expect(await readFile(fresh, 'utf8')).toMatch(/# typed\n$/)
})

test('a file dropped on the window is opened; what is no config file is not', async ({ launch, folder }) => {
  const { page } = await launch({ config: configOf(target, '/first') })
  await runningServerUrl(page)
  const home = page.url()
  const session = await page.context().newCDPSession(page)
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop', data: object) =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 400,
      data: { items: [], files: [], dragOperationsMask: 1, ...data },
    })
  const drop = async (data: object) => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await drag(type, data)
  }
  const dropped = join(folder, 'dropped.yaml')
  const text = join(folder, 'notes.txt')
  await writeFile(dropped, configOf(target, '/dropped'))
  await writeFile(text, 'hello')

  await drag('dragEnter', { files: [dropped] })
  await drag('dragOver', { files: [dropped] })
  await expect(page.getByText('Open config.yaml here')).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/config-drop.png' })
  await drag('drop', { files: [dropped] })
  await expect(page.getByText('Open config.yaml here')).toBeHidden()
  await expect(fileButton(page)).toHaveAccessibleName('dropped.yaml')

  await drop({ files: [text] })
  await expect(toast(page, 'notes.txt is no .yaml file. Nothing was opened.')).toBeVisible()
  await drop({ items: [{ mimeType: 'text/uri-list', data: 'https://example.com/' }] })
  expect(page.url()).toBe(home)
  await expect(fileButton(page)).toHaveAccessibleName('dropped.yaml')
})

test('a page cannot name a file by itself, only hand over one that the user has dropped', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ config: configOf(target, '/first') })
  await runningServerUrl(page)
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(target, '/second'))
  const answers = await page.evaluate(async (path) => {
    const { api } = window as unknown as { api: { openDropped(file: unknown): Promise<{ ok: boolean }> } }
    const forged = [
      new File(['x'], 'other.yaml'),
      Object.assign(new File(['x'], 'other.yaml'), { path }),
      { name: 'other.yaml', path },
      path,
      null,
    ]
    const settled = await Promise.allSettled(forged.map((file) => Promise.resolve().then(() => api.openDropped(file))))
    return settled.map((result) => result.status === 'fulfilled' && result.value.ok)
  }, other)
  expect(answers).toEqual([false, false, false, false, false])
  expect(await call(page, 'config.open', { recent: other })).toMatchObject({ ok: false })
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
})

test('the menu looks as it should in both themes', async ({ launch, folder }) => {
  const app = await launch({ config: configOf(target, '/first') })
  const { page } = app
  await runningServerUrl(page)
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(target, '/second'))
  await chooseFile(app, other)
  await page.keyboard.press('Control+O')
  await expect(fileButton(page)).toHaveAccessibleName('other.yaml')
  await typeLine(page, '# typed')
  for (const theme of ['Light', 'Dark'] as const) {
    await chooseTheme(page, theme)
    await fileButton(page).click()
    await expect(page.getByRole('menuitem', { name: 'Save' })).toBeVisible()
    await inspect(page, `config-menu-${theme.toLowerCase()}`)
    await page.keyboard.press('Escape')
  }
})
