// The app's own settings: login, tray, data, a damaged file, and all of them put back.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseTheme, exchangeRows, openPage, runningServerUrl } from './support/window.ts'

const onLinux = process.platform === 'linux'

test('Start at login writes the autostart entry, reads it back and removes it', async ({ launch, folder }) => {
  test.skip(!onLinux, 'elsewhere the system keeps its login items, which a test must not change')
  const autostart = join(folder, 'app', 'xdg-config', 'autostart')
  const { page } = await launch()
  await openPage(page, 'Settings')
  const login = page.getByRole('switch', { name: 'Start at login' })
  await expect(login).toBeEnabled()
  await expect(login).not.toBeChecked()
  await login.click()
  await expect(login).toBeChecked()
  const entry = join(autostart, 'throughline.desktop')
  expect(await readFile(entry, 'utf8')).toMatch(/^Exec="\/.+"$/m)

  // Switched off by the desktop, and seen when the window has the focus again.
  await writeFile(entry, `${await readFile(entry, 'utf8')}Hidden=true\n`)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(login).not.toBeChecked()
  await login.click()
  await expect(login).toBeChecked()
  await login.click()
  await expect(login).not.toBeChecked()
  expect(await readdir(autostart)).toEqual([])
})

test('an entry that cannot be written says so, and the switch goes back', async ({ launch, folder }) => {
  test.skip(!onLinux, 'only Linux keeps its login items in files')
  await mkdir(join(folder, 'app', 'xdg-config'), { recursive: true })
  await writeFile(join(folder, 'app', 'xdg-config', 'autostart'), 'a file where the folder should be')
  const { page } = await launch()
  await openPage(page, 'Settings')
  const login = page.getByRole('switch', { name: 'Start at login' })
  await login.click()
  await expect(page.getByText(/The autostart entry could not be written: E\w+\./)).toBeVisible()
  await expect(login).not.toBeChecked()
})

test('without a tray the switch says why, a hidden start shows its window, and closing quits', async ({
  launch,
  folder,
}) => {
  test.skip(!onLinux, 'elsewhere there is always a tray')
  await mkdir(join(folder, 'app', 'user-data'), { recursive: true })
  // As a desktop that had a tray when this was set.
  await writeFile(
    join(folder, 'app', 'user-data', 'settings.json'),
    JSON.stringify({ staysInTray: true, startsHidden: true }),
  )
  const { electron, page } = await launch()
  await openPage(page, 'Settings')
  const stays = page.getByRole('switch', { name: /^Keep running in the tray/ })
  await expect(stays).toHaveAccessibleDescription(/shows no tray icons, so closing the window quits/)
  await expect(stays).toBeChecked()
  const ended = new Promise<void>((resolve) => electron.once('close', () => resolve()))
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await ended
})

test('with a tray the app goes on without its window, which comes back as it was', async ({
  launch,
  folder,
  serve,
}) => {
  test.skip(!onLinux, 'elsewhere the answer of the session bus is not asked for')
  // No panel runs here: this answers for its bus, and the icon itself has nowhere to stand.
  await writeFile(join(folder, 'gdbus'), "#!/bin/sh\necho '(true,)'\n", { mode: 0o755 })
  const upstream = await serve()
  const { electron, page } = await launch({
    config: `general_settings:\n  pass_through_endpoints:\n    - path: /api\n      target: ${upstream.url}\n`,
    env: { PATH: `${folder}:${process.env.PATH}` },
  })
  const url = await runningServerUrl(page)
  await openPage(page, 'Settings')
  const stays = page.getByRole('switch', { name: /^Keep running in the tray/ })
  await stays.click()
  await expect(stays).toBeChecked()
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => electron.windows().length).toBe(0)
  expect((await fetch(`${url}/api`)).status).toBe(200)

  const opened = electron.waitForEvent('window')
  await electron.evaluate(({ app }) => app.emit('activate'))
  const again = await opened
  expect(await runningServerUrl(again)).toBe(url)
  await expect(exchangeRows(again, '/api')).toHaveCount(1)
})

test('a damaged settings file is set aside and said in the window', async ({ launch, folder }) => {
  const userData = join(folder, 'app', 'user-data')
  await mkdir(userData, { recursive: true })
  await writeFile(join(userData, 'settings.json'), '{"theme": "dark", ')
  const { page } = await launch()
  const words = 'Settings were damaged and set aside as settings.damaged-1.json.'
  await expect(page.getByText(words)).toBeVisible()
  await runningServerUrl(page)
  await openPage(page, 'Settings')
  const banner = page.getByRole('main').getByRole('alert').filter({ hasText: words })
  await expect(banner).toContainText('Defaults are used.')
  await inspect(page, 'settings-damaged')
  await banner.getByRole('button', { name: 'Dismiss' }).click()
  await expect(banner).toBeHidden()
  expect(await readFile(join(userData, 'settings.damaged-1.json'), 'utf8')).toBe('{"theme": "dark", ')
})

test('all settings go back to their defaults, and Undo brings them back', async ({ launch }) => {
  const { page, userData } = await launch()
  await openPage(page, 'Settings')
  await expect(page.getByText(userData, { exact: true })).toBeVisible()
  const reset = page.getByRole('button', { name: 'Reset all settings' })
  await expect(reset).toBeDisabled()
  await page.getByRole('radio', { name: 'Comfortable' }).click()
  await page.getByLabel('Exchanges kept').fill('500')
  await page.getByLabel('Exchanges kept').press('Enter')
  await page.getByRole('switch', { name: 'Add x-throughline-id to responses' }).click()
  await expect(page.getByRole('switch', { name: 'Add x-throughline-id to responses' })).not.toBeChecked()

  await reset.click()
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked()
  await expect(page.getByLabel('Exchanges kept')).toHaveValue('10,000')
  await expect(page.getByRole('switch', { name: 'Add x-throughline-id to responses' })).toBeChecked()
  await expect(reset).toBeDisabled()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('radio', { name: 'Comfortable' })).toBeChecked()
  await expect(page.getByLabel('Exchanges kept')).toHaveValue('500')
})

test('the sections are reached by the keyboard', async ({ launch }) => {
  const { page } = await launch()
  await page.keyboard.press('Control+,')
  const data = page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Data' })
  await data.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Data', exact: true })).toBeFocused()
  await expect(data).toHaveAttribute('aria-current', 'location')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Open folder' })).toBeFocused()
})

for (const theme of ['Light', 'Dark'] as const) {
  test(`the app’s settings in ${theme.toLowerCase()}`, async ({ launch }) => {
    const { page } = await launch()
    await chooseTheme(page, theme)
    await openPage(page, 'Settings')
    await page.getByRole('button', { name: 'Data', exact: true }).click()
    await inspect(page, `settings-app-${theme.toLowerCase()}`)
  })
}
