// What the specs about the open config file share: the menu of its name, changes that are not saved, the banner.
import { expect, type Locator, type Page } from '@playwright/test'
import { ask } from './api.ts'

/** A file whose routes have these paths. */
export const configOf = (target: string, ...paths: string[]) =>
  `# Kept by hand.\ngeneral_settings:\n  pass_through_endpoints:\n${paths
    .map((path) => `    - path: ${path} # beside ${path}\n      target: ${target}${path}\n`)
    .join('')}`

/** The config file's name in the title bar. */
export const fileButton = (page: Page): Locator => page.getByRole('banner').getByRole('button', { name: /\.ya?ml/ })

export const toast = (page: Page, text: string | RegExp): Locator => page.getByRole('dialog').filter({ hasText: text })

export const banner = (page: Page): Locator => page.getByRole('main').getByRole('alert')

export async function chooseInMenu(page: Page, item: string | RegExp): Promise<void> {
  await fileButton(page).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Types a line at the end of the document, and waits until the title bar tells that it is not saved. */
export async function typeLine(page: Page, line: string): Promise<void> {
  const { text, revision } = await ask(page, 'config.text')
  await ask(page, 'config.setText', { text: `${text}${line}\n`, revision })
  await expect(fileButton(page)).toHaveAccessibleName(/not saved$/)
}
