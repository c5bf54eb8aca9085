// Three secrets go the ways that a secret can go in: typed, pasted as a .env file, and set in another's place. Real
// requests carry them to an upstream that gives every header that it got back in headers of its own. Then all that
// Throughline keeps, says or shows is searched.
//
// Searched: what the page's scripts can reach; the page's whole JavaScript heap after a garbage collection, through a
// snapshot of the DevTools protocol, which lists every string that anything still holds, be it React, a closed dialog's
// field or the preload script; all answers and events from main to the page; every byte of every file below the
// folders that the app and its libraries write to, while it runs and after it has quit, as UTF-8, UTF-16, hex and
// Base64; standard output and error; dumps of crashes; what is copied as curl, fetch and Python; the clipboard; a HAR
// with and without redaction; and config.yaml.
//
// What comes back in bodies, secrets that come in other ways, and a crash: see secret-ways.spec.ts.
import type { Page } from '@playwright/test'
import { headerValues, type UpstreamHandler } from '../support/upstream.ts'
import { expect, test } from './support/fixtures.ts'
import { openTab, selectTab, tabNames } from './support/inspector.ts'
import { recordIpc } from './support/ipc.ts'
import { copyAll, expectNothingLeft, expectNowhere, exportBoth } from './support/leak-search.ts'
import { newSecret } from './support/secrets.ts'
import { addSecret, openPage, runningServerUrl, secretRow } from './support/window.ts'

const names = { typed: 'E2E_TYPED_KEY', pasted: 'E2E_PASTED_KEY', replaced: 'E2E_REPLACED_KEY' }

const configFor = (target: string) => `general_settings:
  pass_through_endpoints:
    - path: /api
      target: ${target}/os.environ/${names.replaced}
      include_subpath: true
      headers:
        Authorization: Bearer os.environ/${names.typed}
        X-Api-Key: os.environ/${names.pasted}
      default_query_params:
        token: os.environ/${names.replaced}
    - path: /gone
      target: http://127.0.0.1:9/
      headers:
        Authorization: Basic os.environ/${names.typed}:os.environ/${names.pasted}
`

/** Gives each header and the path back in headers whose names say nothing of credentials; its bodies say nothing. */
const giveBack: UpstreamHandler = async (request, response, received) => {
  await received
  const echoes = request.rawHeaders.flatMap((value, index) => (index % 2 === 1 ? [`x-echo-${index}`, value] : []))
  const { authorization = '' } = request.headers
  response.writeHead(request.url?.includes('fails') ? 401 : 200, [
    ...echoes,
    ...['x-echo-path', request.url ?? '', 'set-cookie', `echo=${authorization.slice(7)}; Path=/`],
    ...['location', `https://example.com/?echo=${authorization.slice(7)}`, 'content-type', 'application/json'],
  ])
  response.end('{"ok":true}')
}

/** As a person pastes: the field gets it without any script of the test holding it. */
async function pasteEnv(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste .env…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste .env' })
  await dialog.getByLabel('Lines of a .env file').focus()
  await page.keyboard.insertText(text)
  await dialog.getByRole('button', { name: 'Save 1 secret' }).click()
  await expect(dialog).toBeHidden()
}

async function replaceSecret(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('button', { name: `Replace value of ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Replace value' })
  await dialog.getByLabel('Value', { exact: true }).focus()
  await page.keyboard.insertText(value)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}

/** One that is typed and then not saved, in either dialog. */
async function typeInVain(page: Page, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste .env…' }).click()
  await page.getByLabel('Lines of a .env file').focus()
  await page.keyboard.insertText(`IN_VAIN=${value}`)
  await expect(page.getByRole('checkbox', { name: 'IN_VAIN' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Paste .env' })).toBeHidden()
  await page.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add secret' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await dialog.getByLabel('Value', { exact: true }).focus()
  await page.keyboard.insertText(value)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

for (const keychain of [true, false]) {
  test.describe(keychain ? 'with a keychain' : 'without a keychain', () => {
    test.use({ keychain })

    test('no secret is anywhere but on its way upstream', async ({ launch, serve, folder, configFile }) => {
      test.slow()
      const secrets = { typed: newSecret('typed'), pasted: newSecret('pasted'), replaced: newSecret('replaced') }
      const others = { before: newSecret('before'), cancelled: newSecret('cancelled') }
      const all = { ...secrets, ...others }
      const upstream = await serve(giveBack)
      const app = await launch({ config: configFor(upstream.url) })
      const { page, quit } = app
      const url = await runningServerUrl(page)
      const ipc = await recordIpc(app)

      await openPage(page, 'Secrets')
      await addSecret(page, names.typed, secrets.typed)
      await pasteEnv(page, `# a file\nexport ${names.pasted}="${secrets.pasted}"\n`)
      await addSecret(page, names.replaced, others.before)
      await replaceSecret(page, names.replaced, secrets.replaced)
      await typeInVain(page, others.cancelled)
      await expect(secretRow(page, names.pasted)).toContainText(keychain ? 'OK' : 'Not saved')

      // The test is worth something only if the secrets go out, and come back.
      const answer = await fetch(`${url}/api/works`, { headers: { cookie: 'a=b' } })
      expect(answer.status).toBe(200)
      const request = await upstream.nextRequest()
      expect(headerValues(request, 'authorization')).toEqual([`Bearer ${secrets.typed}`])
      expect(headerValues(request, 'x-api-key')).toEqual([secrets.pasted])
      expect(request.path).toBe(`/${secrets.replaced}/works?token=${secrets.replaced}`)
      const echoed = [...answer.headers.values()].join('\n')
      for (const secret of Object.values(secrets)) expect(echoed).toContain(secret)
      expect((await fetch(`${url}/api/fails`, { method: 'POST', body: '{}' })).status).toBe(401)
      expect((await fetch(`${url}/gone`)).status).toBe(502)

      await openPage(page, 'Traffic')
      for (const path of ['/api/works', '/api/fails', '/gone']) {
        await openTab(page, path, 'Overview')
        for (const tab of tabNames) {
          if (await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).isEnabled()) await selectTab(page, tab)
        }
      }
      const texts = [...(await copyAll(app, '/api/works', names.typed)), ...(await exportBoth(app, folder))]
      const search = { app, ipc, folder, configFile, secrets: all }
      await expectNowhere(search, texts)
      await quit()
      await expectNothingLeft(search)
    })
  })
}
