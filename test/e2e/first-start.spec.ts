// A first start without any config serves the demo.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/fixtures.ts'
import { exchangeRows, openPage, runningServerUrl } from './support/window.ts'

test('the demo answers, and its exchange appears in the list', async ({ launch }) => {
  const { page, userData } = await launch()
  const url = await runningServerUrl(page)
  expect(await readFile(join(userData, 'config.yaml'), 'utf8')).toContain('path: /echo')

  const response = await fetch(`${url}/echo`, { method: 'POST', body: 'hello' })
  expect(response.status).toBe(200)
  expect(JSON.stringify(await response.json())).toContain('hello')
  await expect(exchangeRows(page, '/echo')).toContainText('200')

  const completion = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'demo', stream: true, messages: [{ role: 'user', content: 'Hello' }] }),
  })
  expect(completion.headers.get('content-type')).toContain('text/event-stream')
  expect(await completion.text()).toMatch(/data: \[DONE\]\s*$/)

  await openPage(page, 'Routes')
  await expect(page.getByRole('grid', { name: 'Routes' }).getByRole('switch')).toHaveCount(3)
})

test('a config file that was changed is kept at the next start', async ({ launch }) => {
  const first = await launch()
  await openPage(first.page, 'Routes')
  await first.page.getByRole('switch', { name: '/echo on' }).click()
  await expect.poll(() => readFile(join(first.userData, 'config.yaml'), 'utf8')).toContain('enabled: false')
  await first.quit()

  const { page } = await launch()
  expect((await fetch(`${await runningServerUrl(page)}/echo`)).status).toBe(404)
})
