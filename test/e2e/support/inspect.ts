// Looks at the page as it is: a picture of it, and what axe finds.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const screens = join(import.meta.dirname, '../../../test-results/screens')

/** Takes a picture of the page and expects that axe finds nothing serious or critical in it. */
export async function inspect(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screens, `${name}.png`), animations: 'disabled' })
  // Legacy: the other mode opens a page of its own, which Electron has not.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
  expect(grave, name).toEqual([])
}
