// The npm package: what is in it, how big it is, and that it runs where nothing but it is installed.
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findNode20 } from './node-20.ts'
import { npm } from './npm-command.ts'
import { type CliOptions, configTo, runCli, serve } from './run-cli.ts'

const root = join(import.meta.dirname, '../..')
const hasWindow = existsSync(join(root, 'out/renderer/index.html'))
const maximumBytes = 3_000_000

interface Packed {
  filename: string
  size: number
  files: { path: string }[]
}

let folder: string
let packed: Packed
let install: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-tarball-'))
  // out/ may be older than the command line that is tested, so the package is put together anew.
  const staged = join(folder, 'staged')
  for (const name of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']) {
    await cp(join(root, name), join(staged, name))
  }
  await cp(dirname(inject('cliFile')), join(staged, 'out/main'), { recursive: true })
  if (hasWindow) await cp(join(root, 'out/renderer'), join(staged, 'out/renderer'), { recursive: true })
  packed = readPacked(await npm(['pack', '--json', '--ignore-scripts'], staged))

  install = join(folder, 'install')
  await mkdir(install)
  const offline = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--cache', join(folder, 'npm-cache')]
  await npm(['install', ...offline, join(staged, packed.filename)], install)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))

/** npm prints a list, or one entry by the package's name. */
function readPacked(text: string): Packed {
  return Object.values(JSON.parse(text) as Record<string, Packed>)[0] as Packed
}

const belongs = /^(package\.json|README\.md|LICENSE|out\/main\/cli(-[\w-]+)?\.js|out\/renderer\/.+)$/

describe('the package', () => {
  it('holds the command line, the window and the license, and nothing else of the project', async () => {
    const listed = readPacked(await npm(['pack', '--dry-run', '--json', '--ignore-scripts'], root))
    for (const { files } of [packed, listed]) {
      expect(files.map(({ path }) => path).filter((path) => !belongs.test(path))).toEqual([])
    }
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'out/main/cli.js']))
    if (hasWindow) expect(paths).toContain('out/renderer/index.html')
  })

  it('is under 3 MB', () => {
    expect(packed.size).toBeLessThan(maximumBytes)
  })

  it('installs nothing beside itself', async () => {
    const names = (await readdir(join(install, 'node_modules'))).filter((name) => !name.startsWith('.'))
    expect(names).toEqual(['throughline'])
  })
})

const node20 = await findNode20(inject('machineNode'))
if ('reason' in node20) process.stdout.write(`Skipped: the package under Node 20.18: ${node20.reason}\n`)
if (!hasWindow) process.stdout.write('Skipped: the package’s window: it is not built (npm run build)\n')

describe.each([
  { node: 'the machine’s own Node', path: inject('machineNode') },
  { node: 'Node 20.18', path: 'path' in node20 ? node20.path : null },
])('installed, under $node, throughline', ({ path }) => {
  const test = it.skipIf(path === null)

  /** As a shell runs it: by its name in the folder of programs, and with this Node first on the PATH. */
  const installed = (options: CliOptions = {}): CliOptions => ({
    ...options,
    environment: { PATH: [dirname(path as string), process.env.PATH].join(delimiter) },
    command:
      process.platform === 'win32'
        ? [path as string, join(install, 'node_modules/throughline/out/main/cli.js')]
        : [join(install, 'node_modules/.bin/throughline')],
  })

  test('tells its version', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(await runCli(['--version'], installed())).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('checks a config', async () => {
    const files = { 'good.yaml': configTo('https://api.example.com'), 'bad.yaml': configTo('api.example.com') }
    expect(await runCli(['check', '--config', 'good.yaml'], installed({ files }))).toMatchObject({ code: 0 })
    const { code, stderr } = await runCli(['check', '--config', 'bad.yaml'], installed({ files }))
    expect([code, stderr]).toEqual([2, expect.stringContaining('bad.yaml:4:15')])
  })

  test('serves the demo', async () => {
    const cli = await serve([], installed())
    expect(await (await fetch(`${cli.url}/echo/x`)).json()).toMatchObject({ url: '/echo/x' })
    cli.signal('SIGTERM')
    if (process.platform !== 'win32') expect(await cli.exited).toBe(0)
  })

  it.skipIf(path === null || !hasWindow)('serves the window', async () => {
    const cli = await serve(['--web', '--web-port', '0', '--config', 'c.yaml'], {
      ...installed({ files: { 'c.yaml': configTo('https://api.example.com') } }),
    })
    const address = /http:\/\/\S+\?token=\S+/.exec(await cli.line(/\?token=/))?.[0] as string
    const signedIn = await fetch(address, { redirect: 'manual' })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] as string
    const page = await fetch(new URL('/', address), { headers: { cookie } })
    expect(await page.text()).toContain('<title>Throughline</title>')
  })
})
