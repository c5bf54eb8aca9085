// The Routes page as a person uses it, and the config.yaml that it edits.
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

/** Three routes to an upstream, with comments that are kept. */
export const threeRoutes = (target: string) => `# Kept by hand.
general_settings:
  pass_through_endpoints:
    # The first.
    - path: /one # stays beside it
      target: ${target}/1
    # The second.
    - path: /two
      target: ${target}/2
    - path: /three
      target: ${target}/3
`

export function routesGrid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Routes' })
}

/** The row of a path, alone or with `/*` behind it. */
export function routeRow(page: Page, path: string): Locator {
  return routesGrid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('switch', { name: `${path} on`, exact: true }) })
}

/** The paths in the order of the table. */
export async function shownPaths(page: Page): Promise<string[]> {
  const names = await routesGrid(page)
    .getByRole('switch')
    .evaluateAll((switches) => switches.map((element) => element.getAttribute('aria-label') ?? ''))
  return names.map((name) => name.replace(/ on$/, ''))
}

/** The paths in the order of the file. */
export async function writtenPaths(file: string): Promise<string[]> {
  return [...(await readFile(file, 'utf8')).matchAll(/^ *-? *path: (\S+)/gm)].map(([, path]) => path as string)
}

export async function expectOrder(page: Page, file: string, paths: readonly string[]): Promise<void> {
  await expect.poll(() => shownPaths(page)).toEqual(paths)
  await expect.poll(() => writtenPaths(file)).toEqual(paths)
}

export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('[data-region="toasts"]').getByText(text)
}
