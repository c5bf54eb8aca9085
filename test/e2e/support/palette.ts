// The command palette as a person with a keyboard uses it, and what stands in it.
import { expect, type Locator, type Page } from '@playwright/test'

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Command palette' })
const selectedEntry = (page: Page): Locator => dialog(page).getByRole('option', { selected: true })

/** Opens it, and waits until it takes what is typed. */
export async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+K')
  await expect(dialog(page).getByRole('combobox')).toBeFocused()
}

export interface UsedPalette {
  /**
   * Opens the palette, finds an entry by typing and takes it with Enter.
   * @param kind `command`, `page`, `route`, `filter` or `exchange`, with what its name begins with
   */
  take(kind: string, name: string): Promise<void>
  /** Entries that stood in the palette at any time and were never taken; exchanges and recent files are one each. */
  notTaken(): string[]
}

/** What changes from one document to another is left out of an entry's name. */
function kindOf(entry: string): string {
  const [kind = ''] = entry.split(' ', 1)
  if (kind === 'exchange') return kind
  return entry
    .replace(/^command (Undo|Redo) .*$/, 'command $1')
    .replace(/^command Open \S+\.ya?ml$/, 'command Open recent')
    .replace(/\S+\.ya?ml/, 'FILE')
    .replace(/^route \d+ .*$/, 'route')
}

export function usePalette(page: Page): UsedPalette {
  const seen = new Set<string>()
  const taken = new Set<string>()

  const note = async () => {
    const entries = await dialog(page)
      .getByRole('option')
      .evaluateAll((options) => options.map((option) => option.getAttribute('data-value') ?? ''))
    expect(entries.length).toBeGreaterThan(0)
    for (const entry of entries) seen.add(kindOf(entry))
  }

  return {
    async take(kind, name) {
      await openPalette(page)
      await note()
      const wanted = dialog(page).locator(`[role=option][data-value^=${JSON.stringify(`${kind} ${name}`)}]`)
      // A route's and an exchange's own name begins with its number.
      const found = kind === 'exchange' || kind === 'route' ? dialog(page).locator(`[data-value^="${kind} "]`) : wanted
      await page.keyboard.type(name)
      await expect(found.first()).toBeVisible()
      const target = await found.first().getAttribute('data-value')
      while ((await selectedEntry(page).getAttribute('data-value')) !== target) {
        const before = await selectedEntry(page).getAttribute('data-value')
        await page.keyboard.press('ArrowDown')
        await expect(selectedEntry(page)).not.toHaveAttribute('data-value', before ?? '')
      }
      await page.keyboard.press('Enter')
      await expect(dialog(page)).toBeHidden()
      taken.add(kindOf(target ?? ''))
    },
    notTaken: () => [...seen].filter((entry) => !taken.has(entry)).sort(),
  }
}
