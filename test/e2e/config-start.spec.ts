// The config file that the app starts with, and those that the system hands to it while it runs.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchedApp } from './support/app.ts'
import { answerBoxes } from './support/boxes.ts'
import { configOf, fileButton, typeLine } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { chooseFile } from './support/inspector.ts'
import { runningServerUrl } from './support/window.ts'

const target = 'http://127.0.0.1:9'

/** As the system tells it when the user starts the app again, or opens a file with it on macOS. */
const startAgain = ({ electron }: LaunchedApp, ...args: string[]) =>
  electron.evaluate(({ app }, argv) => void app.emit('second-instance', {}, ['throughline', ...argv], '/'), args)
const openFile = ({ electron }: LaunchedApp, path: string) =>
  electron.evaluate(({ app }, file) => void app.emit('open-file', { preventDefault() {} }, file), path)

test('the file that was opened last is opened again, and the app’s own where it is gone', async ({
  launch,
  folder,
}) => {
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(target, '/other'))
  const first = await launch()
  await runningServerUrl(first.page)
  await chooseFile(first, other)
  await first.page.keyboard.press('Control+O')
  await expect(fileButton(first.page)).toHaveAccessibleName('other.yaml')
  await first.quit()

  const second = await launch()
  await expect(fileButton(second.page)).toHaveAccessibleName('other.yaml')
  await second.quit()

  await rm(other)
  const third = await launch()
  await expect(fileButton(third.page)).toHaveAccessibleName('config.yaml')
  await runningServerUrl(third.page)
})

test('a file that was named at the start, or by a second one, is open at the next', async ({ launch, folder }) => {
  const first = await launch({ config: configOf(target, '/named') })
  await runningServerUrl(first.page)
  await first.quit()
  const second = await launch()
  await expect(fileButton(second.page)).toHaveAccessibleName('config.yaml')
  await expect(fileButton(second.page)).toHaveAttribute('title', join(folder, 'config.yaml'))
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(target, '/other'))
  await startAgain(second, other)
  await expect(fileButton(second.page)).toHaveAccessibleName('other.yaml')
  await second.quit()
  const third = await launch()
  await expect(fileButton(third.page)).toHaveAccessibleName('other.yaml')
})

test('a file is opened by a second start, and by the system', async ({ launch, folder }) => {
  const app = await launch({ config: configOf(target, '/first') })
  const { page } = app
  await runningServerUrl(page)
  for (const name of ['second.yaml', 'third.yml', 'fourth.yaml']) {
    await writeFile(join(folder, name), configOf(target, `/${name}`))
  }
  await startAgain(app, '--no-sandbox', '--config', join(folder, 'second.yaml'))
  await expect(fileButton(page)).toHaveAccessibleName('second.yaml')
  await startAgain(app, join(folder, 'third.yml'))
  await expect(fileButton(page)).toHaveAccessibleName('third.yml')
  await openFile(app, join(folder, 'fourth.yaml'))
  await expect(fileButton(page)).toHaveAccessibleName('fourth.yaml')

  const asked = await answerBoxes(app.electron, 'OK')
  await openFile(app, join(folder, 'missing.yaml'))
  await expect.poll(asked).toEqual(['missing.yaml was not opened'])
  await startAgain(app, '--config')
  await expect(fileButton(page)).toHaveAccessibleName('fourth.yaml')
})

test('unsaved changes are asked about before', async ({ launch, folder, configFile }) => {
  const config = configOf(target, '/first')
  const app = await launch({ config })
  const { page } = app
  await runningServerUrl(page)
  const other = join(folder, 'other.yaml')
  await writeFile(other, configOf(target, '/other'))
  await typeLine(page, '# typed')

  const cancelled = await answerBoxes(app.electron, 'Cancel')
  await openFile(app, other)
  await expect.poll(cancelled).toEqual(['Save changes to config.yaml?'])
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml, not saved')
  await answerBoxes(app.electron, 'Save')
  await openFile(app, other)
  await expect(fileButton(page)).toHaveAccessibleName('other.yaml')
  expect(await readFile(configFile, 'utf8')).toBe(`${config}# typed\n`)
})
