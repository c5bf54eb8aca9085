// The Traffic page in each of its states: what it shows, what axe finds in it, and what it keeps.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { WebSocket, WebSocketServer } from 'ws'
import {
  answerAsApi,
  anthropicRequest,
  apiConfig,
  apiEnv,
  chatRequest,
  get,
  post,
  rerankRequest,
} from './support/api-upstream.ts'
import type { LaunchedApp } from './support/app.ts'
import { test as base, expect } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseFile, openTab, selectTab, tabNames } from './support/inspector.ts'
import { exchangeRows, runningServerUrl, serverGroup } from './support/window.ts'

const test = base.extend<{ socketUrl: string }>({
  /** A WebSocket upstream that greets and sends back what it gets. */
  socketUrl: async ({ folder: _folder }, use) => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    server.on('connection', (socket) => {
      socket.send('{"type":"session.created","session":{"id":"s1"}}')
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
    })
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    for (const client of server.clients) client.terminate()
    server.close()
  },
})

const filter = (page: Page) => page.getByRole('combobox', { name: 'Filter exchanges' })
const pane = (page: Page) => page.getByRole('complementary', { name: 'Exchange detail' })
const status = (page: Page) => page.getByRole('contentinfo')
const grid = (page: Page) => page.getByRole('grid', { name: 'Exchanges' })

const inPane = '[data-region="pane"]'
const onTop = '[data-modal]'

