// The traffic list while it lives: streams, WebSockets, following, its menu, and what is deleted and pinned.
import type { Page } from '@playwright/test'
import { answerAsApi, apiConfig, apiEnv, get, post } from './support/api-upstream.ts'
import { expect } from './support/fixtures.ts'
import { openTab } from './support/inspector.ts'
import { exchangePane, openSocket, statusBar, test } from './support/traffic.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

const grid = (page: Page) => page.getByRole('grid', { name: 'Exchanges' })

test('what a WebSocket carries is listed as it comes, from both sides', async ({ launch, serve, socketUrl }) => {
  const upstream = await serve()
  const { page } = await launch({ config: apiConfig(upstream.url, { socket: socketUrl }), env: apiEnv })
  const socket = await openSocket(await runningServerUrl(page))
  const events = await openTab(page, '/realtime/v1/session', 'Events')
  await expect(events.getByRole('row', { name: /to the client.*session\.created/ })).toBeVisible()
  await expect(exchangeRows(page, 'realtime')).toHaveAccessibleName(/in flight/)
  await expect(exchangePane(page)).toContainText(/open, \d/)

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
  await expect(statusBar(page)).toContainText('1 in flight')
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
