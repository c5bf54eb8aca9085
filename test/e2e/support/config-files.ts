// What the specs about the open config file share: the menu of its name, changes that are not saved, the banner.
import { expect, type Locator, type Page } from '@playwright/test'
import type { CallInput, CallName, CallResult } from '../../../src/shared/contract.ts'

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

/** As the window asks main. */
export function call<Name extends CallName>(
  page: Page,
  name: Name,
  input?: CallInput<Name>,
): Promise<CallResult<Name>> {
  return page.evaluate(
    ([callName, callInput]) =>
      (window as unknown as { api: { call(name: unknown, input: unknown): Promise<unknown> } }).api.call(
        callName,
        callInput,
      ),
    [name, input] as const,
  ) as Promise<CallResult<Name>>
}

/** Types a line at the end of the document, and waits until the title bar tells that it is not saved. */
export async function typeLine(page: Page, line: string): Promise<void> {
  const current = await call(page, 'config.text')
  if (!current.ok) throw new Error(current.error.message)
  const { text, revision } = current.value
  const typed = await call(page, 'config.setText', { text: `${text}${line}\n`, revision })
  expect(typed.ok).toBe(true)
  await expect(fileButton(page)).toHaveAccessibleName(/not saved$/)
}
