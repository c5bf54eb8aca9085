// The Traffic page in each of its states, in both themes: what it shows, and what axe finds in it.
import type { WebSocket } from 'ws'
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
import { expect } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { selectTab, tabNames } from './support/inspector.ts'
import { filterField, openSocket, statusBar, test, writeFilter } from './support/traffic.ts'
import { exchangeRows, runningServerUrl, serverGroup } from './support/window.ts'

const inPane = '[data-region="pane"]'
const onTop = '[data-modal]'

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
      // Markdown stands as it was written until what renders it is there.
      if (tab === 'Message') await expect(panel.getByText('**')).toHaveCount(0)
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

  await filterField(page).fill('status>=400 -method:GET ro')
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
  await expect(statusBar(page)).toContainText('Paused')
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
