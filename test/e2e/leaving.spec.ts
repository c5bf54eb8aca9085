// Nothing that the user typed is lost without being asked when the app quits or its window closes.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { ask } from './support/api.ts'
import { answerBoxes } from './support/boxes.ts'
import { configOf, fileButton, toast, typeLine } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { inspectorConfig } from './support/inspector.ts'
import { exchangeRows, openPage, runningServerUrl } from './support/window.ts'
import { openYaml } from './support/yaml.ts'

const target = 'http://127.0.0.1:9'
const config = configOf(target, '/first')

const quit = (electron: ElectronApplication) => electron.evaluate(({ app }) => app.quit())
/** As the window's own button does. */
const closeWindow = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
const visibleWindows = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length)
/** To be called before what ends it. */
const ends = (electron: ElectronApplication) => new Promise<void>((resolve) => electron.once('close', () => resolve()))

test('quitting asks about unsaved changes: cancelled it goes on, and saved it ends', async ({ launch, configFile }) => {
  const { electron, page } = await launch({ config })
  const url = await runningServerUrl(page)
  await typeLine(page, '# typed')
  const cancelled = await answerBoxes(electron, 'Cancel')
  await quit(electron)
  await expect.poll(cancelled).toEqual(['Save changes to config.yaml?'])
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml, not saved')
  expect((await fetch(`${url}/nowhere`)).status).toBe(404)

  await answerBoxes(electron, 'Save')
  const ended = ends(electron)
  await quit(electron)
  await ended
  expect(await readFile(configFile, 'utf8')).toBe(`${config}# typed\n`)
})

test('closing the window asks where that ends the app', async ({ launch, configFile }) => {
  const { electron, page } = await launch({ config })
  await runningServerUrl(page)
  await typeLine(page, '# typed')
  const cancelled = await answerBoxes(electron, 'Cancel')
  await closeWindow(electron)
  await expect.poll(cancelled).toEqual(['Save changes to config.yaml?'])
  expect(await visibleWindows(electron)).toBe(1)
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml, not saved')

  // As Windows does before it ends the user's session.
  const isHeld = await electron.evaluate(({ BrowserWindow }) => {
    let isPrevented = false
    const preventDefault = () => {
      isPrevented = true
    }
    const [window] = BrowserWindow.getAllWindows()
    ;(window as NodeJS.EventEmitter | undefined)?.emit('query-session-end', { preventDefault })
    return isPrevented
  })
  expect(isHeld).toBe(true)
  await expect.poll(async () => (await cancelled()).length).toBe(2)

  await answerBoxes(electron, 'Don’t Save')
  const ended = ends(electron)
  await closeWindow(electron)
  await ended
  expect(await readFile(configFile, 'utf8')).toBe(config)
})

test('what was typed a moment before is asked about too', async ({ launch, configFile }) => {
  const { electron, page } = await launch({ config })
  await runningServerUrl(page)
  const editor = await openYaml(page)
  await editor.click()
  await page.keyboard.press('Control+End')
  await answerBoxes(electron, 'Save')
  const ended = ends(electron)
  await page.keyboard.insertText('# at the last moment')
  await quit(electron)
  await ended
  expect(await readFile(configFile, 'utf8')).toBe(`${config}# at the last moment`)
})

test('where it cannot be saved the app stays, and the window shows why', async ({ launch, configFile }) => {
  const { electron, page } = await launch({ config })
  await runningServerUrl(page)
  await typeLine(page, '# typed')
  const theirs = configOf(target, '/theirs')
  await answerBoxes(electron, 'Save')
  await writeFile(configFile, theirs)
  await quit(electron)
  const compare = page.getByRole('dialog', { name: 'Compare config.yaml' })
  await expect(compare).toBeVisible()
  expect(await readFile(configFile, 'utf8')).toBe(theirs)
  await compare.getByRole('button', { name: 'Keep mine' }).click()
  await expect(compare).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: 'Routes' })).toBeAttached()

  const { text, revision } = await ask(page, 'config.text')
  await ask(page, 'config.setText', { text: text.replace('target: http', 'target: nowhere'), revision })
  await openPage(page, 'Secrets')
  await closeWindow(electron)
  await expect(toast(page, /^Line 5: /)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Routes' })).toBeAttached()
})

