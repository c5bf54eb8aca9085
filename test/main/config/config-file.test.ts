// Editing a config.yaml on disk: what is written, what is refused, and that nothing is ever lost.
import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConfigFile } from '../../../src/main/config/config-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { configTexts } from './config-texts.ts'
import { becomes, configWith, has, openPath, openText, switchRoute } from './open-config.ts'

const failure = (code: string, message?: string) => expect.objectContaining({ code, ...(message && { message }) })

describe('opening', () => {
  it('reads the routes and the warnings', async () => {
    const { file, path } = await openText(`${configWith(2)}      headers: { Authorization: Bearer sk-1 }\n`)
    expect(file.path).toBe(path)
    expect(file.config.routes.map((route) => route.path)).toEqual(['/0', '/1'])
    expect(file.problems).toMatchObject([{ severity: 'warning' }])
  })

  it('takes the master key of the environment that it is given', async () => {
    const { path } = await openText(`${configWith(1)}      auth: true\n`)
    const file = await openConfigFile({ path, environment: { LITELLM_MASTER_KEY: 'sk-1' }, watch: false })
    expect(file.config.routes).toHaveLength(1)
  })

  it.each<[name: string, prepare: (folder: string) => Promise<string>, reason: string]>([
    ['that is not there', async (folder) => join(folder, 'config.yaml'), 'no such file (ENOENT)'],
    ['that is a folder', async (folder) => folder, 'it is a folder (EISDIR)'],
    [
      'below a file',
      async (folder) => {
        await writeFile(join(folder, 'file'), '')
        return join(folder, 'file/config.yaml')
      },
      'a part of its path is a file, not a folder (ENOTDIR)',
    ],
    [
      'that is no UTF-8',
      async (folder) => {
        await writeFile(join(folder, 'config.yaml'), Buffer.from([0xff, 0xfe, 0x41, 0x00]))
        return join(folder, 'config.yaml')
      },
      'it is not UTF-8 text',
    ],
  ])('a file %s fails with its name and why', async (_name, prepare, reason) => {
    const path = await prepare(await temporaryFolder())
    await expect(openConfigFile({ path, environment: {} })).rejects.toEqual(
      failure('file_error', `Could not read ${path}: ${reason}.`),
    )
  })
})

describe('switching a route', () => {
  it('writes the file, leaves no other behind, and is told', async () => {
    const { file, path, folder } = await openText(configWith(2))
    let told = 0
    file.onChange(() => told++)
    await switchRoute(file, 1, '/1', false)
    expect(file.config.routes.map(({ enabled }) => enabled)).toEqual([true, false])
    expect(told).toBe(1)
    expect(await readFile(path, 'utf8')).toBe(`${configWith(2)}      enabled: false\n`)
    expect(await readdir(folder)).toEqual(['config.yaml'])
    await switchRoute(file, 1, '/1', true)
    expect(await readFile(path, 'utf8')).toBe(configWith(2))
  })

  it('does not write where nothing changes', async () => {
    const { file, path } = await openText(configWith(1))
    const before = await stat(path, { bigint: true })
    await switchRoute(file, 0, '/0', true)
    const { ino, mtimeNs } = await stat(path, { bigint: true })
    expect({ ino, mtimeNs }).toEqual({ ino: before.ino, mtimeNs: before.mtimeNs })
  })

  it.each([
    'a byte order mark',
    'CRLF',
    'words beyond ASCII',
    'no line break at its end',
  ])('keeps the bytes of a file with %s', async (name) => {
    const text = configTexts[name] as string
    const { file, path } = await openText(text)
    const route = file.config.routes[0]?.path as string
    await switchRoute(file, 0, route, false)
    expect(await readFile(path, 'utf8')).not.toBe(text)
    await switchRoute(file, 0, route, true)
    expect(await readFile(path)).toEqual(Buffer.from(text))
  })

  it('of several at once lands every one', async () => {
    const { file, path } = await openText(configWith(6))
    await Promise.all([0, 2, 4, 5].map((index) => switchRoute(file, index, `/${index}`, false)))
    const switched = [false, true, false, true, false, false]
    expect(file.config.routes.map(({ enabled }) => enabled)).toEqual(switched)
    const again = await openPath(path)
    expect(again.config.routes.map(({ enabled }) => enabled)).toEqual(switched)
  })

  it('goes on after one that failed', async () => {
    const { file } = await openText(configWith(2))
    const results = await Promise.allSettled([switchRoute(file, 0, '/other', false), switchRoute(file, 1, '/1', false)])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(file.config.routes.map(({ enabled }) => enabled)).toEqual([true, false])
  })

  it.each([0o600, 0o640, 0o644, 0o664])('keeps the mode %o', async (mode) => {
    const { file, path } = await openText(configWith(1))
    await chmod(path, mode)
    await switchRoute(file, 0, '/0', false)
    expect((await stat(path)).mode & 0o777).toBe(mode)
  })

  it('through a link changes the file that it leads to, and the link stays', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'real'))
    const target = join(folder, 'real/routes.yaml')
    await writeFile(target, configWith(1), { mode: 0o640 })
    const path = join(folder, 'config.yaml')
    await symlink('real/routes.yaml', path)
    const file = await openPath(path)
    await switchRoute(file, 0, '/0', false)
    expect((await lstat(path)).isSymbolicLink()).toBe(true)
    expect(await readlink(path)).toBe('real/routes.yaml')
    expect(await readFile(target, 'utf8')).toContain('enabled: false')
    expect((await stat(target)).mode & 0o777).toBe(0o640)
    expect(await readdir(join(folder, 'real'))).toEqual(['routes.yaml'])
    expect((await readdir(folder)).sort()).toEqual(['config.yaml', 'real'])
  })
})