async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/realtime/v1/session`)
  const greeted = once(socket, 'message')
  await once(socket, 'open')
  await greeted
  return socket
}

async function writeFilter(page: Page, text: string): Promise<void> {
  await filter(page).fill(text)
  await page.keyboard.press('Enter')
}

/** Shows the page as it is in both themes, one after the other, and ends with the light one. */
async function lookAt({ page, electron }: LaunchedApp) {
  const paint = async (theme: 'light' | 'dark') => {
    await electron.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  }
  await paint('light')
  /** `within` is the part that is new: a selector. */
  return async (name: string, within?: string) => {
    const part = within === undefined ? {} : { within }
    await inspect(page, `traffic-${name}-light`, part)
    await paint('dark')
    // The page is the same but for its colours.
    await inspect(page, `traffic-${name}-dark`, { ...part, rules: ['color-contrast'] })
    await paint('light')
  }
}

/** An exchange of each kind; the WebSocket stays open. */
async function sendOneOfEach(url: string): Promise<WebSocket> {
  await post(`${url}/openai/v1/embeddings`, { model: 'text-embedding-3-small', input: 'x' })
  await post(`${url}/openai/v1/chat/completions`, chatRequest)
  await post(`${url}/v1/rerank`, rerankRequest)
  await post(`${url}/mistral/v1/chat/completions`, chatRequest)
  await post(`${url}/openai/v1/limited`, {})
  for (const name of ['zipped', 'picture.png', 'binary', 'large', 'nothing']) await get(`${url}/files/${name}`)
  const client = new AbortController()
  const endless = await fetch(`${url}/openai/v1/endless`, { signal: client.signal })
  await endless.body?.getReader().read()
  client.abort()
  const socket = await openSocket(url)
  await post(`${url}/anthropic/v1/messages`, anthropicRequest)
  return socket
}

test('each kind of exchange in its tabs, in both themes', async ({ launch, serve, socketUrl }) => {
  const upstream = await serve(answerAsApi)
  const gone = await serve()
  await gone.close()
  const app = await launch({ config: apiConfig(upstream.url, { gone: gone.url, socket: socketUrl }), env: apiEnv })
  const { page } = app
  const url = await runningServerUrl(page)
  const look = await lookAt(app)
  await sendOneOfEach(url)
  await expect(exchangeRows(page, '/anthropic/v1/messages')).toContainText(/2\.3k\s*\/\s*604/)

  const states: [string, readonly (typeof tabNames)[number][], string | RegExp][] = [
    ['/anthropic/v1/messages', tabNames, /lookup_order/],
    ['/openai/v1/chat/completions', ['Message'], 'Hello there.'],
    ['/v1/rerank', ['Message'], 'returns within 30 days'],
    ['/mistral/v1/chat/completions', ['Response', 'Overview'], /could not be reached.*ECONNREFUSED.*while connecting/],
    ['/openai/v1/endless', ['Events', 'Overview'], /The client closed the connection after .+ had arrived\./],
    ['/realtime/v1/session', ['Message', 'Events'], 'session.created'],
    ['/files/zipped', ['Response'], /application\/json · 425 B · gzip, \d+ B on the wire/],
    ['/files/picture.png', ['Response'], 'image/png'],
    ['/files/binary', ['Response'], '00000000'],
    ['/files/large', ['Response'], 'The first 1.0 MB are shown.'],
    ['/files/nothing', ['Response'], 'No body.'],
  ]
  for (const [path, tabs, text] of states) {
    await exchangeRows(page, path).first().click()
    for (const [index, tab] of tabs.entries()) {
      const panel = await selectTab(page, tab)
      await expect(panel.locator('[aria-busy]')).toHaveCount(0)
      if (path.includes('messages') ? tab === 'Message' : index === tabs.length - 1)
        await expect(panel).toContainText(text)
      await look(`${path.split('/').slice(1).join('-').replace('.', '-')}-${tab.toLowerCase()}`, inPane)
    }
  }
})

test('the list, what opens over it, and what stands in its place, in both themes', async ({
  launch,
  serve,
  socketUrl,
}) => {
  const upstream = await serve(answerAsApi)
  const gone = await serve()
  await gone.close()
  const app = await launch({ config: apiConfig(upstream.url, { gone: gone.url, socket: socketUrl }), env: apiEnv })
  const { page } = app
  const url = await runningServerUrl(page)
  const look = await lookAt(app)
  await expect(page.getByText('Waiting for the first request')).toBeVisible()
  await look('first-run')

  const socket = await sendOneOfEach(url)
  await expect(exchangeRows(page, '/anthropic/v1/messages')).toContainText(/2\.3k\s*\/\s*604/)
  await look('list')

  await filter(page).fill('status>=400 -method:GET ro')
  await expect(page.getByRole('listbox', { name: 'Filter terms' })).toBeVisible()
  await look('filter-terms', 'search')
  await writeFilter(page, 'status>=abc ')
  await expect(page.getByRole('alert').filter({ hasText: 'abc is no status' })).toBeVisible()
  await look('filter-invalid', 'search')
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await writeFilter(page, 'nothing-like-this')
  await expect(page.getByText('No exchanges match')).toBeVisible()
  await look('no-match', 'main')
  await page.getByRole('main').getByRole('button', { name: 'Clear filter' }).last().click()

  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(page.getByRole('menuitemcheckbox', { name: 'Model' })).toBeVisible()
  await look('columns', onTop)
  await page.keyboard.press('Escape')
  await exchangeRows(page, '/v1/rerank').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: /^Replay/ })).toBeVisible()
  await look('context-menu', onTop)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await look('palette', onTop)
  await page.keyboard.press('Escape')

  await exchangeRows(page, 'chat/completions')
    .first()
    .click({ modifiers: ['Control'] })
  await exchangeRows(page, 'chat/completions').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Compare two' }).click()
  const compare = page.getByRole('dialog', { name: 'Compare' })
  await expect(compare).toContainText('rerank-v3.5')
  await look('compare', onTop)
  await page.keyboard.press('Escape')
  await expect(compare).toBeHidden()
  await exchangeRows(page, 'chat/completions').first().click()
  await page.keyboard.press('Control+Shift+R')
  await expect(page.getByRole('dialog', { name: 'Edit and send' })).toBeVisible()
  await look('edit', onTop)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Edit and send' })).toBeHidden()

  await page.keyboard.press('Control+.')
  await expect(status(page)).toContainText('Paused')
  await look('paused', '[data-region="status"]')
  await page.keyboard.press('Control+.')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(960, 600))
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(960)
  await look('narrow')
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(sideways).toBe(0)
  socket.terminate()
  await serverGroup(page).getByRole('switch').click()
  await expect(page.getByText('Server is stopped.')).toBeVisible()
  await look('stopped', 'main')
})

test('what a WebSocket carries is listed as it comes, from both sides', async ({ launch, serve, socketUrl }) => {
  const upstream = await serve()
  const { page } = await launch({ config: apiConfig(upstream.url, { socket: socketUrl }), env: apiEnv })
  const socket = await openSocket(await runningServerUrl(page))
  const events = await openTab(page, '/realtime/v1/session', 'Events')
  await expect(events.getByRole('row', { name: /to the client.*session\.created/ })).toBeVisible()
  await expect(exchangeRows(page, 'realtime')).toHaveAccessibleName(/in flight/)
  await expect(pane(page)).toContainText(/open, \d/)

  socket.send('{"type":"hello","text":"first"}')
  await expect(events.getByRole('row', { name: /to the upstream.*hello/ })).toBeVisible()
  await expect(events.getByRole('row', { name: /to the client.*hello/ })).toBeVisible()
  socket.send(Buffer.from([1, 2, 3, 0, 255]))
  await expect(events.getByRole('row', { name: /to the upstream.*binary.*01 02 03 00 ff/ })).toBeVisible()
  await expect(events.getByRole('row', { name: /to the client.*binary.*01 02 03 00 ff/ })).toBeVisible()
  await expect(events.getByRole('row', { name: 'Receiving' })).toBeVisible()
  await events.getByRole('row', { name: /to the upstream.*hello/ }).click()
  await expect(events).toContainText('"first"')

  socket.close()
  await expect(exchangeRows(page, 'realtime')).not.toHaveAccessibleName(/in flight/)
})

test('a stream’s row is alive, and one that its client left is not red', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const client = new AbortController()
  const response = await fetch(`${await runningServerUrl(page)}/openai/v1/endless`, { signal: client.signal })
  await response.body?.getReader().read()
  const row = exchangeRows(page, '/openai/v1/endless')
  await expect(row).toHaveAttribute('data-mark', 'live')
  await expect(status(page)).toContainText('1 in flight')
  const before = await row.textContent()
  await expect(row).not.toHaveText(before ?? '')

  client.abort()
  await expect(row).toHaveAttribute('data-mark', 'aborted')
  await expect(row).toContainText('Abort')
  const colours = await row.evaluate((element) => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'var(--danger)'
    const danger = getComputedStyle(probe).color
    probe.remove()
    return { danger, used: [...element.querySelectorAll('*')].map((part) => getComputedStyle(part).color) }
  })
  expect(colours.used).not.toContain(colours.danger)
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('0')
})

test('a list that does not follow counts what is new, and stays where it is', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const url = await runningServerUrl(page)
  for (let number = 1; number <= 40; number += 1) await get(`${url}/files/row-${number}`)
  await expect(exchangeRows(page, '/files/row-40')).toBeInViewport()

  await grid(page).hover()
  await page.mouse.wheel(0, -5_000)
  await expect(exchangeRows(page, /\/files\/row-1(?!\d)/)).toBeInViewport()
  for (let number = 41; number <= 64; number += 1) await get(`${url}/files/row-${number}`)
  await expect(page.getByRole('button', { name: '24 new' })).toBeVisible()
  await expect(exchangeRows(page, /\/files\/row-1(?!\d)/)).toBeInViewport()
  await page.getByRole('button', { name: '24 new' }).click()
  await expect(exchangeRows(page, '/files/row-64')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Follow newest' })).toHaveAttribute('aria-pressed', 'true')
})

test('columns, widths and saved filters are there after a restart', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const choice = { config: apiConfig(upstream.url), env: apiEnv }
  const first = await launch(choice)
  const widthOf = async (page: Page, name: string) =>
    Math.round((await page.getByRole('columnheader', { name }).boundingBox())?.width ?? 0)
  const openOne = async (page: Page) => {
    await post(`${await runningServerUrl(page)}/openai/v1/limited`, {})
    await expect(exchangeRows(page, 'limited')).toHaveCount(1)
  }
  await openOne(first.page)
  await first.page.getByRole('button', { name: 'Columns' }).click()
  await first.page.getByRole('menuitemcheckbox', { name: 'Size' }).click()
  await first.page.keyboard.press('Escape')
  await expect(first.page.getByRole('columnheader', { name: 'Size' })).toHaveCount(0)
  const before = await widthOf(first.page, 'Model')
  await first.page.getByRole('columnheader', { name: 'Model' }).getByRole('button').press('Shift+ArrowRight')
  await expect.poll(() => widthOf(first.page, 'Model')).toBe(before + 16)

  await writeFilter(first.page, 'status:429')
  await first.page.getByRole('button', { name: 'Saved filters' }).click()
  await first.page.getByRole('menuitem', { name: 'Save filter…' }).click()
  await first.page.getByLabel('Name').fill('Rate limits')
  await first.page.keyboard.press('Enter')
  await expect(first.page.getByRole('dialog')).toBeHidden()

  await exchangeRows(first.page, 'limited').click()
  const handle = first.page.getByRole('separator', { name: 'Resize detail pane' })
  await handle.press('Shift+ArrowLeft')
  await expect(handle).toHaveAttribute('aria-valuenow', '468')
  await expect.poll(async () => readFile(join(first.userData, 'settings.json'), 'utf8')).toMatch(/"paneWidth":\s*468/)
  await first.quit()

  const { page } = await launch(choice)
  await openOne(page)
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveCount(0)
  expect(await widthOf(page, 'Model')).toBe(before + 16)
  await get(`${await runningServerUrl(page)}/files/zipped`)
  await expect(exchangeRows(page, 'zipped')).toHaveCount(1)
  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page.getByRole('menuitem', { name: 'Rate limits' }).click()
  await expect(exchangeRows(page, 'zipped')).toHaveCount(0)
  await exchangeRows(page, 'limited').click()
  await expect(page.getByRole('separator', { name: 'Resize detail pane' })).toHaveAttribute('aria-valuenow', '468')
})

test('the menu of a row filters, many are deleted and brought back, and what is pinned stays', async ({
  launch,
  serve,
}) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const url = await runningServerUrl(page)
  for (const name of ['one', 'two', 'three']) await get(`${url}/files/${name}`)
  await post(`${url}/openai/v1/limited`, {})
  await expect(exchangeRows(page, 'limited')).toHaveCount(1)

  await exchangeRows(page, '/files/two').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Filter by' }).click()
  await page.getByRole('menuitem', { name: 'Route /files' }).click()
  await expect(page.getByRole('button', { name: 'Edit filter route:/files' })).toBeVisible()
  await expect(exchangeRows(page, 'limited')).toHaveCount(0)
  await expect(exchangeRows(page, '/files/')).toHaveCount(3)
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect(exchangeRows(page, 'limited')).toHaveCount(1)

  await exchangeRows(page, '/files/one').click()
  await exchangeRows(page, '/files/three').click({ modifiers: ['Shift'] })
  await exchangeRows(page, '/files/two').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Delete 3/ }).click()
  await expect(exchangeRows(page, '/files/')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(exchangeRows(page, '/files/')).toHaveCount(3)

  await exchangeRows(page, '/files/two').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Pin' }).click()
  await expect(exchangeRows(page, '/files/two')).toHaveAccessibleName(/pinned/)
  await page.getByRole('button', { name: 'Clear list' }).click()
  await expect(exchangeRows(page, 'limited')).toHaveCount(0)
  await expect(exchangeRows(page, '/files/')).toHaveCount(1)
})

test('a long export and a search through bodies show how far they are, and stop when told', async ({
  launch,
  serve,
  folder,
}) => {
  const upstream = await serve(answerAsApi)
  const app = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const { page } = app
  const url = await runningServerUrl(page)
  for (let number = 0; number < 16; number += 1) await get(`${url}/files/large?${number}`)
  await get(`${url}/files/zipped`)
  await expect(exchangeRows(page, 'zipped')).toHaveCount(1)

  // The selection alone.
  await chooseFile(app, join(folder, 'one.har'))
  await exchangeRows(page, 'zipped').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Export selection' }).click()
  await page.getByRole('menuitem', { name: 'HAR, redacted' }).click()
  await expect(page.getByText(/^Exported to .*one\.har/)).toBeVisible()
  expect(JSON.parse(await readFile(join(folder, 'one.har'), 'utf8')).log.entries).toHaveLength(1)

  await chooseFile(app, join(folder, 'all.har'))
  await page.getByRole('button', { name: /^Export/ }).click()
  await page.getByRole('menuitem', { name: /^All/ }).first().click()
  const task = page.getByRole('dialog').filter({ hasText: 'Exporting' })
  await task.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Export cancelled.')).toBeVisible()
  await expect(readFile(join(folder, 'all.har'))).rejects.toThrow()

  await filter(page).fill('body*:"not in any of them"')
  const progress = page.getByRole('progressbar', { name: 'Search in headers and bodies' })
  await expect(progress).toBeVisible()
  await page.getByRole('button', { name: 'Cancel search' }).click()
  await expect(page.getByRole('button', { name: 'Search on' })).toBeVisible()
  await page.getByRole('button', { name: 'Search on' }).click()
  await expect(page.getByText('No exchanges match')).toBeVisible()
  await writeFilter(page, 'body*:the-very-last-value')
  await expect(page.getByRole('status').filter({ hasText: 'of 17' })).toContainText('16 of 17')
})

test('a large body is cut, shown whole on demand, and saved to a file', async ({ launch, serve, folder }) => {
  const upstream = await serve(answerAsApi)
  const app = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const { page } = app
  const url = await runningServerUrl(page)
  const whole = await (await fetch(`${url}/files/large`)).text()
  const response = await openTab(page, '/files/large', 'Response')
  await expect(response).toContainText('The first 1.0 MB are shown.')
  await response.getByRole('button', { name: /^Show all 5\.\d MB$/ }).click()
  await expect(response.getByRole('button', { name: /^Show all/ })).toHaveCount(0)
  await expect(async () => {
    // To the end of what stands there by now: while it is laid out, its start stands there as it came.
    await response.getByRole('textbox', { name: 'Body of the response' }).press('Control+End')
    await expect(response).toContainText('the-very-last-value', { timeout: 500 })
  }).toPass()

  const file = join(folder, 'body.json')
  await chooseFile(app, file)
  await response.getByRole('button', { name: 'Save to file' }).click()
  await expect(page.getByText(/^Saved to .*body\.json/)).toBeVisible()
  expect(await readFile(file, 'utf8')).toBe(whole)
})
