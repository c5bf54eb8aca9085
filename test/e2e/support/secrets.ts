// Secrets for tests: values that nothing else holds, a route that needs one, and routes that need five.
import { randomBytes } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type { LaunchedApp } from './app.ts'

const route = (path: string, target: string, variable: string) => `    - path: ${path}
      target: ${target}
      headers:
        Authorization: Bearer os.environ/${variable}
`

/** What no other text holds by chance. */
export const newSecret = (kind = 'e2e') => `sk-${kind}-${randomBytes(24).toString('base64url')}`

/** What the one route of `oneKeyConfig` needs. */
export const keyName = 'E2E_API_KEY'

export const oneKeyConfig = (target: string) =>
  `general_settings:\n  pass_through_endpoints:\n${route('/api', target, keyName)}`

/** Five names. */
export const configFor = (target: string) => `general_settings:
  pass_through_endpoints:
${route('/anthropic', target, 'ANTHROPIC_API_KEY')}${route('/v1/rerank', target, 'COHERE_API_KEY')}${route('/cohere', target, 'COHERE_API_KEY')}${route('/gemini', target, 'GEMINI_API_KEY')}${route('/mistral', target, 'MISTRAL_API_KEY')}${route('/voyage', target, 'VOYAGE_API_KEY')}`

/** Two of the names, set outside of Throughline. */
export const env = { GEMINI_API_KEY: 'from-the-environment', MISTRAL_API_KEY: 'from-the-environment' }

/** Of the list, from top to bottom. */
export const rowNames = (page: Page): Promise<string[]> =>
  page
    .getByRole('grid', { name: 'Secrets' })
    .getByRole('row')
    .evaluateAll((rows) => rows.slice(1).map((row) => row.querySelectorAll('[role=gridcell]')[1]?.textContent ?? ''))

/** As a person does: through the clipboard. */
export async function paste({ electron, page }: LaunchedApp, field: Locator, text: string): Promise<void> {
  await electron.evaluate(({ clipboard }, value) => clipboard.writeText(value), text)
  await field.focus()
  await page.keyboard.press('Control+V')
}
