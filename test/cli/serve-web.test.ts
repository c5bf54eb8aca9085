// `throughline serve --web`: what it prints, who gets in, and what it refuses to start with.
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { demoConfig } from '../../src/main/config/demo-config.ts'
import { type CliOptions, configTo, runCli, startCli } from './run-cli.ts'

const web = ['serve', '--web', '--web-port', '0', '--port', '0']

/** Once it serves the window; `url` is what is printed for it. */
async function serveWeb(args: readonly string[] = [], options: CliOptions = {}) {
  const cli = await startCli([...web, ...args], options)
  const line = await cli.line(/^The window is at /)
  const url = line.replace('The window is at ', '')
  return { ...cli, url, origin: new URL(url).origin }
}

const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } })

it('prints where the gateway and the window are, and lets in who has the address', async () => {
  const cli = await serveWeb([], { files: { 'config.yaml': configTo('http://upstream.example') } })
  expect(cli.stdout()).toMatch(
    /^Throughline listening on http:\/\/127\.0\.0\.1:\d+ \(1 route\)\nThe window is at .+\n$/,
  )
  expect(cli.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  const signedIn = await get(cli.url)
  expect(signedIn.status).toBe(302)
  const page = await get(`${cli.origin}/`, signedIn.headers.get('set-cookie')?.split(';')[0])
  expect(page.status).toBe(200)
  expect(await page.text()).toMatch(/^<!doctype html>/)
  expect((await get(`${cli.origin}/`)).status).toBe(401)

  const gateway = /listening on (\S+)/.exec(cli.stdout())?.[1]
  await (await fetch(`${gateway}/nothing`)).text()
  await cli.line(/404.*\/nothing/)
  cli.signal('SIGTERM')
  expect(await cli.exited).toBe(0)
  const token = new URL(cli.url).searchParams.get('token') ?? ''
  expect(`${cli.stdout()}${cli.stderr()}`.split(token)).toHaveLength(2)
})

it('opens the desktop app’s own config where no other is named, with settings beside it', async () => {
  const cli = await serveWeb()
  expect(await readFile(join(cli.folder, '.config/Throughline/config.yaml'), 'utf8')).toBe(demoConfig)
  expect(cli.stdout()).toContain('(3 routes)')
})

it('opens a config with errors too: the window is where they are mended', async () => {
  const cli = await serveWeb([], { files: { 'config.yaml': 'general_settings: [' } })
  expect(cli.stderr()).toContain('config.yaml')
  expect((await get(cli.url)).status).toBe(302)
  await writeFile(join(cli.folder, 'config.yaml'), configTo('http://upstream.example'))
  await cli.line(/^config\.yaml changed: 1 route from now on$/)
})

it('tells both as NDJSON where that is asked for', async () => {
  const cli = await startCli([...web, '--log-format', 'json'])
  expect(JSON.parse(await cli.line(/"window"/))).toEqual({
    event: 'window',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/),
  })
})

it.each([
  ['0.0.0.0'],
  ['192.0.2.1'],
  ['my-machine'],
  ['::'],
])('lets nobody in from outside without a password: %s', async (host) => {
  const { code, stdout, stderr } = await runCli([...web, '--web-host', host])
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toBe(
    `throughline: --web-host ${host} lets other machines in, so the window needs a password: --web-password-file FILE, or THROUGHLINE_WEB_PASSWORD.\n`,
  )
})

it('asks for the password, prints no token, and keeps the password from routes', async () => {
  const config = configTo('http://upstream.example', 'headers:', '  x-key: os.environ/THROUGHLINE_WEB_PASSWORD')
  const cli = await serveWeb(['--web-host', '0.0.0.0'], {
    files: { 'config.yaml': config },
    environment: { THROUGHLINE_WEB_PASSWORD: 'correct horse' },
  })
  expect(cli.url).toMatch(/^http:\/\/localhost:\d+$/)
  const origin = cli.url.replace('localhost', '127.0.0.1')
  expect(await (await get(origin)).text()).toContain('Password')
  const post = (password: string) =>
    fetch(`${origin}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams({ password }),
    })
  expect((await post('wrong horse')).status).toBe(401)
  expect((await post('correct horse')).status).toBe(302)

  const gateway = /listening on (\S+)/.exec(cli.stdout())?.[1]
  const refused = await fetch(`${gateway}/v1/rerank`, { method: 'POST' })
  expect(refused.status).toBe(502)
  expect(await refused.text()).toContain('missing_variable')
})

it('takes the password of a file, and none that is short', async () => {
  const files = { password: 'correct horse\nsecond line\n', short: 'horse\n' }
  const cli = await serveWeb(['--web-password-file', 'password'], { files })
  expect(cli.url).not.toContain('token')
  const { code, stderr } = await runCli([...web, '--web-password-file', 'short'], { files })
  expect(code).toBe(2)
  expect(stderr).toBe('throughline: The password needs at least 8 characters.\n')
  expect((await runCli([...web, '--web-password-file', 'missing'], { files })).code).toBe(2)
})

it('exits 1 where its port is in use', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.address() as { port: number }
  const { code, stdout, stderr } = await runCli(['serve', '--web', '--port', '0', '--web-port', String(port)])
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toMatch(
    new RegExp(`^throughline: Port ${port} is in use by .+ The window’s port is set by --web-port\\.`),
  )
})
