// Secrets of every way in: the dialog and a replaced value, a pasted .env file, the environment, the file of
// --env-file, and a literal of config.yaml that was moved. Each goes out in a header, in a part of one, in the query, in
// the path or in a pair for Langfuse, to an upstream that gives back all that it got: in headers and in bodies, plain,
// compressed and as a stream, each value as it came, in a URL, in JSON, and what was in Base64 as it was before.
//
// Not looked into: the bytes of a compressed body as they came, which a window may ask for and unpack by itself.
//
// All places are searched that secret-leaks.spec.ts names, and again after a crash of the window's process and then of
// the whole app, which leaves no time to tidy up.
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { UpstreamHandler } from '../support/upstream.ts'
import { ask } from './support/api.ts'
import { expect, test } from './support/fixtures.ts'
import { openTab, selectTab, tabNames } from './support/inspector.ts'
import { recordIpc } from './support/ipc.ts'
import { askForAll, copyAll, expectNothingLeft, expectNowhere, exportBoth } from './support/leak-search.ts'
import { addSecret, openPage, secretRow } from './support/window.ts'

test.use({ keychain: true })

const configFor = (literal: string) => (target: string) =>
  `general_settings:
  pass_through_endpoints:
    - path: /header
      target: ${target}
      include_subpath: true
      headers:
        Authorization: Bearer os.environ/FROM_ENVIRONMENT
        X-Parts: key os.environ/FROM_FILE, then os.environ/PASTED
    - path: /query
      target: ${target}/?first=os.environ/FROM_FILE
      include_subpath: true
      default_query_params:
        second: os.environ/PASTED
    - path: /path
      target: ${target}/os.environ/FROM_ENVIRONMENT
      include_subpath: true
    - path: /langfuse
      target: ${target}
      include_subpath: true
      headers:
        LANGFUSE_PUBLIC_KEY: os.environ/TYPED
        LANGFUSE_SECRET_KEY: os.environ/REPLACED
    - path: /literal
      target: ${target}
      include_subpath: true
      headers:
        x-api-key: ${literal}
`

/** Holds what is written in another way in a URL, in a form, in JSON and in Base64. */
const newSecret = (kind: string) => `sk/${kind}+${randomBytes(18).toString('base64')}==&${kind}`

/** What was received, each value in all the forms in which a program might write it. */
function echoesOf(url: string, rawHeaders: readonly string[]): string[] {
  const values = rawHeaders.filter((_, index) => index % 2 === 1)
  const parameters = [...new URL(url, 'http://localhost').searchParams.values()]
  const pairs = values.flatMap((value) => {
    const pair = /^Basic (.+)$/.exec(value)?.[1]
    return pair === undefined ? [] : [pair, ...Buffer.from(pair, 'base64').toString().split(':')]
  })
  const words = [...values, ...pairs, ...parameters, url].flatMap((value) => [value, ...value.split(/[ ,]+/)])
  return [...new Set(words)].flatMap((word) => [
    word,
    encodeURIComponent(word),
    new URLSearchParams({ word }).toString(),
    JSON.stringify(word).replaceAll('/', '\\/'),
  ])
}

const giveAllBack: UpstreamHandler = async (request, response, received) => {
  await received
  const echoes = echoesOf(request.url ?? '', request.rawHeaders)
  const [kind = 'plain'] = /(plain|zipped|stream)$/.exec((request.url ?? '').split('?', 1)[0] ?? '') ?? []
  const body = kind === 'stream' ? echoes.map((echo) => `data: ${echo}\n\n`).join('') : JSON.stringify({ echoes })
  response.writeHead(200, [
    ...echoes.flatMap((echo, index) => [`x-echo-${index}`, echo]),
    ...['content-type', kind === 'stream' ? 'text/event-stream' : 'application/json'],
    ...(kind === 'zipped' ? ['content-encoding', 'gzip'] : []),
  ])
  response.end(kind === 'zipped' ? gzipSync(body) : body)
}

test('whichever way it comes in, goes out and comes back, no secret is left anywhere', async ({
  start,
  folder,
  configFile,
}) => {
  test.slow()
  const kinds = ['typed', 'replaced', 'pasted', 'environment', 'file', 'literal', 'before'] as const
  const secrets = Object.fromEntries(kinds.map((kind) => [kind, newSecret(kind)])) as Record<
    (typeof kinds)[number],
    string
  >
  await mkdir(join(folder, 'given'))
  const envFile = join(folder, 'given', 'keys.env')
  await writeFile(envFile, `FROM_FILE='${secrets.file}'\n`)
  const app = await start(configFor(secrets.literal), {
    handler: giveAllBack,
    env: { FROM_ENVIRONMENT: secrets.environment },
    args: ['--env-file', envFile],
  })
  const { page, url, electron } = app
  const ipc = await recordIpc(app)

  await openPage(page, 'Secrets')
  await addSecret(page, 'TYPED', secrets.typed)
  await addSecret(page, 'REPLACED', secrets.before)
  await page.getByRole('button', { name: 'Replace value of REPLACED' }).click()
  await page.getByLabel('Value', { exact: true }).focus()
  await page.keyboard.insertText(secrets.replaced)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Replace value' })).toBeHidden()
  await page.getByRole('button', { name: 'Paste .env…' }).click()
  await page.getByLabel('Lines of a .env file').focus()
  await page.keyboard.insertText(`PASTED='${secrets.pasted}'`)
  await page.getByRole('button', { name: 'Save 1 secret' }).click()
  await expect(secretRow(page, 'PASTED')).toContainText('OK')
  await page.getByRole('button', { name: 'Move to keychain…' }).click()
  await page.getByRole('button', { name: 'Move 1 credential', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect.poll(async () => (await ask(page, 'routes.get')).routes.at(-1)?.variables.length).toBe(1)

  const sent: Record<string, (keyof typeof secrets)[]> = {
    '/header': ['environment', 'file', 'pasted'],
    '/query': ['file', 'pasted'],
    '/path': ['environment'],
    '/langfuse': ['typed', 'replaced'],
    '/literal': ['literal'],
  }
  for (const [path, used] of Object.entries(sent)) {
    for (const kind of ['plain', 'zipped', 'stream']) {
      const response = await fetch(`${url}${path}/${kind}`)
      // The test is worth something only if the secrets go out, and come back in both.
      const [headers, body] = [[...response.headers.values()].join('\n'), await response.text()]
      for (const name of used) {
        expect(headers, `${name} of ${path}`).toContain(secrets[name])
        expect(body, `${name} of ${path}`).toContain(encodeURIComponent(secrets[name]))
      }
    }
  }

  await openPage(page, 'Traffic')
  for (const path of ['/langfuse/plain', '/header/stream', '/path/zipped']) {
    await openTab(page, path, 'Overview')
    for (const tab of tabNames) {
      if (await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).isEnabled()) await selectTab(page, tab)
    }
  }
  await askForAll(page)
  const texts = [...(await copyAll(app, '/header/plain', 'FROM_ENVIRONMENT')), ...(await exportBoth(app, folder))]
  const search = { app, ipc, folder: join(folder, 'app'), configFile, secrets }
  await expectNowhere(search, texts)

  const ended = new Promise<void>((resolve) => electron.once('close', () => resolve()))
  const crashed = page.waitForEvent('crash')
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await crashed
  await electron.evaluate(() => void setImmediate(() => process.crash()))
  await ended
  await expectNothingLeft(search)
})
