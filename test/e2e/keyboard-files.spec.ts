// The menu of the config file without a pointer: routes are imported, and the file is exported.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configOf, fileButton, toast } from './support/config-files.ts'
import { expect, test } from './support/fixtures.ts'
import { chooseFile } from './support/inspector.ts'
import { chooseItem, countPointerPresses, expectFocusKept, goTo, pressOn } from './support/keyboard.ts'

test('routes are imported and the file is exported, from the menu of its name', async ({
  start,
  folder,
  configFile,
}) => {
  const app = await start((target) => configOf(target, '/same', '/differs'))
  const { page, upstream, url } = app
  const pointerPresses = await countPointerPresses(page)
  const other = join(folder, 'other.yaml')
  const elsewhere = configOf(upstream.url, '/same', '/differs', '/new').replace(/\/differs$/m, '/elsewhere')
  await writeFile(other, elsewhere)
  await chooseFile(app, other)
  await goTo(page, 'Tab', fileButton(page))
  await chooseItem(page, 'Import routes…')
  const dialog = page.getByRole('dialog', { name: 'Import routes of other.yaml' })
  const row = dialog.getByRole('listitem').filter({ hasText: '/differs' })
  // The choice is one stop of Tab; the arrows go within it.
  await goTo(page, 'Tab', row.getByRole('button', { name: 'Skip' }))
  await goTo(page, 'ArrowRight', row.getByRole('button', { name: 'Replace' }))
  await page.keyboard.press('Space')
  await expect(row.getByRole('checkbox')).toBeChecked()
  await pressOn(page, dialog.getByRole('button', { name: 'Import 2 routes' }))
  await expect(dialog).toBeHidden()
  await expect(toast(page, 'Imported 2 routes.')).toBeVisible()
  await expectFocusKept(page)
  const written = await readFile(configFile, 'utf8')
  expect(written.match(/path: \S+/g)).toEqual(['path: /same', 'path: /differs', 'path: /new'])
  expect(written).toContain('/elsewhere')
  expect((await fetch(`${url}/new`)).status).toBe(200)

  const exported = join(folder, 'for-litellm.yaml')
  await chooseFile(app, exported)
  await goTo(page, 'Tab', fileButton(page))
  await chooseItem(page, 'Export for LiteLLM…')
  const preview = page.getByRole('dialog', { name: 'Export for LiteLLM' })
  await pressOn(page, preview.getByRole('button', { name: 'Save as…' }))
  await expect(toast(page, `Exported to ${exported}.`)).toBeVisible()
  await expect(preview).toBeHidden()
  await expectFocusKept(page)
  expect(await readFile(exported, 'utf8')).toContain('forward_headers: true')
  expect(await pointerPresses()).toBe(0)
})
