// The YAML view in both themes: what it shows, what axe finds in it, and that it comes back as it was left.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { call } from './support/api.ts'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { chooseTheme, openPage } from './support/window.ts'
import { cursorBehind, documentText, openYaml, problemItems, yamlEditor, yamlLine } from './support/yaml.ts'

test('it looks as drawn, in both themes', async ({ launch, configFile }) => {
  const config = `# Gateway for search-api
general_settings:
  pass_through_endpoints:
    - path: /openai
      target: https://api.openai.com
      include_subpath: true
      headers:
        Authorization: Bearer os.environ/E2E_OPENAI_KEY

    # Ollama on this machine
    - path: /v1
      target: http://127.0.0.1:11434/v1
      include_subpath: true

    - path: /v1/rerank
      target: https://api.cohere.com/v1/rerank
      methods: [POST]
      timeout: 60
      headers:
        Authorization: Bearer os.environ/E2E_COHERE_KEY
        x-client-name: os.environ/E2E_APP_NAME
      default_query_params:
        source: search-dev
`
  const { page } = await launch({ config, env: { E2E_OPENAI_KEY: 'sk-1', E2E_COHERE_KEY: 'co-1' } })
  await call(page, 'secrets.set', { name: 'E2E_APP_NAME', value: 'search', keepIn: 'memory' })
  await openYaml(page)
  await expect(problemItems(page)).toHaveCount(1)
  await cursorBehind(page, 'x-client-name')
  await page.keyboard.type('\nx-tenant: os.environ/TENANT_ID')
  await expect(problemItems(page)).toHaveCount(2)
  for (const theme of ['Light', 'Dark'] as const) {
    await chooseTheme(page, theme)
    await showLeft(page)
    await inspect(page, `yaml-${theme.toLowerCase()}`)
  }
  await page.keyboard.press('End')
  await page.keyboard.type('\nacc')
  await expect(page.getByRole('listbox', { name: 'Completions' })).toBeVisible()
  await inspect(page, 'yaml-completion-dark')
  await page.keyboard.press('Escape')
  await chooseTheme(page, 'Light')
  await showLeft(page)
  await page.keyboard.press('ControlOrMeta+f')
  await yamlLine(page, 'methods').getByText('methods').hover()
  await expect(page.getByText('Limits the route to these methods.')).toBeVisible()
  await inspect(page, 'yaml-help-light')
  expect(await readFile(configFile, 'utf8')).toBe(config)
})

test('another page and back: the scrolling and what is selected are as they were', async ({ launch }) => {
  const routes = Array.from({ length: 80 }, (_, at) => `    - path: /r${at}\n      target: http://127.0.0.1:9/${at}\n`)
  const config = `general_settings:\n  pass_through_endpoints:\n${routes.join('')}`
  const { page } = await launch({ config })
  const editor = await openYaml(page)
  const scroller = page.locator('.cm-scroller')
  const scrolled = () => scroller.evaluate((element) => element.scrollTop)
  await editor.click()
  await page.keyboard.press('ControlOrMeta+End')
  await expect(yamlLine(page, '/r79')).toBeVisible()
  for (let line = 0; line < 3; line += 1) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  for (let line = 0; line < 2; line += 1) await page.keyboard.press('Shift+ArrowUp')
  // Scrolled off from the cursor, as one reads on.
  const before = 1007
  await scroller.evaluate((element, top) => element.scrollTo(0, top), before)
  await expect(yamlLine(page, '/r79')).toHaveCount(0)
  expect(await scrolled()).toBe(before)

  await openPage(page, 'Secrets')
  await expect(editor).toHaveCount(0)
  await openPage(page, 'Routes')
  await expect(editor).toBeVisible()
  await expect.poll(scrolled).toBeCloseTo(before, -1)
  await editor.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => documentText(page)).toBe(config.replace(/(?<=http:\S+\/77)\n.*\/r78\n.*\/78(?=\n)/, ''))
})

/** Comes back to the text as it was left. */
async function showLeft(page: Page): Promise<void> {
  await openPage(page, 'Routes')
  await yamlEditor(page).focus()
  await expect(problemItems(page).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible()
}
