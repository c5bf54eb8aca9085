// The Traffic page without a mouse: every key of its table, and where the focus is after each.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerAsApi, anthropicRequest, apiConfig, apiEnv, chatRequest, get, post } from './support/api-upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { chooseFile, clipboardText, emptyClipboard } from './support/inspector.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

const list = (page: Page) => page.getByRole('grid', { name: 'Exchanges' })
const filter = (page: Page) => page.getByRole('combobox', { name: 'Filter exchanges' })
const pane = (page: Page) => page.getByRole('complementary', { name: 'Exchange detail' })
const selected = (page: Page) => list(page).getByRole('row', { selected: true })
const selectedTab = (page: Page) => page.getByRole('tab', { selected: true })

/** The ring that shows where the keys go, on the element itself or on the row that it points at. */
const ringOf = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    const pointed = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '')
    const shown = pointed ?? focused
    return shown === null || shown === document.body ? 'none' : getComputedStyle(shown).outlineStyle
  })

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Into the list with the keys alone. */
async function toList(page: Page): Promise<void> {
  await press(page, 'Control+F', 'Escape', 'Escape')
  await expect(list(page)).toBeFocused()
}

/** To the note that offers it: the last region, so backwards from the first. */
async function toUndo(page: Page): Promise<void> {
  await press(page, 'Control+F', 'Escape', 'Escape', 'Shift+F6')
  const note = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Undo' }) })
  while (!(await note.evaluate((element) => element === document.activeElement))) await press(page, 'Shift+F6')
  await press(page, 'Tab')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
}

test('the selection moves, is extended and holds all', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const url = await runningServerUrl(page)
  for (let number = 1; number <= 40; number += 1) await get(`${url}/files/row-${number}`)
  await expect(exchangeRows(page, '/files/row-40')).toHaveCount(1)
  const isAt = (number: number) => expect(selected(page)).toHaveAccessibleName(new RegExp(`/files/row-${number},`))

  await toList(page)
  await press(page, 'ArrowUp')
  await isAt(40)
  expect(await ringOf(page)).toBe('solid')
  await press(page, 'ArrowUp')
  await isAt(39)
  await press(page, 'Home')
  await isAt(1)
  await press(page, 'ArrowDown')
  await isAt(2)
  await press(page, 'PageDown')
  await expect(selected(page)).not.toHaveAccessibleName(/row-2,/)
  await press(page, 'PageUp')
  await isAt(2)
  await press(page, 'End')
  await isAt(40)
  await expect(selected(page)).toBeInViewport()
  expect(await ringOf(page)).toBe('solid')

  await press(page, 'Shift+ArrowUp', 'Shift+ArrowUp')
  await expect(selected(page)).toHaveCount(3)
  await press(page, 'Shift+ArrowDown')
  await expect(selected(page)).toHaveCount(2)
  await press(page, 'Shift+Home', 'Delete')
  await expect(page.getByText('Deleted 40 exchanges.')).toBeVisible()
  await toUndo(page)
  await press(page, 'Enter')
  await expect(page.getByRole('contentinfo')).toContainText('40 exchanges')

  await toList(page)
  await press(page, 'Control+A')
  await press(page, 'Control+E')
  await expect(page.getByRole('menuitem', { name: /^Selected/ }).first()).toContainText('40')
  await press(page, 'Escape')
  await expect(page.getByRole('menu')).toBeHidden()
})

