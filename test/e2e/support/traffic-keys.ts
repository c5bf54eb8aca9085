// Goes about the Traffic page with the keys alone, and tells where the focus is.
import { expect, type Page } from '@playwright/test'

export const exchangeList = (page: Page) => page.getByRole('grid', { name: 'Exchanges' })
export const selected = (page: Page) => exchangeList(page).getByRole('row', { selected: true })
export const selectedTab = (page: Page) => page.getByRole('tab', { selected: true })

/** The ring that shows where the keys go, on the element itself or on the row that it points at. */
export const ringOf = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    const pointed = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '')
    const shown = pointed ?? focused
    return shown === null || shown === document.body ? 'none' : getComputedStyle(shown).outlineStyle
  })

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Into the list with the keys alone. */
export async function toList(page: Page): Promise<void> {
  await press(page, 'Control+F', 'Escape', 'Escape')
  await expect(exchangeList(page)).toBeFocused()
}

/** To the note that offers it: the last region, so backwards from the first. */
export async function toUndo(page: Page): Promise<void> {
  await press(page, 'Control+F', 'Escape', 'Escape', 'Shift+F6')
  const note = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Undo' }) })
  while (!(await note.evaluate((element) => element === document.activeElement))) await press(page, 'Shift+F6')
  await press(page, 'Tab')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
}
