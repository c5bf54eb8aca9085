// The window as a person uses it: by the names of its pages, buttons and rows.
import { expect, type Locator, type Page } from '@playwright/test'

export type PageName = 'Traffic' | 'Routes' | 'Secrets' | 'Settings'

export async function openPage(page: Page, name: PageName): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeAttached()
}

export function serverGroup(page: Page): Locator {
  return page.getByRole('group', { name: 'Server' })
}

/** Waits until the server runs and answers the address that the window shows. */
export async function runningServerUrl(page: Page): Promise<string> {
  await expect(serverGroup(page)).toContainText('Running')
  const address = /127\.0\.0\.1:\d+/.exec((await serverGroup(page).textContent()) ?? '')?.[0]
  expect(address, 'the address in the window').toBeDefined()
  return `http://${address}`
}

/** The rows of the list of exchanges that hold a text. */
export function exchangeRows(page: Page, text: string | RegExp): Locator {
  return page.getByRole('grid', { name: 'Exchanges' }).getByRole('row').filter({ hasText: text })
}

export function secretRow(page: Page, name: string): Locator {
  return page.getByRole('grid', { name: 'Secrets' }).getByRole('row').filter({ hasText: name })
}

/** On the Secrets page: adds a secret and waits until the list has it. */
export async function addSecret(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await dialog.getByLabel('Name').fill(name)
  // Typed, as a person does: fill() would leave the value on the page's heap by itself.
  await dialog.getByLabel('Value', { exact: true }).focus()
  await page.keyboard.insertText(value)
  await dialog.getByRole('button', { name: 'Save secret' }).click()
  await expect(dialog).toBeHidden()
  await expect(secretRow(page, name)).toBeVisible()
}

/** On the Settings page; comes back to the page that was open. */
export async function chooseTheme(page: Page, theme: 'Light' | 'Dark' | 'System'): Promise<void> {
  const before = (await page.getByRole('heading', { level: 1 }).textContent()) as PageName
  await openPage(page, 'Settings')
  const choice = page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name: theme })
  await choice.click()
  await expect(choice).toBeChecked()
  if (theme !== 'System') await expect.poll(() => isDark(page)).toBe(theme === 'Dark')
  await openPage(page, before)
}

async function isDark(page: Page): Promise<boolean> {
  return (await page.locator('html').getAttribute('data-theme')) === 'dark'
}
