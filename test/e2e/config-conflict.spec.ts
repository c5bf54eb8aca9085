// The file changed, deleted or unreadable on disk, while the window has changes of its own.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { call } from './support/api.ts'
import { banner, configOf, fileButton, toast, typeLine } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseFile } from './support/inspector.ts'
import { chooseTheme, openPage, runningServerUrl } from './support/window.ts'

const target = 'http://127.0.0.1:9'
const fact = 'config.yaml was changed by another program.'

test('a conflict shows both sides, and the file’s are taken, which can be undone', async ({ launch, configFile }) => {
  const config = configOf(target, '/first')
  const { page } = await launch({ config })
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  await typeLine(page, '# typed here')
  const theirs = `${config}# written there\n`
  await writeFile(configFile, theirs)
  await expect(banner(page)).toContainText(fact)
  for (const theme of ['Light', 'Dark'] as const) {
    await chooseTheme(page, theme)
    await inspect(page, `config-conflict-${theme.toLowerCase()}`)
  }

  await banner(page).getByRole('button', { name: 'Compare' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare config.yaml' })
  const differences = dialog.getByRole('list', { name: 'Differences' })
  await expect(differences).toContainText('Yours only:# typed here')
  await expect(differences).toContainText('On disk only:# written there')
  await inspect(page, 'config-compare', { within: '[data-modal]' })
  await writeFile(configFile, `${theirs}# and more\n`)
  await expect(differences).toContainText('On disk only:# and more')

  await dialog.getByRole('button', { name: 'Use the file’s' }).click()
  await expect(dialog).toBeHidden()
  await expect(banner(page)).toHaveCount(0)
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
  expect(await readFile(configFile, 'utf8')).toBe(`${theirs}# and more\n`)
  await toast(page, 'as it is on disk').getByRole('button', { name: 'Undo' }).click()
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml, not saved')
  expect(await call(page, 'config.text')).toMatchObject({ value: { text: `${config}# typed here\n` } })
  expect(await readFile(configFile, 'utf8')).toBe(`${theirs}# and more\n`)
})

test('both sides of a long file are compared, with the choice in reach', async ({ launch, configFile }) => {
  const config = configOf(target, ...Array.from({ length: 300 }, (_, index) => `/route-${index}`))
  const { page } = await launch({ config })
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  await typeLine(page, '# typed here')
  await writeFile(configFile, config.replaceAll('# beside', '# near'))
  await banner(page).getByRole('button', { name: 'Compare' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare config.yaml' })
  await expect(dialog).toContainText('On disk: 300 lines not in yours')
  await expect(dialog.getByRole('button', { name: 'Keep mine' })).toBeInViewport()
  await inspect(page, 'config-compare-long', { within: '[data-modal]' })
})

test('a conflict ends with the user’s own side, by way of saving', async ({ launch, configFile }) => {
  const config = configOf(target, '/first')
  const { page } = await launch({ config })
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  await typeLine(page, '# typed here')
  await writeFile(configFile, `${config}# written there\n`)
  await expect(banner(page)).toContainText(fact)

  await page.keyboard.press('Control+S')
  const dialog = page.getByRole('dialog', { name: 'Compare config.yaml' })
  await expect(dialog).toBeVisible()
  expect(await readFile(configFile, 'utf8')).toBe(`${config}# written there\n`)
  await dialog.getByRole('button', { name: 'Keep mine' }).click()
  await expect(dialog).toBeHidden()
  await expect(banner(page)).toHaveCount(0)
  expect(await readFile(configFile, 'utf8')).toBe(`${config}# typed here\n`)
})

test('a deleted file is said and saved again', async ({ launch, configFile }) => {
  const config = configOf(target, '/first')
  const { page } = await launch({ config })
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  await rm(configFile)
  await expect(banner(page).filter({ hasText: 'config.yaml was deleted.' })).toBeVisible()
  await inspect(page, 'config-deleted')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(1)
  await page.getByRole('button', { name: 'Save again' }).click()
  await expect(page.getByText('config.yaml was deleted.')).toHaveCount(0)
  expect(await readFile(configFile, 'utf8')).toBe(config)
})

test('in the place of a deleted file another one is opened', { tag: '@desktop' }, async ({
  launch,
  folder,
  configFile,
}) => {
  const app = await launch({ config: configOf(target, '/first') })
  const { page } = app
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  await rm(configFile)
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(target, '/second'))
  await chooseFile(app, other)
  await page.getByRole('button', { name: 'Open another…' }).click()
  await expect(fileButton(page)).toHaveAccessibleName('other.yaml')
  await expect(page.getByText('config.yaml was deleted.')).toHaveCount(0)
})

test('a file that cannot be read is said until it can', async ({ launch, configFile }) => {
  const config = configOf(target, '/first')
  const { page } = await launch({ config })
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  await rm(configFile)
  await mkdir(configFile)
  await expect(banner(page).filter({ hasText: 'config.yaml cannot be read.' })).toBeVisible()
  await rm(configFile, { recursive: true })
  await writeFile(configFile, config)
  await expect(page.getByText('config.yaml cannot be read.')).toHaveCount(0)
})