describe('switching a route of a file that has changed', () => {
  it('starts from what is on disk', async () => {
    const { file, path } = await openText(configWith(2), false)
    await writeFile(path, `# mine\n${configWith(3)}`)
    await switchRoute(file, 0, '/0', false)
    const text = await readFile(path, 'utf8')
    expect(text).toMatch(/^# mine\n/)
    expect(file.config.routes.map(({ enabled }) => enabled)).toEqual([false, true, true])
  })

  it('is a conflict where another route stands there now', async () => {
    const { file, path } = await openText(configWith(2), false)
    const changed = configWith(2).replace('/0', '/new')
    await writeFile(path, changed)
    await expect(switchRoute(file, 0, '/0', false)).rejects.toEqual(failure('conflict'))
    expect(await readFile(path, 'utf8')).toBe(changed)
  })

  it('is a conflict where the route is gone', async () => {
    const { file, path } = await openText(configWith(2), false)
    await writeFile(path, configWith(1))
    await expect(switchRoute(file, 1, '/1', false)).rejects.toEqual(failure('conflict'))
  })

  it('is refused while the file is invalid', async () => {
    const { file, path } = await openText(configWith(2))
    const invalid = configWith(2).replace('http://1', '1')
    await writeFile(path, invalid)
    await expect(switchRoute(file, 0, '/0', false)).rejects.toEqual(
      failure('config_invalid', 'config.yaml has errors. Correct it first.'),
    )
    expect(await readFile(path, 'utf8')).toBe(invalid)
    expect(file.config.routes[0]?.enabled).toBe(true)
  })

  it('is refused when the file is gone, and works when it is back', async () => {
    const { file, path, folder } = await openText(configWith(1))
    await rm(folder, { recursive: true })
    await expect(switchRoute(file, 0, '/0', false)).rejects.toEqual(
      failure('file_error', `Could not read ${path}: no such file (ENOENT).`),
    )
    await mkdir(folder)
    await writeFile(path, configWith(1))
    await becomes(file, has(1))
    await switchRoute(file, 0, '/0', false)
    expect(file.config.routes[0]?.enabled).toBe(false)
  })
})

it('leaves file and routes as they are where the folder takes no new file', async () => {
  // Root may write anywhere; but no folder takes a name as long as that of the file that is to replace this one.
  const folder = await temporaryFolder()
  const path = join(folder, `${'c'.repeat(245)}.yaml`)
  await writeFile(path, configWith(1))
  const file = await openPath(path)
  await expect(switchRoute(file, 0, '/0', false)).rejects.toEqual(
    failure('file_error', `Could not write ${path}: ENAMETOOLONG.`),
  )
  expect(await readFile(path, 'utf8')).toBe(configWith(1))
  expect(file.config.routes[0]?.enabled).toBe(true)
  expect(await readdir(folder)).toHaveLength(1)
})

it('ends its watch when it is closed', async () => {
  const { file, path } = await openText(configWith(1))
  const other = await openPath(path)
  await file.close()
  await writeFile(path, configWith(2))
  await becomes(other, has(2))
  expect(file.config.routes).toHaveLength(1)
})
