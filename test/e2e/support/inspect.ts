// Looks at the page as it is: a picture of it, and what axe finds.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

const screens = join(import.meta.dirname, '../../../test-results/screens')

interface Look {
  /** A selector of the part that axe looks at. Left out: the whole page. */
  within?: string
  /** What axe looks for. Left out: everything that it knows. */
  rules?: string[]
}

/** Takes a picture of the page and expects that axe finds nothing serious or critical in it. */
export async function inspect(page: Page, name: string, { within, rules }: Look = {}): Promise<void> {
  // Of a page that both hosts show there is a picture each.
  const { name: host } = test.info().project
  const folder = host === 'browser' && !name.startsWith('browser-') ? join(screens, host) : screens
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  // Its half a megabyte of script goes into a page once: after that a statement that does nothing takes its place.
  const isThere = await page.evaluate(() => 'axe' in window)
  // Legacy: the other mode opens a page of its own, which Electron has not.
  const axe = new AxeBuilder(isThere ? { page, axeSource: ';' } : { page }).setLegacyMode(true)
  // They only pass the focus on to where it belongs: nobody can stay on one.
  axe.exclude('[data-base-ui-focus-guard]')
  if (within !== undefined) axe.include(within)
  if (rules !== undefined) axe.withRules(rules)
  const { violations } = await axe.analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
  expect(grave, name).toEqual([])
}
