// The server's settings in the real app: address, reach, origins and ids change while requests run.
import type { Page } from '@playwright/test'
import { configOf } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { freePort, takePort } from './support/ports.ts'
import { chooseTheme, openPage, runningServerUrl, serverGroup } from './support/window.ts'

const configFor = (target: string) => configOf(target, '/api')

async function openServerSettings(page: Page): Promise<void> {
  await openPage(page, 'Settings')
  await page.getByRole('button', { name: 'Server', exact: true }).click()
}

test('port and host change while a response streams, which ends as if nothing had been', async ({ launch, serve }) => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const upstream = await serve(async (_request, response) => {
    response.write('first ')
    await ended
    response.end('last')
  })
  const { page } = await launch({ config: configFor(upstream.url) })
  const url = await runningServerUrl(page)
  const response = await fetch(`${url}/api`)
  const body = response.text()

  await openServerSettings(page)
  const port = await freePort()
  await page.getByLabel('Port', { exact: true }).fill(String(port))
  await page.getByLabel('Port', { exact: true }).press('Enter')
  await expect(page.getByText(`Requests still run on ${url}`)).toBeVisible()
  expect(await runningServerUrl(page)).toBe(`http://127.0.0.1:${port}`)
  expect((await fetch(`http://127.0.0.1:${port}/none`)).status).toBe(404)
  await expect(fetch(`${url}/none`)).rejects.toThrow()

  const reach = page.getByRole('radiogroup', { name: 'Reachable from' })
  await reach.getByRole('radio', { name: 'Every network of this computer' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Let other devices in?' })
  await expect(dialog).toContainText('Every route needs the client key')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(reach.getByRole('radio', { name: 'This computer only' })).toBeChecked()
  await reach.getByRole('radio', { name: 'Every network of this computer' }).click()
  await dialog.getByRole('button', { name: 'Listen on 0.0.0.0' }).click()
  await expect(reach.getByRole('radio', { name: 'Every network of this computer' })).toBeChecked()
  await expect(page.getByText('Others on your network can reach it.')).toBeVisible()
  expect((await fetch(`http://127.0.0.1:${port}/api`)).status).toBe(401)

  // Another address, typed: one that this computer does not have, then loopback, which needs no question.
  await reach.getByRole('radio', { name: 'Another address' }).click()
  const address = page.getByLabel('Address', { exact: true })
  await address.fill('192.0.2.1')
  await page.getByRole('button', { name: 'Listen there' }).click()
  await page.getByRole('button', { name: 'Listen on 192.0.2.1' }).click()
  await expect(address).toHaveAccessibleDescription(/192\.0\.2\.1 is no address of this machine/)
  await expect(serverGroup(page)).toContainText('Running')
  await reach.getByRole('radio', { name: 'This computer only' }).click()
  expect(await runningServerUrl(page)).toBe(`http://127.0.0.1:${port}`)

  end()
  expect(await body).toBe('first last')
  await expect(page.getByText('Requests still run')).toBeHidden()
})

test('a port in use names its program, and the free one that is offered is kept', async ({ launch, serve }) => {
  const upstream = await serve()
  const config = configFor(upstream.url)
  const other = await takePort()
  const first = await launch({ config })
  const { page } = first
  const before = await runningServerUrl(page)
  await openServerSettings(page)
  const port = page.getByLabel('Port', { exact: true })
  await port.fill('70000')
  await port.press('Enter')
  await expect(port).toHaveAccessibleDescription('Use 1 to 65535.')
  await port.fill(String(other.port))
  await port.press('Enter')
  await expect(port).toHaveAccessibleDescription(new RegExp(`^Port ${other.port} is in use by (?!another program).+`))
  expect(await runningServerUrl(page)).toBe(before)

  const offer = page.getByRole('button', { name: /^Use \d+$/ })
  const offered = /\d+/.exec((await offer.textContent()) ?? '')?.[0]
  await offer.click()
  await expect(offer).toBeHidden()
  expect(await runningServerUrl(page)).toBe(`http://127.0.0.1:${offered}`)
  expect((await fetch(`http://127.0.0.1:${offered}/api`)).status).toBe(200)
  await first.quit()
  await other.close()

  // Another run has a port of its own; the one that was chosen is the next start's.
  const second = await launch({ config })
  await openServerSettings(second.page)
  await expect(second.page.getByLabel('Port', { exact: true })).toHaveAccessibleDescription(
    new RegExp(`the next starts on ${offered}`),
  )
})

test('an allowed origin takes effect at once, and its removal too', async ({ start }) => {
  const { page, url } = await start(configFor)
  const origin = 'https://app.example.com'
  const preflight = async () => {
    const headers = { origin, 'access-control-request-method': 'PUT' }
    const response = await fetch(`${url}/api`, { method: 'OPTIONS', headers })
    await response.text()
    return [response.status, response.headers.get('access-control-allow-origin')]
  }
  expect(await preflight()).toEqual([403, null])

  await openServerSettings(page)
  const field = page.getByLabel('Add an origin')
  await field.fill(`${origin}/page`)
  await field.press('Enter')
  await expect(field).toHaveAccessibleDescription(`Write it as ${origin}.`)
  await field.fill(origin)
  await field.press('Enter')
  const list = page.getByRole('list', { name: 'Allowed origins' })
  await expect(list.getByRole('listitem')).toHaveText(origin)
  expect(await preflight()).toEqual([204, origin])

  await list.getByRole('button', { name: `Remove ${origin}` }).click()
  await expect(list).toBeHidden()
  expect(await preflight()).toEqual([403, null])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list.getByRole('listitem')).toHaveText(origin)
  expect(await preflight()).toEqual([204, origin])
})

test('responses carry the exchange’s id, unless that is switched off', async ({ start }) => {
  const { page, url } = await start(configFor)
  const id = async () => (await fetch(`${url}/api`)).headers.get('x-throughline-id')
  expect(await id()).not.toBeNull()
  await openServerSettings(page)
  const choice = page.getByRole('switch', { name: 'Add x-throughline-id to responses' })
  await choice.click()
  await expect(choice).not.toBeChecked()
  expect(await id()).toBeNull()
})

for (const theme of ['Light', 'Dark'] as const) {
  test(`the server’s settings in ${theme.toLowerCase()}`, async ({ launch, serve }) => {
    const suffix = theme.toLowerCase()
    const upstream = await serve()
    const other = await takePort()
    const { page } = await launch({ config: configFor(upstream.url) })
    await chooseTheme(page, theme)
    await openServerSettings(page)
    await page.getByLabel('Add an origin').fill('https://app.example.com')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listitem').filter({ hasText: 'app.example.com' })).toBeVisible()
    await page.getByLabel('Port', { exact: true }).fill(String(other.port))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Use \d+$/ })).toBeVisible()
    const reach = page.getByRole('radiogroup', { name: 'Reachable from' })
    await reach.getByRole('radio', { name: 'Every network of this computer' }).click()
    await inspect(page, `settings-server-open-${suffix}`)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await reach.getByRole('radio', { name: 'Another address' }).click()
    await inspect(page, `settings-server-${suffix}`)
    await other.close()
  })
}
