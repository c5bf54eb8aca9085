// What the YAML view offers while one types, and what it tells under the pointer: keys, values, and variables by state.
import { call } from './support/api.ts'
import { expect, test } from './support/fixtures.ts'
import {
  completions,
  configFor,
  cursorBehind,
  documentText,
  helpUnderPointer,
  openYaml,
  takeCompletion,
  yamlLine,
} from './support/yaml.ts'

const withVariables = (target: string) => `general_settings:
  pass_through_endpoints:
    - path: /one
      target: ${target}
      include_subpath: true
      headers:
        x-environment: os.environ/E2E_GIVEN
        x-keychain: os.environ/E2E_KEPT
        x-nowhere: os.environ/E2E_MISSING
`

const env = { E2E_GIVEN: 'from-the-environment' }

test('keys and values are completed and explained', async ({ start }) => {
  const { page } = await start(configFor)
  await openYaml(page)
  await cursorBehind(page, 'x_note: kept')
  await page.keyboard.type('\nforw')
  await expect(completions(page)).toHaveText([/forward_headers/])
  await expect(page.getByText('With true, the client’s headers go upstream.')).toBeVisible()
  await takeCompletion(page, 'forward_headers')
  await expect(completions(page)).toHaveText(['false', 'true'])
  await page.keyboard.type('false')
  await expect.poll(() => documentText(page)).toContain('x_note: kept\n      forward_headers: false\n')
  await yamlLine(page, 'forward_headers').getByText('forward_headers').hover()
  await expect(helpUnderPointer(page)).toContainText('true or false, without it true')
})

test.describe('with a keychain', () => {
  test.use({ keychain: true })

  test('variables are offered with their states, chosen by key, and told under the pointer', {
    tag: '@desktop',
  }, async ({ start }) => {
    const { page } = await start(withVariables, { env })
    await call(page, 'secrets.set', { name: 'E2E_KEPT', value: 'kept', keepIn: 'keychain' })
    await openYaml(page)
    await cursorBehind(page, 'x-nowhere')
    await page.keyboard.type('\nx-new: Bearer os.environ/')
    await expect(completions(page)).toHaveText([
      'os.environ/E2E_GIVENfrom the environment',
      'os.environ/E2E_KEPTfrom the keychain',
      'os.environ/E2E_MISSINGis not set',
    ])
    await takeCompletion(page, 'E2E_KEPT')
    await expect.poll(() => documentText(page)).toContain('\n        x-new: Bearer os.environ/E2E_KEPT\n')

    // A dollar is enough, and what follows it narrows the list.
    await page.keyboard.type('\nx-other: $E2E_MIS')
    await expect(completions(page)).toHaveText([/E2E_MISSING/])
    await takeCompletion(page, 'E2E_MISSING')
    await expect.poll(() => documentText(page)).toContain('\n        x-other: os.environ/E2E_MISSING\n')

    const told = {
      'x-environment': 'E2E_GIVENfrom the environment',
      'x-keychain': 'E2E_KEPTfrom the keychain',
      'x-nowhere': 'E2E_MISSINGis not set',
    }
    for (const [header, words] of Object.entries(told)) {
      await yamlLine(page, header).getByText('os.environ/').hover()
      await expect(helpUnderPointer(page)).toHaveText(words)
    }
    await yamlLine(page, 'include_subpath').getByText('include_subpath').hover()
    await expect(helpUnderPointer(page)).toContainText('everything below the path matches too')
  })
})
