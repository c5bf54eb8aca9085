// The server's state in the window: running, stopped, and a port that is taken.
import { configOf } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { runningServerUrl, serverGroup } from './support/window.ts'

const configFor = (target: string) => configOf(target, '/api')

test('the switch stops the server and starts it again', async ({ start }) => {
  const { page, url } = await start(configFor)
  expect((await fetch(`${url}/api`)).status).toBe(200)

  const serverSwitch = page.getByRole('switch', { name: 'Server' })
  await serverSwitch.click()
  await expect(serverGroup(page)).toContainText('Stopped')
  await expect(serverSwitch).not.toBeChecked()
  await expect(fetch(`${url}/api`)).rejects.toThrow()

  await serverSwitch.click()
  expect((await fetch(`${await runningServerUrl(page)}/api`)).status).toBe(200)
})

test('a port in use is named, and a free one offered works', async ({ launch, serve }) => {
  const upstream = await serve()
  const first = await launch({ config: configFor(upstream.url) })
  const taken = Number(new URL(await runningServerUrl(first.page)).port)

  const { page } = await launch({ config: configFor(upstream.url), port: taken, profile: 'second' })
  await expect(serverGroup(page)).toContainText('Port in use')
  await expect(page.getByRole('alert').or(page.getByRole('status'))).toContainText([String(taken)])

  const offer = page.getByRole('button', { name: /^Use \d+$/ })
  const offered = /\d+/.exec((await offer.textContent()) ?? '')?.[0]
  await offer.click()
  expect(await runningServerUrl(page)).toBe(`http://127.0.0.1:${offered}`)
  expect((await fetch(`http://127.0.0.1:${offered}/api`)).status).toBe(200)
  await expect(offer).toBeHidden()
  expect((await fetch(`http://127.0.0.1:${taken}/api`)).status).toBe(200)
})
