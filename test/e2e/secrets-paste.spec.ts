// How values come in: pasted one by one or as a .env file, and over what the environment sets.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { headerValues } from '../support/upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { configFor, env, paste } from './support/secrets.ts'
import { openPage, secretRow } from './support/window.ts'

test.use({ keychain: true })

test('what is pasted is cleaned, and what looks like a mistake is said', async ({ start }) => {
  const app = await start(configFor, { env })
  const { page, upstream, url } = app
  await openPage(page, 'Secrets')
  await page.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  const value = dialog.getByLabel('Value', { exact: true })

  await paste(app, value, '  sk-abc\n')
  await expect(value).toHaveValue('sk-abc')
  await expect(dialog).toContainText('The white space around it was removed.')
  await value.fill('')
  await paste(app, value, 'sk-abc\n')
  await expect(dialog).toContainText('A trailing line break was removed.')
  await paste(app, value, 'A=1\nB=2')
  await expect(dialog).toContainText('A value cannot hold a line break. For several secrets at once, use Paste .env.')
  await expect(value).toHaveValue('sk-abc')

  await value.fill('Bearer sk-abc')
  await dialog.getByRole('button', { name: 'Remove the scheme' }).click()
  await expect(value).toHaveValue('sk-abc')
  await value.fill('"sk-abc"')
  await dialog.getByRole('button', { name: 'Remove the quotes' }).click()
  await expect(value).toHaveValue('sk-abc')
  await expect(dialog.getByRole('button', { name: /^Remove/ })).toHaveCount(0)

  await value.fill('')
  await paste(app, dialog.getByLabel('Name'), 'export VOYAGE_API_KEY="pa-pasted"')
  await expect(dialog.getByLabel('Name')).toHaveValue('VOYAGE_API_KEY')
  await expect(dialog).toContainText('Used by /voyage.')
  await expect(dialog).toContainText('9 characters')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await fetch(`${url}/voyage`)
  expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Bearer pa-pasted'])

  // Of another's line only the value is taken.
  await page.getByRole('button', { name: 'Add value of COHERE_API_KEY' }).click()
  await paste(app, value, 'OTHER_KEY=co-pasted')
  await expect(value).toHaveValue('co-pasted')
  await expect(dialog).toContainText('The line was for OTHER_KEY; only its value was taken.')
})

test('a .env file is pasted, chosen or dropped, and kept as a whole', async ({ start, folder }) => {
  const app = await start(configFor, { env })
  const { page, upstream, url } = app
  await openPage(page, 'Secrets')
  await page.getByRole('button', { name: 'Add value of COHERE_API_KEY' }).click()
  await page.getByLabel('Value', { exact: true }).fill('co-kept')
  await page.keyboard.press('Enter')
  await expect(secretRow(page, 'COHERE_API_KEY')).toContainText('OK')

  await page.getByRole('button', { name: 'Paste .env…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste .env' })
  const lines = dialog.getByLabel('Lines of a .env file')
  await expect(lines).toBeFocused()
  await expect(dialog.getByRole('button', { name: 'Save secrets' })).toBeDisabled()
  await paste(app, lines, 'COHERE_API_KEY=co-file\nVOYAGE_API_KEY="pa-file" # mine\nEMPTY=\nno line\n')
  await expect(dialog.getByRole('checkbox', { name: 'VOYAGE_API_KEY' })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'COHERE_API_KEY' })).not.toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'EMPTY' })).toBeDisabled()
  await expect(dialog).toContainText('Kept already. Saving replaces the value it has.')
  await expect(dialog).toContainText('Line 3 gives it no value.')
  await expect(dialog).toContainText('Line 4: not NAME=value. It is left out.')
  // Neither shown nor given out.
  await lines.selectText()
  await page.keyboard.press('Control+C')
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('COHERE_API_KEY=co-file')
  await app.electron.evaluate(({ clipboard }) => clipboard.clear())
  await page.keyboard.press('Control+C')
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('')

  const file = join(folder, 'keys.env')
  await writeFile(file, 'VOYAGE_API_KEY=pa-chosen\nANTHROPIC_API_KEY=an-chosen\n')
  await dialog.locator('input[type=file]').setInputFiles(file)
  await expect(dialog.getByRole('checkbox', { name: 'ANTHROPIC_API_KEY' })).toBeChecked()
  await dialog.getByRole('checkbox', { name: 'ANTHROPIC_API_KEY' }).click()
  await dialog.getByRole('button', { name: 'Save 1 secret' }).click()
  await expect(dialog).toBeHidden()
  await fetch(`${url}/voyage`)
  expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Bearer pa-chosen'])
  await expect(secretRow(page, 'ANTHROPIC_API_KEY')).toContainText('Missing')
  await fetch(`${url}/cohere`)
  expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Bearer co-kept'])

  await writeFile(file, Buffer.from([0x41, 0x3d, 0xff]))
  await page.getByRole('button', { name: 'Paste .env…' }).click()
  await dialog.locator('input[type=file]').setInputFiles(file)
  await expect(dialog.getByRole('alert')).toContainText('keys.env is not UTF-8 text.')
})

test('a value is kept over the environment’s, which answers again when it is deleted', async ({ start }) => {
  const { page, upstream, url } = await start(configFor, { env })
  await openPage(page, 'Secrets')
  const sent = async () => {
    await fetch(`${url}/gemini`)
    return headerValues(await upstream.nextRequest(), 'authorization')
  }
  expect(await sent()).toEqual(['Bearer from-the-environment'])
  await page.getByRole('button', { name: 'Keep a value over the environment’s: GEMINI_API_KEY' }).click()
  await page.getByLabel('Value', { exact: true }).fill('sk-over')
  await page.keyboard.press('Enter')
  await expect(secretRow(page, 'GEMINI_API_KEY')).toContainText('Keychain, over environment')
  expect(await sent()).toEqual(['Bearer sk-over'])
  await page.getByRole('button', { name: 'Delete GEMINI_API_KEY' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('The environment sets this name too')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(secretRow(page, 'GEMINI_API_KEY')).not.toContainText('Keychain')
  expect(await sent()).toEqual(['Bearer from-the-environment'])
})
