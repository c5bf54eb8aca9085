// The empty Traffic page of a first run: three ways to begin, and a route made from a request that found none.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { configOf, toast } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseFile, clipboardText, emptyClipboard, openTab } from './support/inspector.ts'
import { openPalette } from './support/palette.ts'
import { chooseTheme, exchangeRows, openPage, runningServerUrl } from './support/window.ts'

const noRoutes = 'general_settings:\n  pass_through_endpoints: []\n'
const starts = (page: Page) => page.getByRole('region', { name: 'Ways to begin' })
const request = (page: Page) => page.getByRole('region', { name: 'First request' })
const editor = (page: Page) => page.getByRole('complementary').filter({ has: page.getByRole('textbox') })

test('/echo is added with one key, its command copied, and the answer listed', async ({ launch, configFile }) => {
  const app = await launch({ config: noRoutes })
  const { page } = app
  const url = await runningServerUrl(page)
  await expect(starts(page)).toContainText('Add a route to see traffic')
  for (const theme of ['Light', 'Dark'] as const) {
    await chooseTheme(page, theme)
    await inspect(page, `first-run-${theme.toLowerCase()}`)
  }

  await page.getByRole('button', { name: 'Add /echo' }).focus()
  await page.keyboard.press('Enter')
  await expect(starts(page)).toContainText('/echo is on')
  await expect(starts(page)).toContainText('Send a request to see traffic')
  await expect.poll(() => readFile(configFile, 'utf8')).toContain('path: /echo')
  await inspect(page, 'first-run-echo')

  await emptyClipboard(app)
  await request(page).getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(() => clipboardText(app)).toContain(`curl ${url}/echo`)
  for (const [language, text] of [
    ['Python', 'requests.request('],
    ['Node', 'await fetch('],
    ['env', `${url}/echo`],
  ] as const) {
    await request(page).getByRole('button', { name: language, exact: true }).click()
    await expect(request(page)).toContainText(text)
  }

  const answer = await fetch(`${url}/echo`, { method: 'POST', body: '{"hello":"world"}' })
  expect(await answer.text()).toContain('hello')
  await expect(exchangeRows(page, '/echo')).toContainText('200')
  await page.keyboard.press('Control+L')
  await expect(request(page)).toContainText('No traffic yet')
  await expect(starts(page)).toHaveCount(0)
})

test('a first provider is chosen, which opens the Routes page and asks for its key', async ({ launch, configFile }) => {
  const { page } = await launch({ config: noRoutes })
  await runningServerUrl(page)
  await starts(page).getByRole('button', { name: 'Choose provider' }).click()
  await page.getByRole('menuitem', { name: 'Cohere' }).click()
  await expect(page).toHaveTitle('Routes · Throughline')
  const secret = page.getByRole('dialog', { name: 'Add secret' })
  await expect(secret.getByRole('textbox', { name: 'Name' })).toHaveValue('COHERE_API_KEY')
  await expect.poll(() => readFile(configFile, 'utf8')).toContain('os.environ/COHERE_API_KEY')
})

test('routes of a LiteLLM config.yaml are the third way', { tag: '@desktop' }, async ({ launch, folder }) => {
  const app = await launch({ config: noRoutes })
  const { page } = app
  await runningServerUrl(page)
  const file = join(folder, 'litellm.yaml')
  await writeFile(file, configOf('http://127.0.0.1:9', '/one', '/two'))
  await chooseFile(app, file)
  await starts(page).getByRole('button', { name: 'Choose file…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Import 2 routes' }).click()
  await expect(toast(page, 'Imported 2 routes.')).toBeVisible()
  await expect(starts(page)).toHaveCount(0)
})

test('a route is made for a request that found none, and edited from the list', async ({
  launch,
  serve,
  configFile,
}) => {
  const upstream = await serve()
  const { page } = await launch({ config: noRoutes })
  const url = await runningServerUrl(page)
  expect((await fetch(`${url}/cohere/v2/rerank?key=1`)).status).toBe(404)
  const overview = await openTab(page, '/cohere/v2/rerank', 'Overview')
  await overview.getByRole('button', { name: 'Create a route for it' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Routes' })).toBeAttached()
  await expect(editor(page).getByLabel('Path').first()).toHaveValue('/cohere')
  await expect.poll(() => readFile(configFile, 'utf8')).toMatch(/path: \/cohere\b[\s\S]*include_subpath: true/)

  await editor(page).getByLabel('Target').first().fill(upstream.url)
  await page.keyboard.press('Control+S')
  await expect.poll(() => readFile(configFile, 'utf8')).toContain(upstream.url)
  await expect.poll(async () => (await fetch(`${url}/cohere/v2/rerank`)).status).toBe(200)

  await openPage(page, 'Traffic')
  await exchangeRows(page, '200').first().click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Create a route for it' })).toHaveCount(0)
  await page.getByRole('menuitem', { name: 'Edit route' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Routes' })).toBeAttached()

  await openPage(page, 'Traffic')
  expect((await fetch(`${url}/v1/unknown`)).status).toBe(404)
  await exchangeRows(page, '/v1/unknown').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Create a route for it' }).click()
  await expect(editor(page).getByLabel('Path').first()).toHaveValue('/v1/unknown')
})

test('the palette has what the file’s menu has', { tag: '@desktop' }, async ({ launch, folder }) => {
  const app = await launch({ config: configOf('http://127.0.0.1:9', '/first') })
  const { page } = app
  await runningServerUrl(page)
  const other = join(folder, 'other.yaml')
  await writeFile(other, noRoutes)
  await chooseFile(app, other)
  await openPalette(page)
  await page.keyboard.type('open config')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'other.yaml' })).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeHidden()
  await openPalette(page)
  await page.keyboard.type('export for')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Export for LiteLLM' })).toBeVisible()
})
