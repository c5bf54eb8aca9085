// The packaged app: it serves and shows its window, and its fuses refuse what would make another program of it.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from './support/fixtures.ts'
import { type PackagedApp, packageApp, startPackagedApp } from './support/packaged-app.ts'
import { exchangeRows, runningServerUrl } from './support/window.ts'

const run = promisify(execFile)

let output: string
let packaged: PackagedApp

test.beforeAll(async () => {
  test.setTimeout(180_000)
  output = await mkdtemp(join(tmpdir(), 'throughline-packaged-'))
  packaged = await packageApp(output)
})

test.afterAll(() => rm(output, { recursive: true, force: true, maxRetries: 5 }))

test('it shows its window, forwards, and ends in order when it is asked to', async ({ folder, configFile, serve }) => {
  const upstream = await serve()
  await writeFile(
    configFile,
    `general_settings:\n  pass_through_endpoints:\n    - path: /v1/rerank\n      target: ${upstream.url}/v2/rerank\n`,
  )
  const app = await startPackagedApp({
    executable: packaged.executable,
    folder: join(folder, 'app'),
    args: ['--config', configFile],
  })
  try {
    expect(new URL(app.page.url()).protocol).toBe('app:')
    const url = await runningServerUrl(app.page)
    const response = await fetch(`${url}/v1/rerank`, { method: 'POST', body: '{"query":"capital"}' })
    expect([response.status, await response.text()]).toEqual([200, '{"ok":true}'])
    expect((await upstream.nextRequest()).body.toString()).toBe('{"query":"capital"}')
    await expect(exchangeRows(app.page, '/v1/rerank')).toContainText('200')

    const end = await app.terminate()
    // Windows has no signals: there it is ended, not asked.
    if (process.platform !== 'win32') expect(end).toEqual({ code: 0, signal: null })
    await expect(fetch(url)).rejects.toThrow()
  } finally {
    await app.close()
  }
})

test('its fuses are set', async () => {
  const fuses = await getCurrentFuseWire(packaged.executable)
  const states = Object.fromEntries(
    Object.entries(FuseV1Options).flatMap(([name, index]) =>
      typeof index === 'number' && fuses[index] !== undefined ? [[name, fuses[index] === FuseState.ENABLE]] : [],
    ),
  )
  expect(states).toMatchObject({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  })
})

test('neither the environment nor arguments make it run other code', async ({ folder }) => {
  const marker = (name: string) => join(folder, `ran-${name}`)
  const writing = (name: string) => `require('node:fs').writeFileSync(${JSON.stringify(marker(name))}, '')`
  const required = join(folder, 'required.cjs')
  await writeFile(required, writing('required'))
  const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${required}` }
  const args = ['--inspect=0', '-e', writing('evaluated')]

  // The same does run in an Electron as it comes.
  const { stderr } = await run(createRequire(import.meta.url)('electron') as string, args, {
    env: { ...process.env, ...env },
  })
  expect(stderr).toContain('Debugger listening')
  for (const name of ['required', 'evaluated']) {
    expect(existsSync(marker(name)), name).toBe(true)
    await rm(marker(name))
  }

  const app = await startPackagedApp({ executable: packaged.executable, folder: join(folder, 'app'), args, env })
  try {
    const url = await runningServerUrl(app.page)
    expect((await fetch(`${url}/echo`, { method: 'POST', body: 'hello' })).status).toBe(200)
    for (const name of ['required', 'evaluated']) expect(existsSync(marker(name)), name).toBe(false)
    expect(app.output()).not.toContain('Debugger listening')
  } finally {
    await app.close()
  }
})

test('a folder in place of its archive is not run', async ({ folder }) => {
  const archive = join(packaged.resources, 'app.asar')
  const instead = join(packaged.resources, 'app')
  await rename(archive, `${archive}.kept`)
  await mkdir(instead)
  await writeFile(join(instead, 'package.json'), '{"name":"other","version":"1.0.0","main":"main.cjs"}')
  await writeFile(join(instead, 'main.cjs'), 'process.exit(0)')
  try {
    const args = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'user-data')}`]
    await expect(run(packaged.executable, args, { timeout: 20_000 })).rejects.toMatchObject({ code: 1 })
  } finally {
    await rename(`${archive}.kept`, archive)
    await rm(instead, { recursive: true })
  }
})

test('it does not start from an archive that was changed', async ({ folder }) => {
  const reason = 'Electron checks its archive on macOS and Windows only: on Linux the package’s owner is what guards it'
  if (process.platform === 'linux') process.stdout.write(`Skipped: ${reason}\n`)
  test.skip(process.platform === 'linux', reason)
  const archive = join(packaged.resources, 'app.asar')
  const kept = await readFile(archive)
  const file = await open(archive, 'r+')
  // The first digit of a file's hash: the archive still reads well, and only the program's hash of its head tells.
  const position = kept.indexOf('"hash":"') + '"hash":"'.length
  await file.write(Buffer.from(kept[position] === 0x30 ? '1' : '0'), 0, 1, position)
  await file.close()
  try {
    await expect(startPackagedApp({ executable: packaged.executable, folder: join(folder, 'app') })).rejects.toThrow()
  } finally {
    await writeFile(archive, kept)
  }
})

test('its archive holds what was built for it and nothing else, with a hash of each file', async () => {
  const files = filesOf(JSON.parse(headerOf(await readFile(join(packaged.resources, 'app.asar')))))
  const built = (await readdir(join(import.meta.dirname, '../../out'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .replaceAll('\\', '/')
        .replace(/^.*\/out\//, 'out/'),
    )
    .filter((path) => !path.startsWith('out/main/cli'))
  expect(files.map(({ path }) => path).sort()).toEqual(['package.json', ...built].sort())
  expect(files.filter(({ hash }) => hash === undefined)).toEqual([])
  const resources = (await readdir(packaged.resources)).filter((name) => name === 'app' || name.endsWith('.asar'))
  expect(resources).toEqual(['app.asar'])
  const languages = (await readdir(packaged.locales)).filter((name) => /\.(pak|lproj)$/.test(name))
  expect(languages).toEqual([process.platform === 'darwin' ? 'en.lproj' : 'en-US.pak'])
})

/** The JSON text at an archive's start, behind four numbers of which the last is its length. */
function headerOf(archive: Buffer): string {
  return archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))
}

interface ArchiveEntry {
  files?: Record<string, ArchiveEntry>
  integrity?: { hash: string }
}

function filesOf(entry: ArchiveEntry, path = ''): { path: string; hash: string | undefined }[] {
  if (entry.files === undefined) return [{ path, hash: entry.integrity?.hash }]
  return Object.entries(entry.files).flatMap(([name, child]) => filesOf(child, path === '' ? name : `${path}/${name}`))
}
