// What the Traffic page shows of real traffic, and what can be done with it.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import OpenAI from 'openai'
import { expect, test } from './support/fixtures.ts'
import { chooseFile, clipboardText, emptyClipboard, inspectorConfig, openTab, selectTab } from './support/inspector.ts'
import { openPalette } from './support/palette.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

const secret = 'sk-e2e-must-not-be-seen'
const env = { E2E_OPENAI_KEY: secret }

const chunk = (delta: object, rest: object = {}) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-5-mini',
    choices: [{ index: 0, delta, finish_reason: null }],
    ...rest,
  })}\n\n`

test('an event stream can be watched while it runs', async ({ launch, serve }) => {
  let write: (text: string) => void = () => {}
  let end = () => {}
  const upstream = await serve(async (_request, response, received) => {
    await received
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    write = (text) => response.write(text)
    end = () => response.end()
    write('event: first\ndata: one\n\n')
  })
  const { page } = await launch({ config: inspectorConfig(upstream.url), env })
  const response = await fetch(`${await runningServerUrl(page)}/openai/stream`)

  const events = await openTab(page, '/openai/stream', 'Events')
  await expect(events.getByRole('row', { name: /first/ })).toBeVisible()
  write('event: second\ndata: two\n\n')
  await expect(events.getByRole('row', { name: /second/ })).toBeVisible()
  await expect(page.getByRole('tab', { name: /^Events/ })).toContainText('2')
  await expect(exchangeRows(page, '/openai/stream')).toHaveAccessibleName(/in flight/i)

  end()
  await response.text()
  await expect(exchangeRows(page, '/openai/stream')).not.toHaveAccessibleName(/in flight/i)
})

test('a streamed chat completion of the openai SDK shows its text, tokens and cost', async ({ launch, serve }) => {
  const upstream = await serve(async (_request, response, received) => {
    await received
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const content of ['Two ', 'things ', 'first.']) response.write(chunk({ content }))
    response.write(chunk({}, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }))
    response.write(
      chunk({}, { choices: [], usage: { prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500 } }),
    )
    response.end('data: [DONE]\n\n')
  })
  const { page } = await launch({ config: inspectorConfig(upstream.url), env })
  const openai = new OpenAI({ baseURL: `${await runningServerUrl(page)}/openai/v1`, apiKey: 'unused' })
  const stream = await openai.chat.completions.create({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: 'Can I return it?' }],
    stream: true,
    stream_options: { include_usage: true },
  })
  let text = ''
  for await (const part of stream) text += part.choices[0]?.delta.content ?? ''
  expect(text).toBe('Two things first.')
  expect((await upstream.nextRequest()).rawHeaders).toContain(`Bearer ${secret}`)

  const row = exchangeRows(page, 'chat/completions')
  await expect(row).toContainText('gpt-5-mini')
  await expect(row).toContainText(/1\.2k\s*\/\s*300/)
  const message = await openTab(page, 'chat/completions', 'Message')
  await expect(message).toContainText('Two things first.')
  await expect(message).toContainText('stop')
  await expect(message).toContainText('1,200')
  await expect(message).toContainText(/\$0\.000\d/)
  await message.getByRole('button', { name: /^Prompt/ }).click()
  await expect(message).toContainText('Can I return it?')

  const overview = await selectTab(page, 'Overview')
  await expect(overview).toContainText('E2E_OPENAI_KEY')
  await expect(page.locator('body')).not.toContainText(secret)
})

test('a filter is typed, narrows the list, says what is wrong, and searches bodies', async ({ launch, serve }) => {
  const upstream = await serve((request, response) => {
    const limited = request.url?.includes('limited')
    response.writeHead(limited ? 429 : 200, { 'content-type': 'application/json' })
    response.end(limited ? '{"error":"rate limit reached"}' : '{"ok":true}')
  })
  const { page } = await launch({ config: inspectorConfig(upstream.url), env })
  const url = await runningServerUrl(page)
  for (const path of ['models', 'limited', 'chat']) await fetch(`${url}/openai/${path}`)
  await expect(exchangeRows(page, '/openai/')).toHaveCount(3)

  const field = page.getByRole('combobox', { name: 'Filter exchanges' })
  await page.keyboard.press('Control+F')
  await expect(field).toBeFocused()
  await page.keyboard.type('status>=400')
  await page.keyboard.press('Enter')
  await expect(exchangeRows(page, '/openai/')).toHaveCount(1)
  await expect(exchangeRows(page, '/openai/limited')).toBeVisible()

  await page.getByRole('button', { name: 'Clear filter' }).click()
  await field.fill('body*:"rate limit"')
  await page.keyboard.press('Enter')
  await expect(exchangeRows(page, '/openai/')).toHaveCount(1)
  await fetch(`${url}/openai/limited?again`)
  await expect(exchangeRows(page, '/openai/')).toHaveCount(2)

  await page.getByRole('button', { name: 'Clear filter' }).click()
  await field.fill('stauts:200 ')
  await page.keyboard.press('Enter')
  await field.blur()
  await expect(page.getByRole('alert').filter({ hasText: 'stauts' })).toContainText('Did you mean status?')
})

test('an exchange is replayed with the route’s secret, and names its origin', async ({ launch, serve }) => {
  const upstream = await serve()
  const { page } = await launch({ config: inspectorConfig(upstream.url), env })
  const url = await runningServerUrl(page)
  await fetch(`${url}/openai/v1/chat?x=1`, { method: 'POST', body: '{"again":true}' })
  await upstream.nextRequest()

  await openTab(page, '/openai/v1/chat', 'Overview')
  await page.getByRole('button', { name: 'Replay' }).click()
  const again = await upstream.nextRequest()
  expect(again).toMatchObject({ method: 'POST', path: '/v1/chat?x=1' })
  expect(again.body.toString()).toBe('{"again":true}')
  expect(again.rawHeaders).toContain(`Bearer ${secret}`)
  await expect(exchangeRows(page, '/openai/v1/chat')).toHaveCount(2)
  const overview = await openTab(page, '/openai/v1/chat', 'Overview')
  await expect(overview).toContainText(/repl/i)
})

test('a HAR file is written without a secret, and read back', { tag: '@desktop' }, async ({
  launch,
  serve,
  folder,
}) => {
  const upstream = await serve()
  const app = await launch({ config: inspectorConfig(upstream.url), env })
  const { page } = app
  const url = await runningServerUrl(page)
  await fetch(`${url}/openai/v1/models`, { headers: { authorization: 'Bearer of-the-client' } })
  await expect(exchangeRows(page, '/openai/v1/models')).toHaveCount(1)

  const file = join(folder, 'traffic.har')
  await chooseFile(app, file)
  await page.getByRole('button', { name: /^Export/ }).click()
  await page.getByRole('menuitem', { name: /^All/ }).first().click()
  await expect(page.getByRole('dialog').filter({ hasText: 'traffic.har' })).toBeVisible()
  const har = await readFile(file, 'utf8')
  expect(JSON.parse(har).log.entries).toHaveLength(1)
  expect(har).not.toContain(secret)
  expect(har).not.toContain('of-the-client')

  await page.getByRole('button', { name: /^Export/ }).click()
  await page.getByRole('menuitem', { name: 'Import HAR…' }).click()
  await expect(exchangeRows(page, '/openai/v1/models')).toHaveCount(2)
})

test('a copied curl makes the same request', async ({ launch, serve }) => {
  const upstream = await serve()
  const app = await launch({ config: inspectorConfig(upstream.url), env })
  const { page } = app
  const body = `{"text":"it's \\"quoted\\" $HOME \`id\`"}`
  await fetch(`${await runningServerUrl(page)}/openai/v1/chat?q=%2F`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const first = await upstream.nextRequest()

  await openTab(page, '/openai/v1/chat', 'Overview')
  await emptyClipboard(app)
  await page.keyboard.press('Control+Shift+C')
  await expect.poll(() => clipboardText(app)).toContain('$E2E_OPENAI_KEY')
  const command = await clipboardText(app)
  expect(command).not.toContain(secret)
  await promisify(execFile)('sh', ['-c', command], { env: { PATH: process.env.PATH, E2E_OPENAI_KEY: secret } })
  const second = await upstream.nextRequest()
  expect(second).toMatchObject({ method: first.method, path: first.path, body: first.body })
  expect(second.rawHeaders).toContain(`Bearer ${secret}`)
})

test('the list is cleared and brought back, paused and resumed', async ({ launch, serve }) => {
  const upstream = await serve()
  const { page } = await launch({ config: inspectorConfig(upstream.url), env })
  const url = await runningServerUrl(page)
  await fetch(`${url}/openai/one`)
  await expect(exchangeRows(page, '/openai/one')).toHaveCount(1)
  await page.keyboard.press('Control+L')
  await expect(exchangeRows(page, '/openai/one')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(exchangeRows(page, '/openai/one')).toHaveCount(1)

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('contentinfo')).toContainText('Paused')
  await fetch(`${url}/openai/unseen`)
  await page.getByRole('button', { name: 'Resume' }).click()
  await fetch(`${url}/openai/two`)
  await expect(exchangeRows(page, '/openai/two')).toHaveCount(1)
  await expect(exchangeRows(page, '/openai/unseen')).toHaveCount(0)
})

test('the palette opens pages and acts', async ({ launch }) => {
  const { page } = await launch()
  await runningServerUrl(page)
  await openPalette(page)
  await page.keyboard.type('secrets')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Secrets' })).toBeAttached()
})
