// Every page in both themes: a picture of it, and nothing that axe finds serious.
import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures.ts'
import { inspect } from './support/inspect.ts'
import { addSecret, chooseTheme, exchangeRows, openPage, runningServerUrl } from './support/window.ts'

const configFor = (target: string) => `general_settings:
  pass_through_endpoints:
    - path: /v1/rerank
      target: ${target}/v1/rerank
      headers:
        Authorization: bearer os.environ/E2E_COHERE_KEY
    - path: /openai
      target: ${target}
      include_subpath: true
      methods: [GET, POST]
      headers:
        Authorization: Bearer os.environ/E2E_OPENAI_KEY
    - path: /old
      target: https://api.example.com/v1
      enabled: false
`

for (const theme of ['Light', 'Dark'] as const) {
  const suffix = theme.toLowerCase()

  test.describe(theme, () => {
    test('every page', async ({ launch, serve }) => {
      const upstream = await serve((request, response) => {
        response.writeHead(request.url?.includes('limited') ? 429 : 200).end('{}')
      })
      const { page } = await launch({
        config: configFor(upstream.url),
        env: { E2E_OPENAI_KEY: 'from-the-environment' },
      })
      const url = await runningServerUrl(page)
      await chooseTheme(page, theme)
      await inspect(page, `traffic-empty-${suffix}`)

      for (const path of ['/openai/v1/models', '/openai/limited', '/v1/rerank', '/old', '/nowhere']) {
        await fetch(`${url}${path}`)
        await expect(exchangeRows(page, path)).toHaveCount(1)
      }
      await inspect(page, `traffic-${suffix}`)
      await openPage(page, 'Routes')
      await inspect(page, `routes-${suffix}`)
      await openPage(page, 'Secrets')
      await inspect(page, `secrets-without-keychain-${suffix}`)
    })

    test.describe('with a keychain', () => {
      test.use({ keychain: true })

      test('secrets', async ({ launch, serve }) => {
        const upstream = await serve()
        const { page } = await launch({ config: configFor(upstream.url) })
        await chooseTheme(page, theme)
        await openPage(page, 'Secrets')
        await addSecret(page, 'E2E_COHERE_KEY', 'for-the-picture')
        await inspect(page, `secrets-${suffix}`)
        await page.getByRole('button', { name: 'Add secret' }).click()
        await expect(page.getByRole('dialog', { name: 'Add secret' })).toBeVisible()
        await inspect(page, `secrets-add-${suffix}`)
      })
    })
  })
}

test('the chosen theme is there after a restart', async ({ launch }) => {
  const first = await launch()
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background(first.page)
  await chooseTheme(first.page, 'Dark')
  await expect.poll(() => background(first.page)).not.toBe(light)
  const dark = await background(first.page)
  await first.quit()

  const { page } = await launch()
  await expect.poll(() => background(page)).toBe(dark)
})
