// The Undo of a toast: it takes back what the toast speaks of, and nothing else; also after a revert.
import { readFile } from 'node:fs/promises'
import { configOf, fileButton, toast, typeLine } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { routeRow, threeRoutes } from './support/routes.ts'
import { openPage, runningServerUrl } from './support/window.ts'
import { documentText, openYaml } from './support/yaml.ts'

const target = 'http://127.0.0.1:9'
const config = configOf(target, '/first')

test('the Undo of a toast takes back what it speaks of, and goes when something else is done', async ({
  launch,
  configFile,
}) => {
  const text = threeRoutes(target)
  const { page } = await launch({ config: text })
  await runningServerUrl(page)
  await openPage(page, 'Routes')
  const undo = page.getByRole('button', { name: 'Undo' })
  await routeRow(page, '/two').click()
  await page.keyboard.press('Escape')
  await routeRow(page, '/two').press('Delete')
  await expect(toast(page, 'Deleted /two.')).toBeVisible()
  await routeRow(page, '/three').getByRole('switch').click()
  await expect(toast(page, 'Deleted /two.')).toBeHidden()
  await expect(undo).toHaveCount(0)
  await expect.poll(() => readFile(configFile, 'utf8')).toContain('enabled: false')

  await routeRow(page, '/three').press('Delete')
  await undo.click()
  await expect(toast(page, 'Undid: Delete /three')).toBeVisible()
  await expect(routeRow(page, '/three')).toBeVisible()
  const written = await readFile(configFile, 'utf8')
  expect(written).toContain('enabled: false')
  expect(written).not.toContain('/two')
})

test('after a revert, Undo brings back what was typed, and the window says that it is not saved', async ({
  launch,
  configFile,
}) => {
  const { page } = await launch({ config })
  await runningServerUrl(page)
  await typeLine(page, '# typed')
  await openYaml(page)
  await page.getByRole('button', { name: 'Revert' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revert' }).click()
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml')
  expect(await documentText(page)).toBe(config)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(toast(page, 'Undid: Revert. config.yaml is not saved.')).toBeVisible()
  await expect(fileButton(page)).toHaveAccessibleName('config.yaml, not saved')
  expect(await documentText(page)).toBe(`${config}# typed\n`)
  expect(await readFile(configFile, 'utf8')).toBe(config)
})