test('SIGTERM ends it without a question, and the log says what was lost', async ({ launch, configFile }) => {
  test.skip(process.platform === 'win32', 'Windows has no signals')
  const app = await launch({ config })
  const { electron, page } = app
  await runningServerUrl(page)
  await typeLine(page, '# typed')
  const pid = await electron.evaluate(() => process.pid)
  const ended = ends(electron)
  process.kill(pid, 'SIGTERM')
  await ended
  expect(app.output()).toMatch(/Quitting on SIGTERM: 1 changed line of .*config\.yaml not saved/)
  expect(await readFile(configFile, 'utf8')).toBe(config)
})

test('in the tray the document is kept as it was edited, and asked about when the app quits', async ({
  launch,
  folder,
  configFile,
}) => {
  test.skip(process.platform !== 'linux', 'elsewhere the answer of the session bus is not asked for')
  await writeFile(join(folder, 'gdbus'), "#!/bin/sh\necho '(true,)'\n", { mode: 0o755 })
  const { electron, page } = await launch({ config, env: { PATH: `${folder}:${process.env.PATH}` } })
  await runningServerUrl(page)
  await ask(page, 'settings.update', { staysInTray: true })
  await typeLine(page, '# typed')
  const asked = await answerBoxes(electron, 'Save')
  await closeWindow(electron)
  await expect.poll(() => electron.windows().length).toBe(0)
  expect(await asked()).toEqual([])

  const opened = electron.waitForEvent('window')
  await electron.evaluate(({ app }) => app.emit('activate'))
  await expect(fileButton(await opened)).toHaveAccessibleName('config.yaml, not saved')
  await closeWindow(electron)
  await expect.poll(() => electron.windows().length).toBe(0)

  // Asked without a window too.
  const ended = ends(electron)
  await quit(electron)
  await ended
  expect(await readFile(configFile, 'utf8')).toBe(`${config}# typed\n`)
})

test('a price, a secret and a request that are half typed keep the window', async ({ launch, serve }) => {
  const upstream = await serve()
  const app = await launch({ config: inspectorConfig(upstream.url), env: { E2E_OPENAI_KEY: 'unused' } })
  const { electron, page } = app
  const url = await runningServerUrl(page)
  const refused = async () => {
    const asked = await answerBoxes(electron, 'Cancel')
    await closeWindow(electron)
    await expect.poll(async () => (await asked()).length).toBe(1)
    expect(await visibleWindows(electron)).toBe(1)
    return (await asked())[0]
  }

  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Prices' }).click()
  await page.getByRole('button', { name: 'Add price' }).click()
  const pattern = page.getByRole('form', { name: 'Add price' }).getByLabel('Pattern')
  await pattern.fill('zz-draft*')
  await openPage(page, 'Secrets')
  expect(await refused()).toBe('Discard the price zz-draft*?')

  await page.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await dialog.getByLabel('Name').fill('MY_KEY')
  await dialog.getByLabel('Value', { exact: true }).fill('sk-half-typed')
  expect(await refused()).toBe('Discard the price zz-draft* and the secret MY_KEY?')
  // A press beside the dialog is a slip, and the menu would take the page away.
  await page.mouse.click(4, 400)
  await electron.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    items.find(({ label }) => label.startsWith('Settings'))?.click()
  })
  await expect(dialog.getByLabel('Value', { exact: true })).toHaveValue('sk-half-typed')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Prices' }).click()
  await expect(pattern).toHaveValue('zz-draft*')
  await pattern.press('Escape')
  await openPage(page, 'Traffic')
  await (await fetch(`${url}/openai/one`)).text()
  await exchangeRows(page, '/openai/one').click()
  await page.keyboard.press('Control+Shift+R')
  const edit = page.getByRole('dialog', { name: 'Edit and send' })
  await edit.getByLabel('Target').fill('/openai/two')
  expect(await refused()).toBe('Discard the edited request?')
  await expect(edit.getByLabel('Target')).toHaveValue('/openai/two')

  await answerBoxes(electron, 'Discard')
  const ended = ends(electron)
  await closeWindow(electron)
  await ended
})

test('a setting that is half typed is saved, as when its field is left', async ({ launch }) => {
  const first = await launch()
  await openPage(first.page, 'Settings')
  await first.page.getByLabel('Exchanges kept').fill('500')
  const ended = ends(first.electron)
  await closeWindow(first.electron)
  await ended
  const { page } = await launch()
  await openPage(page, 'Settings')
  await expect(page.getByLabel('Exchanges kept')).toHaveValue('500')
})
