// The Traffic list, its pane and its filter without a mouse, and where the focus is after each key.
import { answerAsApi, anthropicRequest, apiConfig, apiEnv, chatRequest, get, post } from './support/api-upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { exchangePane, filterField } from './support/traffic.ts'
import { exchangeList, press, ringOf, selected, selectedTab, toList, toUndo } from './support/traffic-keys.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

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
  await expect(filterField(page)).toBeFocused()
  await page.keyboard.type('anthropic')
  await press(page, 'Enter', 'Escape')
  await expect(exchangeList(page)).toBeFocused()
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
  await expect(exchangeList(page)).toBeFocused()
  await expect(exchangePane(page)).toBeVisible()
  await press(page, '4')
  await expect(selectedTab(page)).toHaveAccessibleName(/^Events/)
  await press(page, 'Escape')
  await expect(exchangePane(page)).toBeHidden()
  await expect(exchangeList(page)).toBeFocused()
  await expect(exchangeRows(page, '/files/other')).toHaveCount(0)
  await press(page, 'Escape')
  await expect(exchangeRows(page, '/files/other')).toHaveCount(1)
  await expect(exchangeList(page)).toBeFocused()

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
  await expect(filterField(page)).toBeFocused()
  await expect(page.getByRole('listbox', { name: 'Filter terms' })).toBeVisible()
  await page.keyboard.type('rou')
  await press(page, 'Tab')
  await expect(filterField(page)).toHaveValue('route:')
  await page.keyboard.type('op')
  await press(page, 'ArrowDown', 'Tab')
  await expect(page.getByRole('button', { name: 'Edit filter route:/openai' })).toBeVisible()
  await expect(filterField(page)).toHaveValue('')
  await page.keyboard.type('-status>=400')
  await press(page, 'Enter')
  await expect(exchangeRows(page, '/openai/')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Edit filter -status>=400' })).toBeVisible()
  await press(page, 'Backspace')
  await expect(filterField(page)).toHaveValue('-status>=400')
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
  await expect(filterField(page)).not.toBeFocused()
  await press(page, 'Escape')
  await expect(exchangeRows(page, 'chat')).toHaveCount(1)
  await expect(exchangeList(page)).toBeFocused()
  await press(page, 'ArrowUp')
  await expect(selected(page)).toHaveCount(1)
})
