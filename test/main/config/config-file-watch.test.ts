// A config.yaml that changes on disk, in all the ways that editors and tools change files.
import { mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { becomes, configWith, has, isValid, openPath, openText } from './open-config.ts'

/** As an editor saves: a new file takes the old one's place. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

describe('a change on disk', () => {
  it('is read within 300 ms', async () => {
    const { file, path } = await openText(configWith(1))
    const times: number[] = []
    for (let routes = 2; routes <= 6; routes++) {
      const read = becomes(file, has(routes))
      await (routes % 2 === 0 ? writeFile : replace)(path, configWith(routes))
      times.push(await read)
    }
    // The median: the machine may pause once.
    expect(times.sort((a, b) => a - b)[2]).toBeLessThan(300)
  })

  it('is read each time, when the file is replaced again and again', async () => {
    const { file, path } = await openText(configWith(1))
    for (const routes of [2, 3, 4]) {
      await replace(path, configWith(routes))
      await becomes(file, has(routes))
    }
    await writeFile(path, configWith(5))
    await becomes(file, has(5))
  })

  it('is read when the old file is moved away first, as vim does', async () => {
    const { file, path } = await openText(configWith(1))
    for (const routes of [2, 3]) {
      await rename(path, `${path}~`)
      await writeFile(path, configWith(routes))
      await unlink(`${path}~`)
      await becomes(file, has(routes))
    }
  })

  it('is read when it keeps size and modification time', async () => {
    const { file, path } = await openText(configWith(1))
    await replace(path, configWith(1).replace('/0', '/1'))
    await becomes(file, ({ config }) => config.routes[0]?.path === '/1')
  })

  it('is not told where the text stays the same', async () => {
    const { file, path } = await openText(configWith(1))
    let told = 0
    file.onChange(() => told++)
    await replace(path, configWith(1))
    // A second change, so that there is something to wait for.
    await replace(path, configWith(2))
    await becomes(file, has(2))
    expect(told).toBe(1)
  })

  it('is not told after the end of a subscription', async () => {
    const { file, path } = await openText(configWith(1))
    let told = 0
    file.onChange(() => told++)()
    await writeFile(path, configWith(2))
    await becomes(file, has(2))
    expect(told).toBe(0)
  })

  it('is not looked for where nobody asked to', async () => {
    const { file, path } = await openText(configWith(1), false)
    const watched = await openPath(path)
    await writeFile(path, configWith(2))
    await becomes(watched, has(2))
    expect(file.config.routes).toHaveLength(1)
  })
})

describe('a symbolic link', () => {
  async function linked() {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'real'))
    const target = join(folder, 'real/routes.yaml')
    const path = join(folder, 'config.yaml')
    await writeFile(target, configWith(1))
    await symlink(target, path)
    return { folder, target, file: await openPath(path), path }
  }

  it('is followed to a file that is rewritten or replaced', async () => {
    const { file, target } = await linked()
    await writeFile(target, configWith(2))
    await becomes(file, has(2))
    for (const routes of [3, 4]) {
      await replace(target, configWith(routes))
      await becomes(file, has(routes))
    }
  })

  it('is followed anew when it leads elsewhere', async () => {
    const { folder, file, path } = await linked()
    const other = join(folder, 'other.yaml')
    await writeFile(other, configWith(5))
    await symlink(other, join(folder, 'new-link'))
    await rename(join(folder, 'new-link'), path)
    await becomes(file, has(5))
    await writeFile(other, configWith(6))
    await becomes(file, has(6))
  })

  it('is followed where a folder on its way is another link, as in a Kubernetes volume', async () => {
    const folder = await temporaryFolder()
    for (const [version, routes] of [
      ['v1', 1],
      ['v2', 2],
    ] as const) {
      await mkdir(join(folder, version))
      await writeFile(join(folder, version, 'config.yaml'), configWith(routes))
    }
    await symlink('v1', join(folder, '..data'))
    await symlink('..data/config.yaml', join(folder, 'config.yaml'))
    const file = await openPath(join(folder, 'config.yaml'))
    expect(file.config.routes).toHaveLength(1)
    await symlink('v2', join(folder, '..new'))
    await rename(join(folder, '..new'), join(folder, '..data'))
    await becomes(file, has(2))
  })
})

describe('a file that is gone', () => {
  it('leaves the routes as they are, says so, and is read when it is back', async () => {
    const { file, path } = await openText(configWith(2))
    await unlink(path)
    await becomes(file, ({ problems }) => problems.length > 0)
    expect(file.config.routes).toHaveLength(2)
    expect(file.problems).toEqual([
      {
        severity: 'error',
        key: '',
        message: `Could not read ${path}: no such file (ENOENT).`,
        line: 1,
        column: 1,
        length: 1,
        sourceLine: '',
      },
    ])
    await writeFile(path, configWith(3))
    await becomes(file, has(3))
  })

  it.each([
    ['as it was', configWith(2), 2],
    ['empty', '', 0],
  ])('is read when it is back %s', async (_name, text, routes) => {
    const { file, path } = await openText(configWith(2))
    await unlink(path)
    await becomes(file, ({ problems }) => problems.length > 0)
    await writeFile(path, text)
    await becomes(file, has(routes))
  })

  it('is read when its whole folder is back', async () => {
    const { file, path, folder } = await openText(configWith(1))
    await rm(folder, { recursive: true })
    await becomes(file, ({ problems }) => problems.length > 0)
    await mkdir(folder)
    await writeFile(path, configWith(2))
    await becomes(file, has(2))
  })
})

describe('an invalid file', () => {
  it('never replaces the routes, and a valid one does again', async () => {
    const { file, path } = await openText(configWith(2))
    await writeFile(path, configWith(3).replace('http://2.example', '2.example'))
    await becomes(file, (now) => !isValid(now))
    expect(file.config.routes).toHaveLength(2)
    expect(file.problems).toMatchObject([
      { severity: 'error', key: 'pass_through_endpoints[2].target', line: 8, column: 15 },
    ])
    await writeFile(path, 'general_settings: [')
    await becomes(file, ({ problems }) => problems[0]?.line === 1)
    expect(file.config.routes).toHaveLength(2)
    await writeFile(path, configWith(3))
    await becomes(file, has(3))
    expect(file.problems).toEqual([])
  })

  it('opens without routes, and is served once it is valid', async () => {
    const { file, path } = await openText('general_settings: []\n')
    expect(file.config.routes).toEqual([])
    expect(isValid(file)).toBe(false)
    await writeFile(path, configWith(1))
    await becomes(file, has(1))
  })

  it('that is no UTF-8 is not read as if it were', async () => {
    const { file, path } = await openText(configWith(1))
    await writeFile(path, Buffer.from(`# caf\xe9\n${configWith(2)}`, 'latin1'))
    await becomes(file, (now) => !isValid(now))
    expect(file.problems[0]?.message).toBe(`Could not read ${path}: it is not UTF-8 text.`)
    expect(file.config.routes).toHaveLength(1)
  })
})
