// Routes brought in from another config.yaml, and the file written for a LiteLLM proxy.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chooseInMenu, configOf, fileButton, toast } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseFile } from './support/inspector.ts'
import { openPage, runningServerUrl } from './support/window.ts'

const target = 'http://127.0.0.1:9'
const cli = join(import.meta.dirname, '../../out/main/cli.js')

const imported = `# Somebody else's.
model_list: [] # stays there
general_settings:
  pass_through_endpoints:
    - path: /same # beside /same
      target: ${target}/same
    # Its reason.
    - path: /differs
      target: ${target}/elsewhere
    - path: /new
      target: ${target}/new
      headers:
        Authorization: Bearer os.environ/IMPORT_KEY
        x-other: os.environ/IMPORT_SET
`

test('routes are imported: the new ones, the colliding ones as the user says, and all taken back', async ({
  launch,
  folder,
  configFile,
}) => {
  const config = configOf(target, '/same', '/differs')
  const app = await launch({ config, env: { IMPORT_SET: 'of-the-environment' } })
  const { page } = app
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  const other = join(folder, 'litellm.yaml')
  await writeFile(other, imported)
  await chooseFile(app, other)
  await chooseInMenu(page, 'Import routes…')

  const dialog = page.getByRole('dialog', { name: 'Import routes of litellm.yaml' })
  const row = (path: string) => dialog.getByRole('listitem').filter({ hasText: path })
  await expect(row('/same').getByRole('checkbox')).not.toBeChecked()
  await expect(row('/same')).toContainText('The same as row 1.')
  await expect(row('/differs')).toContainText('Row 2 has this path and differs.')
  await expect(row('/new').getByRole('checkbox')).toBeChecked()
  await expect(row('/new')).toContainText('IMPORT_KEYis not set')
  await expect(row('/new')).toContainText('IMPORT_SETfrom the environment')
  await expect(dialog).toContainText('IMPORT_KEY is not set.')
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    await inspect(page, `config-import-${theme}`, { within: '[data-modal]' })
  }

  await row('/differs').getByRole('button', { name: 'Replace' }).click()
  await expect(row('/differs').getByRole('checkbox')).toBeChecked()
  await row('/same').getByRole('button', { name: 'Add anyway' }).click()
  await row('/same').getByRole('button', { name: 'Skip' }).click()
  await expect(row('/same').getByRole('checkbox')).not.toBeChecked()
  await dialog.getByRole('button', { name: 'Import 2 routes' }).click()
  await expect(dialog).toBeHidden()

  const done = toast(page, 'Imported 2 routes.')
  await expect(done).toBeVisible()
  const rows = page.getByRole('grid', { name: 'Routes' }).getByRole('row')
  await expect(rows.filter({ hasText: '/new' })).toBeVisible()
  await expect(rows.filter({ hasText: '/elsewhere' })).toBeVisible()
  const written = await readFile(configFile, 'utf8')
  expect(written).toContain('# Kept by hand.')
  expect(written).toContain('Bearer os.environ/IMPORT_KEY')
  expect(written).not.toContain('model_list')
  expect(written.match(/path: \/same/g)).toHaveLength(1)

  await done.getByRole('button', { name: 'Undo' }).click()
  await expect(rows.filter({ hasText: '/new' })).toHaveCount(0)
  await expect.poll(() => readFile(configFile, 'utf8')).toBe(config)
})

test('a file that cannot be imported says why, one without routes says so, and another can be chosen', async ({
  launch,
  folder,
}) => {
  const app = await launch({ config: configOf(target, '/first') })
  const { page } = app
  await runningServerUrl(page)
  const files = {
    broken: join(folder, 'broken.yaml'),
    empty: join(folder, 'empty.yaml'),
    good: join(folder, 'good.yaml'),
  }
  await writeFile(files.broken, 'general_settings:\n  pass_through_endpoints: [\n')
  await writeFile(files.empty, 'general_settings: {}\n')
  await writeFile(files.good, configOf(target, '/good'))

  await chooseFile(app, files.broken)
  await chooseInMenu(page, 'Import routes…')
  const dialog = page.getByRole('dialog', { name: /^Import routes/ })
  await expect(dialog.getByRole('alert')).not.toBeEmpty()
  await inspect(page, 'config-import-failed', { within: '[data-modal]' })

  await chooseFile(app, files.empty)
  await dialog.getByRole('button', { name: 'Choose another file…' }).click()
  await expect(dialog).toContainText('empty.yaml has no routes')

  await chooseFile(app, files.good)
  await dialog.getByRole('button', { name: 'Choose another file…' }).click()
  await expect(dialog.getByRole('listitem').filter({ hasText: '/good' })).toBeVisible()
  await dialog.getByRole('checkbox').first().click()
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
})

test('the export is shown, copied and written as the command line writes it', async ({
  launch,
  folder,
  configFile,
}) => {
  const config = `${configOf(target, '/first')}    - path: /off\n      target: ${target}/off\n      enabled: false\n`
  const app = await launch({ config })
  const { page, electron } = app
  await runningServerUrl(page)
  const { stdout, stderr } = await promisify(execFile)('node', [cli, 'export', '--litellm', '--config', configFile])
  expect(stdout).toContain('forward_headers: true')

  await chooseInMenu(page, 'Export for LiteLLM…')
  const dialog = page.getByRole('dialog', { name: 'Export for LiteLLM' })
  for (const note of stderr.trim().split('\n')) {
    await expect(dialog.getByRole('list', { name: 'Notes' })).toContainText(note.replace('config.yaml: ', ''))
  }
  await expect(dialog.getByText('forward_headers: true').first()).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    await inspect(page, `config-export-${theme}`, { within: '[data-modal]' })
  }
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(stdout)

  const file = join(folder, 'for-litellm.yaml')
  await chooseFile(app, file)
  const shown = await electron.evaluateHandle(({ shell }) => {
    const paths: string[] = []
    shell.showItemInFolder = (path) => void paths.push(path)
    return paths
  })
  await dialog.getByRole('button', { name: 'Save as…' }).click()
  const done = toast(page, `Exported to ${file}.`)
  await expect(done).toBeVisible()
  expect(await readFile(file, 'utf8')).toBe(stdout)
  expect(await readFile(configFile, 'utf8')).toBe(config)
  await done.getByRole('button', { name: 'Reveal' }).click()
  await expect.poll(() => shown.jsonValue()).toEqual([file])
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
})
