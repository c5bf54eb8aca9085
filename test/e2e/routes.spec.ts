// Routes in the window and in config.yaml: switched here, edited there, always the same.
import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from './support/fixtures.ts'
import { openPage } from './support/window.ts'

const configFor = (target: string) => `# Kept by hand.
model_list: [] # not ours
general_settings:
  pass_through_endpoints:
    # The one that is switched.
    - path: /switched # stays beside it
      target: ${target}/a
    # The other.
    - path: /other
      target: ${target}/b
`

test('a route toggled off answers 404, and on again works; the file keeps its comments', async ({
  start,
  configFile,
}) => {
  const { page, upstream, config, url } = await start(configFor)
  await openPage(page, 'Routes')
  const routeSwitch = page.getByRole('switch', { name: '/switched on' })
  await expect(routeSwitch).toBeChecked()
  expect((await fetch(`${url}/switched`)).status).toBe(200)

  await routeSwitch.click()
  await expect(routeSwitch).not.toBeChecked()
  // The switch moves at the click; the route follows when the file has been written.
  await expect.poll(async () => (await fetch(`${url}/switched`)).status).toBe(404)
  const before = upstream.begun()
  const disabled = await fetch(`${url}/switched`)
  expect(disabled.status).toBe(404)
  expect(disabled.headers.get('x-throughline-error')).toBe('route_disabled')
  expect(upstream.begun()).toBe(before)
  expect((await fetch(`${url}/other`)).status).toBe(200)

  const written = await readFile(configFile, 'utf8')
  expect(written.replace(/^ +enabled: false\n/m, '')).toBe(config)
  expect(written).toMatch(/target: \S+\/a\n {6}enabled: false\n/)

  await routeSwitch.click()
  await expect(routeSwitch).toBeChecked()
  await expect.poll(async () => (await fetch(`${url}/switched`)).status).toBe(200)
})

test('a change of the file on disk is shown and served', async ({ start, configFile }) => {
  const { page, upstream, url } = await start(configFor)
  await openPage(page, 'Routes')
  const rows = page.getByRole('grid', { name: 'Routes' }).getByRole('row')
  await expect(rows.filter({ hasText: '/other' })).toBeVisible()

  await writeFile(configFile, configFor(upstream.url).replace('/other', '/renamed'))
  await expect(rows.filter({ hasText: '/renamed' })).toBeVisible()
  await expect(rows.filter({ hasText: '/other' })).toHaveCount(0)
  expect((await fetch(`${url}/renamed`)).status).toBe(200)
  expect((await fetch(`${url}/other`)).status).toBe(404)
})

test('an invalid file is told with its place, while the last valid one serves', async ({ start, configFile }) => {
  const { page, upstream, config, url } = await start(configFor)
  await openPage(page, 'Routes')

  await writeFile(configFile, config.replace(`target: ${upstream.url}/a`, 'target: api.example.com'))
  // Line 7, and there the column where the value begins.
  const fact = page.getByText('config.yaml line 7')
  await expect(fact).toBeVisible()
  await page.getByRole('button', { name: 'Show 1 error' }).click()
  const errors = page.getByRole('list', { name: 'Errors' })
  await expect(errors.getByText('7:15', { exact: true })).toBeVisible()
  await expect(errors).toContainText('pass_through_endpoints[0].target')
  expect((await fetch(`${url}/switched`)).status).toBe(200)

  await writeFile(configFile, config)
  await expect(fact).toHaveCount(0)
})
