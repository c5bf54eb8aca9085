// Links to the app's own scheme: shown before anything is added, and refused where they carry what they must not.
import { readFile } from 'node:fs/promises'
import type { LaunchedApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseTheme, runningServerUrl } from './support/window.ts'

const noRoutes = 'general_settings:\n  pass_through_endpoints: []\n'

const good = {
  path: '/openai',
  target: 'https://api.openai.com/v1',
  header: 'Authorization: Bearer os.environ/OPENAI_API_KEY',
  include_subpath: 'true',
}

const linkTo = (parameters: Record<string, string>) => `throughline://route?${new URLSearchParams(parameters)}`

/** As a second start does on Windows and Linux, and the system itself on macOS. */
async function follow({ electron }: LaunchedApp, link: string, by: 'second-instance' | 'open-url' = 'second-instance') {
  await electron.evaluate(
    ({ app }, [way, address]) => {
      const event = { preventDefault() {} }
      if (way === 'open-url') app.emit('open-url', event, address)
      else app.emit('second-instance', event, ['throughline', address], '/', {})
    },
    [by, link] as const,
  )
}

test('a link shows what it would add, and where a secret would go; the user adds it', async ({
  launch,
  configFile,
}) => {
  const app = await launch({ config: noRoutes })
  const { page } = app
  await runningServerUrl(page)
  await follow(app, linkTo(good))
  const dialog = page.getByRole('dialog', { name: 'Add this route?' })
  await expect(dialog).toContainText('/openai/*')
  await expect(dialog).toContainText('https://api.openai.com/v1')
  await expect(dialog).toContainText('Authorization: Bearer os.environ/OPENAI_API_KEY')
  await expect(dialog.getByRole('alert')).toContainText('Requests to /openai send OPENAI_API_KEY to api.openai.com.')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  expect(await readFile(configFile, 'utf8')).toBe(noRoutes)

  await dialog.getByRole('button', { name: 'Add route' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('grid', { name: 'Routes' })).toContainText('/openai')
  await expect.poll(() => readFile(configFile, 'utf8')).toContain('Authorization: Bearer os.environ/OPENAI_API_KEY')
})

test('a link that is cancelled adds nothing, and one after another is shown', async ({ launch, configFile }) => {
  const app = await launch({ config: noRoutes })
  const { page } = app
  await runningServerUrl(page)
  await follow(app, linkTo(good), 'open-url')
  const dialog = page.getByRole('dialog', { name: 'Add this route?' })
  await expect(dialog).toContainText('/openai')
  await follow(app, linkTo({ ...good, path: '/second' }))
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toContainText('/second')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await readFile(configFile, 'utf8')).toBe(noRoutes)
})

for (const [what, change, words] of [
  ['a credential', { header: 'Authorization: Bearer abcdefgh12345678' }, /holds a credential in plain text/],
  ['a target without TLS', { target: 'http://api.example.com' }, /neither https nor on this computer/],
  ['more than a route', { script: 'x' }, /says more than a route has/],
] as const) {
  test(`a link with ${what} is refused, and says why`, async ({ launch, configFile, folder: _folder }) => {
    const app = await launch({ config: noRoutes })
    const { page, output } = app
    await runningServerUrl(page)
    await follow(app, linkTo({ ...good, ...change }))
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Add this route?' })).toBeHidden()
    expect(await readFile(configFile, 'utf8')).toBe(noRoutes)
    expect(output()).not.toContain('abcdefgh12345678')
  })
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`the dialog of a link in ${theme.toLowerCase()}`, async ({ launch }) => {
    const app = await launch({ config: noRoutes })
    await chooseTheme(app.page, theme)
    await follow(app, linkTo(good))
    await expect(app.page.getByRole('dialog', { name: 'Add this route?' })).toBeVisible()
    await inspect(app.page, `shell-link-${theme.toLowerCase()}`)
  })
}
