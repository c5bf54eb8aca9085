// What is done on the Traffic page, and where one goes from it, without a mouse.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerAsApi, apiConfig, apiEnv, chatRequest, get, post } from './support/api-upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { chooseFile, clipboardText, emptyClipboard } from './support/inspector.ts'
import { openPalette } from './support/palette.ts'
import { exchangePane } from './support/traffic.ts'
import { exchangeList, press, ringOf, toList, toUndo } from './support/traffic-keys.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

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

test('an exchange is replayed, edited, copied and exported with keys', { tag: '@desktop' }, async ({
  launch,
  serve,
  folder,
}) => {
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
  await expect(exchangePane(page)).toBeVisible()

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
  await expect(exchangeList(page)).toBeFocused()
  await openPalette(page)
  await page.keyboard.type('zipped')
  await press(page, 'Enter')
  await expect(palette).toBeHidden()
  await expect(exchangePane(page)).toContainText('/files/zipped')

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