test('Enter and Esc go through list, pane and filter; the tabs have keys', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const url = await runningServerUrl(page)
  await post(`${url}/anthropic/v1/messages`, anthropicRequest)
  await get(`${url}/files/other`)
  await expect(exchangeRows(page, '/files/other')).toHaveCount(1)

  await press(page, '/')
  await expect(filter(page)).toBeFocused()
  await page.keyboard.type('anthropic')
  await press(page, 'Enter', 'Escape')
  await expect(list(page)).toBeFocused()
  await expect(exchangeRows(page, '/')).toHaveCount(1)

  await press(page, 'ArrowDown', 'Enter')
  await expect(selectedTab(page)).toBeFocused()
  expect(await ringOf(page)).toBe('solid')
  for (const [key, name] of [
    ['2', 'Request'],
    ['3', 'Response'],
    ['4', 'Events'],
    ['5', 'Message'],
    ['6', 'Raw'],
    ['1', 'Overview'],
    ['[', 'Raw'],
    [']', 'Overview'],
    ['ArrowRight', 'Request'],
  ] as const) {
    await press(page, key)
    await expect(selectedTab(page)).toHaveAccessibleName(new RegExp(`^${name}`))
    await expect(selectedTab(page)).toBeFocused()
  }
  // One at a time: to the list, the pane closes, the filter is cleared.
  await press(page, 'Escape')
  await expect(list(page)).toBeFocused()
  await expect(pane(page)).toBeVisible()
  await press(page, '4')
  await expect(selectedTab(page)).toHaveAccessibleName(/^Events/)
  await press(page, 'Escape')
  await expect(pane(page)).toBeHidden()
  await expect(list(page)).toBeFocused()
  await expect(exchangeRows(page, '/files/other')).toHaveCount(0)
  await press(page, 'Escape')
  await expect(exchangeRows(page, '/files/other')).toHaveCount(1)
  await expect(list(page)).toBeFocused()

  // What is not a stream has no Events: the key leaves the tab as it is.
  await press(page, 'End', 'Enter', '3', '4')
  await expect(selectedTab(page)).toHaveAccessibleName(/^Response/)
})

test('the filter is written, completed, edited and cleared with keys', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const url = await runningServerUrl(page)
  await post(`${url}/openai/v1/chat/completions`, chatRequest)
  await get(`${url}/files/zipped`)
  await post(`${url}/openai/v1/limited`, {})
  await expect(exchangeRows(page, 'limited')).toHaveCount(1)

  await press(page, 'Control+F')
  await expect(filter(page)).toBeFocused()
  await expect(page.getByRole('listbox', { name: 'Filter terms' })).toBeVisible()
  await page.keyboard.type('rou')
  await press(page, 'Tab')
  await expect(filter(page)).toHaveValue('route:')
  await page.keyboard.type('op')
  await press(page, 'ArrowDown', 'Tab')
  await expect(page.getByRole('button', { name: 'Edit filter route:/openai' })).toBeVisible()
  await expect(filter(page)).toHaveValue('')
  await page.keyboard.type('-status>=400')
  await press(page, 'Enter')
  await expect(exchangeRows(page, '/openai/')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Edit filter -status>=400' })).toBeVisible()
  await press(page, 'Backspace')
  await expect(filter(page)).toHaveValue('-status>=400')
  await press(page, 'Control+A')
  await page.keyboard.type('status:429')
  await press(page, 'Enter')
  await expect(exchangeRows(page, 'limited')).toHaveCount(1)
  await expect(exchangeRows(page, 'chat')).toHaveCount(0)

  // Nothing matches: Esc still leads out of the field, clears, and the list has the focus when it is back.
  await page.keyboard.type('nothing-like-this')
  await press(page, 'Enter')
  await expect(page.getByText('No exchanges match')).toBeVisible()
  await press(page, 'Escape')
  await expect(filter(page)).not.toBeFocused()
  await press(page, 'Escape')
  await expect(exchangeRows(page, 'chat')).toHaveCount(1)
  await expect(list(page)).toBeFocused()
  await press(page, 'ArrowUp')
  await expect(selected(page)).toHaveCount(1)
})

test('follow, pause and clear have keys', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const url = await runningServerUrl(page)
  for (let number = 1; number <= 40; number += 1) await get(`${url}/files/row-${number}`)
  await expect(exchangeRows(page, '/files/row-40')).toHaveCount(1)
  const follow = page.getByRole('button', { name: 'Follow newest' })

  await toList(page)
  await press(page, 'Home')
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  await press(page, 'f')
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
  await expect(exchangeRows(page, '/files/row-40')).toBeInViewport()
  await press(page, 'f')
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  await press(page, 'End')
  await expect(follow).toHaveAttribute('aria-pressed', 'true')

  await press(page, 'Control+.')
  await expect(page.getByRole('contentinfo')).toContainText('Paused')
  await get(`${url}/files/unseen`)
  await press(page, 'Control+.')
  await expect(page.getByRole('contentinfo')).toContainText('Recording')
  await get(`${url}/files/seen`)
  await expect(exchangeRows(page, '/files/seen')).toHaveCount(1)
  await expect(exchangeRows(page, '/files/unseen')).toHaveCount(0)

  await press(page, 'Control+L')
  await expect(page.getByText('No traffic yet')).toBeVisible()
  await expect(page.getByText('Cleared 41 exchanges.')).toBeVisible()
  await toUndo(page)
  await press(page, 'Enter')
  await expect(exchangeRows(page, '/files/seen')).toHaveCount(1)
})

