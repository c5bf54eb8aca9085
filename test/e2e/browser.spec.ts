// The app in a browser: signed in by its first address, without what only the desktop has, and whole again after a break.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserApp } from './support/browser.ts'
import { chooseInMenu, configOf, fileButton, toast } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { addSecret, chooseTheme, exchangeRows, openPage, runningServerUrl, secretRow } from './support/window.ts'

test('the token is gone from the address, and a reload needs none', async ({ launch }) => {
  const { page } = await launch()
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  expect(await page.evaluate(() => document.cookie)).toBe('')
  await page.reload()
  await runningServerUrl(page)
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
})

test('traffic is shown as it passes, with its bodies', async ({ launch }) => {
  const { page } = await launch()
  const url = await runningServerUrl(page)
  await (await fetch(`${url}/echo/hello`, { method: 'POST', body: '{"said":"hello"}' })).text()
  await exchangeRows(page, '/echo/hello').click()
  await page.getByRole('tab', { name: /^Request/ }).click()
  await expect(page.getByRole('tabpanel', { name: /^Request/ })).toContainText('hello')
  await page.getByRole('button', { name: 'Clear list' }).click()
  await expect(exchangeRows(page, '/echo/hello')).toHaveCount(0)
})

test('what only the desktop can do is not offered', async ({ launch }) => {
  const { page } = await launch()
  await fileButton(page).click()
  await expect(page.getByRole('menuitem', { name: 'Import routes…' })).toBeVisible()
  for (const name of ['Open…', 'New config.yaml…', 'Reveal in folder']) {
    await expect(page.getByRole('menuitem', { name })).toHaveCount(0)
  }
  await page.keyboard.press('Escape')
  await openPage(page, 'Settings')
  await expect(page.getByRole('heading', { name: 'Data', exact: true })).toBeAttached()
  await expect(page.getByRole('switch', { name: 'Start at login' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Open folder' })).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('config')
  await expect(page.getByRole('option', { name: /Export for LiteLLM/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /Open config file|Reveal/ })).toHaveCount(0)
})

test('a secret is kept until the server stops, and the page says so', async ({ launch, serve }) => {
  const upstream = await serve()
  const { page } = await launch({ config: configOf(upstream.url, '/one') })
  await openPage(page, 'Secrets')
  await expect(page.getByRole('main')).toContainText('Values you add are gone when the server stops.')
  await addSecret(page, 'OF_THE_PAGE', 'the-value-of-the-page')
  await expect(secretRow(page, 'OF_THE_PAGE')).toContainText('Memory, until the server stops')
  await inspect(page, 'browser-secrets-light')
  await chooseTheme(page, 'Dark')
  await inspect(page, 'browser-secrets-dark')
  expect(await page.content()).not.toContain('the-value-of-the-page')
})

test('routes are imported from a file of the user’s computer, and exported to it', async ({
  launch,
  serve,
  folder,
}) => {
  const upstream = await serve()
  const app = (await launch({ config: configOf(upstream.url, '/one') })) as BrowserApp
  const { page, downloads } = app
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(upstream.url, '/from-there'))
  const chooser = page.waitForEvent('filechooser')
  await chooseInMenu(page, 'Import routes…')
  await (await chooser).setFiles(other)
  const dialog = page.getByRole('dialog', { name: 'Import routes of other.yaml' })
  await dialog.getByRole('button', { name: /^Import/ }).click()
  await expect(dialog).toBeHidden()
  await openPage(page, 'Routes')
  await expect(page.getByRole('row').filter({ hasText: '/from-there' })).toBeVisible()

  await chooseInMenu(page, 'Export for LiteLLM…')
  await page.getByRole('button', { name: 'Save as…' }).click()
  await expect(toast(page, 'Exported to litellm-config.yaml.')).toBeVisible()
  const file = join(downloads, 'litellm-config.yaml')
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('/from-there')
})

test('a connection that breaks is said, and all is whole again without a reload', async ({
  launch,
  serve,
  configFile,
}) => {
  const upstream = await serve()
  const { page, server } = (await launch({ config: configOf(upstream.url, '/one') })) as BrowserApp
  const url = await runningServerUrl(page)
  await page.evaluate(() => {
    document.body.dataset.loaded = 'once'
  })
  const lost = page.getByRole('alert').filter({ hasText: 'Not connected to Throughline.' })

  // As a laptop that sleeps: nothing is told, and the page asks when it is back.
  server.kill('SIGSTOP')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(lost).toBeVisible()
  await inspect(page, 'browser-away-light')
  await openPage(page, 'Settings')
  await page.getByRole('radiogroup', { name: 'Density' }).getByRole('radio', { name: 'Comfortable' }).click()
  await expect(toast(page, 'Not connected to Throughline. Nothing was done.')).toBeVisible()

  server.kill('SIGCONT')
  await (await fetch(`${url}/one`)).text()
  await writeFile(configFile, configOf(upstream.url, '/one', '/two'))
  await expect(lost).toBeHidden()
  await openPage(page, 'Traffic')
  await expect(exchangeRows(page, '/one')).toHaveCount(1)
  await openPage(page, 'Routes')
  await expect(page.getByRole('row').filter({ hasText: '/two' })).toBeVisible()
  expect(await page.evaluate(() => document.body.dataset.loaded)).toBe('once')
})

test('a server that was started again asks to sign in', async ({ launch }) => {
  const app = (await launch()) as BrowserApp
  await runningServerUrl(app.page)
  const { port } = new URL(app.page.url())
  app.server.kill('SIGTERM')
  await expect(app.page.getByRole('alert').filter({ hasText: 'Not connected to Throughline.' })).toBeVisible()
  await launch({ args: ['--web-port', port], profile: 'again' })
  await app.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(app.page.getByRole('alert').filter({ hasText: 'this browser is signed out' })).toBeVisible()
  await app.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(app.page.getByText('Open the address')).toBeVisible()
  await inspect(app.page, 'browser-sign-in')
})
