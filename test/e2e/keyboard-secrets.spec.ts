// Secrets without a pointer: one is added under a new name, a .env file is pasted, and literals are moved.
import { readFile } from 'node:fs/promises'
import { headerValues } from '../support/upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { countPointerPresses, expectFocusKept, goTo, pressOn, writeInto } from './support/keyboard.ts'
import { configFor } from './support/secrets.ts'
import { secretRow } from './support/window.ts'

test.use({ keychain: true })

test('one is added, replaced and deleted, and a .env file is pasted', async ({ start }) => {
  const { page, upstream, url } = await start(configFor)
  const pointerPresses = await countPointerPresses(page)
  const sent = async (path: string) => {
    await fetch(url + path)
    return headerValues(await upstream.nextRequest(), 'authorization')
  }
  /** Tab stops once in the list; the arrows go within it. */
  const goToRow = async (name: string) => {
    await goTo(page, 'Tab', page.getByRole('grid', { name: 'Secrets' }).locator('[role=row][tabindex="0"]'))
    await page.keyboard.press('Home')
    await goTo(page, 'ArrowDown', secretRow(page, name))
  }
  await page.keyboard.press('Control+3')
  await pressOn(page, page.getByRole('button', { name: 'Add secret' }))
  const added = page.getByRole('dialog', { name: 'Add secret' })
  await expect(added.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('VOYAGE_API_KEY')
  await page.keyboard.press('Tab')
  await expect(added.getByLabel('Value', { exact: true })).toBeFocused()
  await page.keyboard.type('pa-first')
  await page.keyboard.press('Enter')
  await expect(added).toBeHidden()
  await expectFocusKept(page)
  await expect(secretRow(page, 'VOYAGE_API_KEY')).toContainText('OK')
  expect(await sent('/voyage')).toEqual(['Bearer pa-first'])

  await goToRow('VOYAGE_API_KEY')
  await pressOn(page, page.getByRole('button', { name: 'Replace value of VOYAGE_API_KEY' }))
  await writeInto(
    page,
    page.getByRole('dialog', { name: 'Replace value' }).getByLabel('Value', { exact: true }),
    'pa-2',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Replace value' })).toBeHidden()
  expect(await sent('/voyage')).toEqual(['Bearer pa-2'])

  await goToRow('VOYAGE_API_KEY')
  await pressOn(page, page.getByRole('button', { name: 'Delete VOYAGE_API_KEY' }))
  await pressOn(page, page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }))
  await expect(secretRow(page, 'VOYAGE_API_KEY')).toContainText('Missing')
  await expectFocusKept(page)

  await pressOn(page, page.getByRole('button', { name: 'Paste .env…' }))
  const pasted = page.getByRole('dialog', { name: 'Paste .env' })
  await expect(pasted.getByLabel('Lines of a .env file')).toBeFocused()
  await page.keyboard.insertText('COHERE_API_KEY=co-pasted\nMISTRAL_API_KEY=mi-pasted\n')
  await pressOn(page, pasted.getByRole('checkbox', { name: 'MISTRAL_API_KEY' }))
  await pressOn(page, pasted.getByRole('button', { name: 'Save 1 secret' }))
  await expect(pasted).toBeHidden()
  await expectFocusKept(page)
  await expect(secretRow(page, 'MISTRAL_API_KEY')).toContainText('Missing')
  expect(await sent('/cohere')).toEqual(['Bearer co-pasted'])
  expect(await pointerPresses()).toBe(0)
})

test('a literal is moved into the keychain', async ({ start, configFile }) => {
  const literal = 'sk-in-plain-text-0123456789'
  const { page, upstream, url } = await start((target) =>
    configFor(target).replace('os.environ/VOYAGE_API_KEY', literal),
  )
  const pointerPresses = await countPointerPresses(page)
  await page.keyboard.press('Control+3')
  await pressOn(page, page.getByRole('button', { name: 'Move to keychain…' }))
  const dialog = page.getByRole('dialog', { name: 'Move credentials to the keychain' })
  await writeInto(page, dialog.getByLabel('Name of the secret'), 'MOVED_KEY')
  await goTo(page, 'Tab', dialog.getByRole('button', { name: 'Move 1 credential' }))
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(secretRow(page, 'MOVED_KEY')).toContainText('OK')
  await expect.poll(() => readFile(configFile, 'utf8')).toContain('Bearer os.environ/MOVED_KEY')
  await fetch(`${url}/voyage`)
  expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual([`Bearer ${literal}`])
  expect(await pointerPresses()).toBe(0)
})
