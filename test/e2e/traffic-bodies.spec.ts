// What can be done with a body that is shown, and what a call's cost says where it is not known.
import { ask } from './support/api.ts'
import { answerAsApi, anthropicRequest, apiConfig, apiEnv, post } from './support/api-upstream.ts'
import { expect } from './support/fixtures.ts'
import { clipboardText, emptyClipboard, openTab } from './support/inspector.ts'
import { test } from './support/traffic.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

const answer = { kind: 'list', items: [{ name: 'folded away', note: 'grüß dich' }] }

test('a JSON body is laid out, folds, cannot be changed, and is copied as it is', async ({ launch, serve }) => {
  const upstream = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  })
  const app = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const { page } = app
  await post(`${await runningServerUrl(page)}/openai/v1/things`, { asked: 'for' })
  const response = await openTab(page, '/openai/v1/things', 'Response')
  await expect(response).toContainText('"kind": "list"')
  await expect(response).toContainText('folded away')

  await response.getByTitle('Fold line').filter({ visible: true }).nth(1).click()
  await expect(response).not.toContainText('folded away')
  await response.getByTitle('Unfold line').filter({ visible: true }).click()
  await expect(response).toContainText('folded away')

  const body = response.getByRole('textbox', { name: 'Body of the response' })
  await expect(body).toHaveAttribute('aria-readonly', 'true')
  await body.press('Control+End')
  await page.keyboard.type('typed')
  await expect(response).not.toContainText('typed')

  await emptyClipboard(app)
  await page.getByRole('button', { name: 'Copy', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Copy response body' }).click()
  await expect.poll(() => clipboardText(app)).toBe(JSON.stringify(answer))
  await page.getByRole('button', { name: 'Copy', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Copy request body' }).click()
  await expect.poll(() => clipboardText(app)).toBe('{"asked":"for"}')
})

test('a cost that is not known for want of a price says which', async ({ launch, serve }) => {
  const upstream = await serve(answerAsApi)
  const { page, electron } = await launch({ config: apiConfig(upstream.url), env: apiEnv })
  const price = { cachedInput: null, cacheWrite: null, output: 15, source: null, date: null }
  await ask(page, 'prices.set', { prices: [{ pattern: 'claude-*', input: 3, ...price }] })
  await post(`${await runningServerUrl(page)}/anthropic/v1/messages`, anthropicRequest)
  await expect(exchangeRows(page, '/anthropic/v1/messages')).toHaveCount(1)
  const message = await openTab(page, '/anthropic/v1/messages', 'Message')
  const usage = message.getByRole('table', { name: 'Token usage' })
  await expect(usage.getByRole('row', { name: /^Total/ })).toContainText('no price for cached input')
  await expect(usage.getByRole('row', { name: /^Total/ })).toContainText('–')
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await usage.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `test-results/screens/unpriced-${theme}.png` })
  }
})
