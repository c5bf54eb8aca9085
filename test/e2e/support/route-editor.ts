// The route editor as a person uses it, with the routes that its tests edit.
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { parse } from 'yaml'
import { openPage } from './window.ts'

export const configFor = (target: string) => `# Kept by hand.
general_settings:
  master_key: os.environ/E2E_CLIENT_KEY
  pass_through_endpoints:
    # Everything below /v1.
    - path: /v1
      target: ${target}
      include_subpath: true
    - path: /v1/rerank # for the search
      target: ${target}/v1/rerank
      methods: [POST]
      timeout: 60
      headers:
        Authorization: Bearer os.environ/E2E_COHERE_KEY
        x-client-name: os.environ/E2E_APP_NAME
        x-tenant: os.environ/E2E_TENANT_ID
    - path: /guarded
      target: ${target}/guarded
      auth: true
`

export const env = {
  E2E_COHERE_KEY: 'from-the-environment',
  E2E_APP_NAME: 'search',
  E2E_CLIENT_KEY: 'sk-of-the-client',
}

export const routeEditor = (page: Page): Locator => page.getByRole('complementary', { name: 'Edit route' })

/** Selects the route on the Routes page and opens it. */
export async function openEditor(page: Page, path: string): Promise<Locator> {
  await openPage(page, 'Routes')
  const row = page.getByRole('grid', { name: 'Routes' }).getByRole('row').filter({ hasText: path }).first()
  await row.click()
  await page.keyboard.press('Enter')
  const editor = routeEditor(page)
  await expect(editor.getByLabel('Path', { exact: true })).toHaveValue(path)
  return editor
}

export const field = (editor: Locator, name: string) => editor.getByLabel(name, { exact: true })

/** The route at this place of the file, as it stands there now. */
export async function routeInFile(file: string, index: number): Promise<Record<string, unknown>> {
  const { general_settings: settings } = parse(await readFile(file, 'utf8')) as {
    general_settings: { pass_through_endpoints: Record<string, unknown>[] }
  }
  return settings.pass_through_endpoints[index] ?? {}
}

/** The second route of the config once every one of its fields was edited. */
export const editedRoute = (target: string) => ({
  path: '/rank',
  target: `${target}/v2/rerank`,
  methods: ['PUT'],
  timeout: 12.5,
  headers: {
    Authorization: 'Bearer os.environ/E2E_COHERE_KEY',
    'x-client-name': 'app os.environ/E2E_COHERE_KEY',
    litellm_user_api_key: 'x-my-key',
  },
  include_subpath: true,
  default_query_params: { source: 'search-dev' },
  auth: true,
  forward_headers: false,
  cost_per_request: 0.002,
  custom_auth_parser: 'langfuse',
  enabled: false,
})
