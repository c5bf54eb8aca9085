// Secrets set in the window reach the upstream and nothing else, with and without a keychain.
import { headerValues } from '../support/upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { findInBytes, findInFolder, findInHeap, findInPage } from './support/leaks.ts'
import { keyName as name, newSecret, oneKeyConfig } from './support/secrets.ts'
import { addSecret, openPage, runningServerUrl, secretRow } from './support/window.ts'

for (const keychain of [true, false]) {
  test.describe(keychain ? 'with a keychain' : 'without a keychain', () => {
    test.use({ keychain })

    test('a secret saved in the window reaches the upstream and is nowhere else', async ({ start, folder }) => {
      const secret = newSecret()
      const { page, output, quit, upstream, url } = await start(oneKeyConfig)
      await openPage(page, 'Secrets')
      await addSecret(page, name, secret)

      expect((await fetch(`${url}/api`)).status).toBe(200)
      expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual([`Bearer ${secret}`])

      // First, as the search of the page brings the secret into it.
      expect(await findInHeap(page, secret)).toEqual([])
      for (const pageName of ['Secrets', 'Routes', 'Traffic'] as const) {
        await openPage(page, pageName)
        expect(await findInPage(page, secret), pageName).toEqual([])
      }
      // Once while it runs, once with everything flushed.
      expect(await findInFolder(folder, secret)).toEqual([])
      await quit()
      expect(await findInFolder(folder, secret)).toEqual([])
      expect(findInBytes(Buffer.from(output()), secret)).toEqual([])
    })

    test('a new value takes the old one’s place at once', async ({ start }) => {
      const { page, upstream, url } = await start(oneKeyConfig)
      await openPage(page, 'Secrets')
      await addSecret(page, name, 'first-value')
      await page.getByRole('button', { name: `Replace value of ${name}` }).click()
      const dialog = page.getByRole('dialog', { name: 'Replace value' })
      await dialog.getByLabel('Value', { exact: true }).fill('second-value')
      await dialog.getByRole('button', { name: 'Save secret' }).click()
      await expect(dialog).toBeHidden()

      await fetch(`${url}/api`)
      expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual(['Bearer second-value'])
    })

    test('a deleted secret answers 502 naming it, and nothing reaches the upstream', async ({ start }) => {
      const { page, upstream, url } = await start(oneKeyConfig)
      await openPage(page, 'Secrets')
      await addSecret(page, name, newSecret())
      await page.getByRole('button', { name: `Delete ${name}` }).click()
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await expect(secretRow(page, name)).toContainText('Missing')

      const response = await fetch(`${url}/api`)
      expect(response.status).toBe(502)
      expect(response.headers.get('x-throughline-error')).toBe('missing_variable')
      expect(await response.text()).toContain(name)
      expect(upstream.begun()).toBe(0)
    })
  })
}

test.describe('with a keychain', () => {
  test.use({ keychain: true })

  test('a secret is there after a restart', async ({ launch, serve }) => {
    const secret = newSecret()
    const upstream = await serve()
    const config = oneKeyConfig(upstream.url)
    const first = await launch({ config })
    await openPage(first.page, 'Secrets')
    await addSecret(first.page, name, secret)
    await first.quit()

    const { page, output } = await launch({ config })
    expect((await fetch(`${await runningServerUrl(page)}/api`)).status).toBe(200)
    expect(headerValues(await upstream.nextRequest(), 'authorization')).toEqual([`Bearer ${secret}`])
    await openPage(page, 'Secrets')
    expect(await findInPage(page, secret)).toEqual([])
    expect(findInBytes(Buffer.from(output()), secret)).toEqual([])
  })
})

test.describe('without a keychain', () => {
  test('the page says so, and a secret is gone after a restart', async ({ launch, serve }) => {
    const upstream = await serve()
    const config = oneKeyConfig(upstream.url)
    const first = await launch({ config })
    await openPage(first.page, 'Secrets')
    await expect(first.page.getByText(/keychain not available/i)).toBeVisible()
    await addSecret(first.page, name, newSecret())
    expect((await fetch(`${await runningServerUrl(first.page)}/api`)).status).toBe(200)
    await first.quit()

    const { page } = await launch({ config })
    const response = await fetch(`${await runningServerUrl(page)}/api`)
    expect(response.headers.get('x-throughline-error')).toBe('missing_variable')
    await openPage(page, 'Secrets')
    await expect(secretRow(page, name)).toContainText('Missing')
    expect(upstream.begun()).toBe(1)
  })
})
