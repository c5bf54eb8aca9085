// The log and the diagnostics: where they are, what they say, and that nothing secret is in them.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { addSecret, chooseTheme, openPage, runningServerUrl } from './support/window.ts'

const secret = 'sk-logs-0123456789abcdefghij'

const configFor = (target: string) => `general_settings:
  pass_through_endpoints:
    - path: /customers
      target: ${target}/v1?literal=in-the-file
      headers:
        Authorization: Bearer os.environ/E2E_LOG_KEY
`

test('the log tells of the start, the config, the server and the stop, and of nothing secret', async ({
  launch,
  serve,
  configFile,
}) => {
  const upstream = await serve()
  const app = await launch({ config: configFor(upstream.url) })
  const { page, userData, electron } = app
  const url = await runningServerUrl(page)
  await openPage(page, 'Secrets')
  await addSecret(page, 'E2E_LOG_KEY', secret)
  const answer = await fetch(`${url}/customers?of=the-client`, {
    method: 'POST',
    headers: { authorization: 'Bearer of-the-client-itself', 'content-type': 'application/json' },
    body: '{"said":"in-the-body"}',
  })
  expect(answer.status).toBe(200)
  // Whoever logs an error cannot know what stands in it.
  await electron.evaluate((_electron, value) => {
    process.emit(
      'unhandledRejection' as 'warning',
      new Error(`Could not send ${value} to https://u:p@host/?q=${value}`),
    )
  }, secret)
  await writeFile(configFile, 'general_settings: [in-the-file')
  const read = () => readFile(join(userData, 'logs', 'throughline.log'), 'utf8')
  await expect.poll(read).toContain('not valid, errors: ')
  await app.quit()

  expect(await readdir(join(userData, 'logs'))).toEqual(['throughline.log'])
  const text = await read()
  expect(text).toMatch(/Throughline \d+\.\d+\.\d+ starts: Electron \d/)
  expect(text).toContain(`Config ${configFile}: 1 routes are served`)
  expect(text).toContain(`Config ${configFile}: not valid, errors: `)
  expect(text).toContain(`Server running: ${url}`)
  expect(text).toContain('Throughline stops')
  expect(text).toContain('Unhandled rejection: Error: Could not send ••••••••')
  for (const hidden of [secret, 'in-the-file', 'the-client', 'in-the-body', 'u:p@']) expect(text).not.toContain(hidden)
})

test('the diagnostics are copied from the Settings page, and say what is in them', async ({ launch, serve }) => {
  const upstream = await serve()
  const { electron, page, userData } = await launch({ config: configFor(upstream.url) })
  await runningServerUrl(page)
  await openPage(page, 'Secrets')
  await addSecret(page, 'E2E_LOG_KEY', secret)
  await chooseTheme(page, 'Dark')
  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Copy diagnostics' }).click()
  await expect(
    page.getByText(/^Copied versions, counts, changed settings and the last errors\. No secrets/),
  ).toBeVisible()
  const text = await electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(text).toMatch(/^Throughline \d+\.\d+\.\d+\nElectron \d/)
  expect(text).toContain('Routes: 1, 1 on, 0 with auth')
  expect(text).toMatch(/Settings that are not default: .*theme dark/)
  for (const hidden of [secret, 'E2E_LOG_KEY', '/customers', 'in-the-file', new URL(upstream.url).host, userData]) {
    expect(text).not.toContain(hidden)
  }
})

test('the Help menu has both, and the window says what was copied', async ({ launch }) => {
  const { electron, page, userData } = await launch()
  await runningServerUrl(page)
  const opened = await electron.evaluate(({ Menu, shell }) => {
    const folders: string[] = []
    shell.openPath = async (path) => {
      folders.push(path)
      return ''
    }
    const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help')
    for (const item of help?.submenu?.items ?? []) item.click()
    return folders
  })
  expect(opened).toEqual([join(userData, 'logs')])
  await expect(page.getByText(/^Copied versions, counts/)).toBeVisible()
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('Settings that are not default')
})

for (const theme of ['Light', 'Dark'] as const) {
  test(`logs and diagnostics in ${theme.toLowerCase()}`, async ({ launch }) => {
    const { page } = await launch()
    await chooseTheme(page, theme)
    await openPage(page, 'Settings')
    await page.getByRole('button', { name: 'Data', exact: true }).click()
    await inspect(page, `shell-logs-${theme.toLowerCase()}`)
  })
}
