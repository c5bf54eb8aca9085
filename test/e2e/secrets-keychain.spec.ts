// Secrets where the keychain is not there, is locked, or is not the one that saved them: each says so, and nothing is
// lost or written in plain text.
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { headerValues } from '../support/upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { startKeyring } from './support/keyring.ts'
import { findInFolder } from './support/leaks.ts'
import { keyName as name, newSecret, oneKeyConfig } from './support/secrets.ts'
import { addSecret, openPage, runningServerUrl, secretRow } from './support/window.ts'

const keychainBanner = (page: Page) => page.getByRole('alert').filter({ hasText: 'OS keychain not available' })

async function expectMissing(url: string): Promise<void> {
  const response = await fetch(`${url}/api`)
  expect(response.status).toBe(502)
  expect(response.headers.get('x-throughline-error')).toBe('missing_variable')
}

test.describe('a keychain that was there before', () => {
  test.use({ keychain: true })

  test('and is locked now: saved values wait until it is unlocked', async ({ launch, serve, folder }) => {
    const secret = newSecret()
    const upstream = await serve()
    const config = oneKeyConfig(upstream.url)
    const first = await launch({ config })
    await openPage(first.page, 'Secrets')
    await addSecret(first.page, name, secret)
    await first.quit()

    const locked = await startKeyring(join(folder, 'keyring'), true)
    const second = await launch({ config, keyring: locked })
    const url = await runningServerUrl(second.page)
    await openPage(second.page, 'Secrets')
    await expect(keychainBanner(second.page)).toBeVisible()
    await expect(secretRow(second.page, name)).toContainText('Cannot decrypt')
    await expect(secretRow(second.page, name).getByTitle(/is saved, but the OS keychain/)).toBeVisible()
    await expectMissing(url)
    expect(upstream.begun()).toBe(0)
    // Nothing can be saved, and it says so before anything is typed.
    await second.page.getByRole('button', { name: 'Add secret' }).click()
    await expect(second.page.getByRole('radio', { name: 'OS keychain' })).toBeDisabled()
    await expect(second.page.getByRole('radio', { name: 'Memory' })).toBeChecked()
    await second.quit()
    await locked.close()

    const third = await launch({ config })
    await fetch(`${await runningServerUrl(third.page)}/api`)
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual([`Bearer ${secret}`])
    await openPage(third.page, 'Secrets')
    await expect(secretRow(third.page, name)).toContainText('OK')
    await expect(keychainBanner(third.page)).toHaveCount(0)
  })

  test('and is another one now: the value is entered again', async ({ launch, serve, folder }) => {
    const upstream = await serve()
    const config = oneKeyConfig(upstream.url)
    const first = await launch({ config })
    await openPage(first.page, 'Secrets')
    await addSecret(first.page, name, newSecret())
    await first.quit()

    const other = await startKeyring(join(folder, 'other-keyring'))
    const { page, quit } = await launch({ config, keyring: other })
    const url = await runningServerUrl(page)
    await openPage(page, 'Secrets')
    await expect(keychainBanner(page)).toHaveCount(0)
    const row = secretRow(page, name)
    await expect(row).toContainText('Cannot decrypt')
    await expect(row.getByTitle(/It was saved by another user or computer/)).toBeVisible()
    await expect(page.getByRole('contentinfo')).toContainText('1 cannot be decrypted')
    await expectMissing(url)

    const secret = newSecret()
    await row.getByRole('button', { name: `Enter again: ${name}` }).click()
    await page.getByLabel('Value', { exact: true }).fill(secret)
    await page.keyboard.press('Enter')
    await expect(row).toContainText('OK')
    await fetch(`${url}/api`)
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual([`Bearer ${secret}`])
    expect(await findInFolder(folder, secret)).toEqual([])
    await quit()
    await other.close()
  })

  test('with a store that cannot be written: nothing changes, and it says why', async ({ start }) => {
    const { page, userData } = await start(oneKeyConfig)
    await openPage(page, 'Secrets')
    await addSecret(page, 'FIRST', newSecret())
    // Nothing can take the place of a folder that holds something, not even for an administrator.
    const file = join(userData, 'secrets.json')
    await rename(file, `${file}.aside`)
    await mkdir(join(file, 'x'), { recursive: true })

    await page.getByRole('button', { name: `Add value of ${name}` }).click()
    const dialog = page.getByRole('dialog', { name: 'Add secret' })
    await dialog.getByLabel('Value', { exact: true }).fill(newSecret())
    await dialog.getByRole('button', { name: 'Save secret' }).click()
    await expect(dialog).toContainText(/secrets\.json could not be written: \w+\. Nothing was saved\./)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(secretRow(page, name)).toContainText('Missing')

    await page.getByRole('button', { name: 'Paste .env…' }).click()
    const paste = page.getByRole('dialog', { name: 'Paste .env' })
    await paste.getByLabel('Lines of a .env file').fill('ONE=1\nTWO=2')
    await paste.getByRole('button', { name: 'Save 2 secrets' }).click()
    await expect(paste.getByRole('alert')).toContainText(/could not be written: \w+\. Nothing was saved\./)
    await paste.getByRole('button', { name: 'Cancel' }).click()
    await expect(secretRow(page, 'ONE')).toHaveCount(0)

    await page.getByRole('button', { name: 'Delete FIRST' }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(page.getByText(/could not be written/)).toBeVisible()
    await expect(secretRow(page, 'FIRST')).toContainText('OK')
  })

  test('and was not at first: it is found when the app starts again', async ({ launch, serve, folder }) => {
    const upstream = await serve()
    const config = oneKeyConfig(upstream.url)
    const first = await launch({ config, keyring: null })
    await openPage(first.page, 'Secrets')
    const banner = keychainBanner(first.page)
    await expect(banner).toContainText('Values you add stay in memory until you quit.')
    await expect(first.page.getByRole('contentinfo')).toContainText('No OS keychain')
    await banner.getByRole('button', { name: 'Check again' }).click()
    await expect(banner).toContainText(/Still not available at \d\d:\d\d:\d\d\./)

    const held = newSecret()
    await addSecret(first.page, name, held)
    await expect(secretRow(first.page, name)).toContainText('Not saved')
    await expect(secretRow(first.page, name)).toContainText('Memory, until you quit')
    await expect(first.page.getByRole('link', { name: 'Secrets' })).toHaveAccessibleDescription(
      /1 secret needs attention/,
    )
    await first.quit()
    expect(await findInFolder(folder, held)).toEqual([])

    const { page } = await launch({ config })
    await openPage(page, 'Secrets')
    await expect(keychainBanner(page)).toHaveCount(0)
    await expect(secretRow(page, name)).toContainText('Missing')
    await addSecret(page, name, newSecret())
    await expect(secretRow(page, name)).toContainText('GNOME Keyring')
  })
})