test('an exchange is replayed, edited, copied and exported with keys', async ({ launch, serve, folder }) => {
  const upstream = await serve(answerAsApi)
  const app = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const { page } = app
  const url = await runningServerUrl(page)
  await post(`${url}/openai/v1/chat/completions`, chatRequest)
  await expect(exchangeRows(page, 'chat/completions')).toHaveCount(1)

  await toList(page)
  await press(page, 'End')
  await emptyClipboard(app)
  await press(page, 'Control+Shift+C')
  await expect.poll(() => clipboardText(app)).toContain('$E2E_OPENAI_KEY')

  await press(page, 'Control+R')
  await expect(exchangeRows(page, 'chat/completions')).toHaveCount(2)
  await expect(pane(page)).toBeVisible()

  await press(page, 'Control+Shift+R')
  const dialog = page.getByRole('dialog', { name: 'Edit and send' })
  await expect(dialog.getByLabel('Target')).toBeFocused()
  // The keys of the page rest while a dialog is open.
  await press(page, 'Control+L', 'Escape')
  await expect(dialog).toBeHidden()
  await expect(exchangeRows(page, 'chat/completions')).toHaveCount(2)

  const file = join(folder, 'kept.har')
  await chooseFile(app, file)
  await press(page, 'Control+E')
  await expect(page.getByRole('menuitem', { name: /^All/ }).first()).toBeFocused()
  await press(page, 'Enter')
  await expect(page.getByText(/^Exported to .*kept\.har/)).toBeVisible()
  expect(JSON.parse(await readFile(file, 'utf8')).log.entries).toHaveLength(2)
})

test('the palette, the pages and the regions have keys', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const url = await runningServerUrl(page)
  await get(`${url}/files/zipped`)
  await get(`${url}/files/binary`)
  await expect(exchangeRows(page, '/files/binary')).toHaveCount(1)
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })

  await press(page, 'Control+2')
  await expect(heading('Routes')).toBeAttached()
  await press(page, 'Control+3')
  await expect(heading('Secrets')).toBeAttached()
  await press(page, 'Control+,')
  await expect(heading('Settings')).toBeAttached()
  await press(page, 'Control+1')
  await expect(heading('Traffic')).toBeAttached()

  await toList(page)
  await press(page, 'End', 'Control+K')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await press(page, 'Escape')
  await expect(palette).toBeHidden()
  await expect(list(page)).toBeFocused()
  await press(page, 'Control+K')
  await page.keyboard.type('zipped')
  await press(page, 'Enter')
  await expect(palette).toBeHidden()
  await expect(pane(page)).toContainText('/files/zipped')

  // F6 round the window comes by each region once, and shows where it is.
  await toList(page)
  const regions: (string | null)[] = []
  do {
    await press(page, 'F6')
    expect(await ringOf(page)).not.toBe('none')
    regions.push(
      await page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region') ?? null),
    )
  } while (regions.at(-1) !== 'list' && regions.length < 12)
  expect(regions.at(-1)).toBe('list')
  expect(regions.filter((region) => region === 'pane')).toHaveLength(1)
  expect(new Set(regions).size).toBe(regions.length)

  // The handle of the pane is a separator with keys of its own.
  const handle = page.getByRole('separator', { name: 'Resize detail pane' })
  await handle.focus()
  const width = async () => Number(await handle.getAttribute('aria-valuenow'))
  const before = await width()
  await press(page, 'ArrowLeft', 'Shift+ArrowLeft')
  await expect.poll(width).toBe(before + 80)
})
