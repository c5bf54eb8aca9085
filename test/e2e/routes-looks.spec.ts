// The Routes page in both themes, beside the design: the table, its menu, the editor, and a small window.
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { routeRow, routesGrid } from './support/routes.ts'
import { chooseTheme, openPage, runningServerUrl } from './support/window.ts'

const drawn = (url: string) => `general_settings:
  master_key: os.environ/E2E_CLIENT_KEY
  pass_through_endpoints:
    - path: /openai
      target: ${url}
      include_subpath: true
      auth: true
      headers: { Authorization: Bearer os.environ/OPENAI_API_KEY }
    - path: /anthropic
      target: https://api.anthropic.com
      include_subpath: true
      headers: { x-api-key: os.environ/ANTHROPIC_API_KEY, x-client-name: os.environ/APP_NAME }
    - path: /v1
      target: http://127.0.0.1:11434/v1
      include_subpath: true
    - path: /v1/rerank
      target: https://api.cohere.com/v1/rerank
      methods: [POST]
      headers: { Authorization: Bearer os.environ/COHERE_API_KEY, x-client-name: os.environ/APP_NAME, x-tenant: search }
    - path: /gemini
      target: https://generativelanguage.googleapis.com
      include_subpath: true
      methods: [POST]
      headers: { x-goog-api-key: os.environ/GEMINI_API_KEY }
    - path: /voyage
      target: https://api.voyageai.com
      include_subpath: true
      methods: [POST]
      headers: { Authorization: Bearer os.environ/VOYAGE_API_KEY }
    - path: /azure
      target: https://search-eu.openai.azure.com/openai
      include_subpath: true
      auth: true
      enabled: false
      headers: { api-key: plain-0123456789abcdef0123456789 }
`

for (const theme of ['Light', 'Dark'] as const) {
  test(`looks as drawn, ${theme.toLowerCase()}`, async ({ launch, serve }) => {
    const upstream = await serve((request, response) => {
      response.writeHead(request.url?.includes('limited') ? 429 : 200).end('{}')
    })
    const names = ['OPENAI', 'ANTHROPIC', 'COHERE', 'GEMINI'].map((name) => [`${name}_API_KEY`, 'from-the-environment'])
    const env = { ...Object.fromEntries(names), APP_NAME: 'e2e', E2E_CLIENT_KEY: 'client-key' }
    const { page } = await launch({ config: drawn(upstream.url), env })
    const url = await runningServerUrl(page)
    const headers = { authorization: 'Bearer client-key' }
    for (const path of ['/a', '/b', '/limited']) await fetch(`${url}/openai${path}`, { headers })
    await chooseTheme(page, theme)
    const suffix = theme.toLowerCase()
    await openPage(page, 'Routes')
    await expect(routeRow(page, '/openai').getByRole('img', { name: 'Last response 429' })).toBeVisible()
    await inspect(page, `routes-table-${suffix}`)
    await page.getByRole('button', { name: 'Add route' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await inspect(page, `routes-table-add-${suffix}`)
    await page.keyboard.press('Escape')
    await routeRow(page, '/v1/rerank').getByTitle('/v1/rerank', { exact: true }).click()
    await expect(
      page.getByRole('complementary', { name: 'Edit route' }).getByLabel('Path', { exact: true }),
    ).toBeVisible()
    await inspect(page, `routes-table-editor-${suffix}`)
    await page.setViewportSize({ width: 960, height: 600 })
    await expect(routesGrid(page)).toBeVisible()
    await inspect(page, `routes-table-narrow-${suffix}`)

    // The list of variables hides nothing of the page, and the keys choose in it.
    const value = page.getByRole('combobox', { name: 'Value of x-tenant' })
    await value.fill('$')
    const variables = page.getByRole('listbox', { name: 'Variables' })
    await expect(variables.getByRole('option')).not.toHaveCount(0)
    await expect(routesGrid(page)).toBeVisible()
    await inspect(page, `routes-table-picker-${suffix}`)
    await page.keyboard.press('Escape')
    await expect(variables).toHaveCount(0)
    await value.pressSequentially('E')
    const second = variables.getByRole('option').nth(1)
    await expect(second).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expect(value).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '')
    const chosen = /[A-Z\d_]+/.exec((await second.textContent()) ?? '')?.[0]
    await page.keyboard.press('Enter')
    await expect(variables).toHaveCount(0)
    await expect(value).toHaveValue(`os.environ/${chosen}`)
    await value.fill('Bearer $CO')
    await variables.getByRole('option', { name: /COHERE_API_KEY/ }).click()
    await expect(value).toHaveValue('Bearer os.environ/COHERE_API_KEY')
    await expect(value).toBeFocused()
  })
}
