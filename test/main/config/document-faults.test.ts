// The open document where the disk fails it: nothing is lost, nothing is half done, and it says why.
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ConfigDocument } from '../../../src/main/config/config-document.ts'
import { type SmallDisk, smallDisk } from '../../support/small-disk.ts'
import { becomes, configWith, openPath, openText, switchRoute } from './open-config.ts'

const failure = (reason: string) =>
  expect.objectContaining({ code: 'file_error', message: expect.stringContaining(reason) })

const typeLine = (document: ConfigDocument, line: string) =>
  document.type('Typing', 'text', (text) => `${text}# ${line}\n`)

/** null, with the reason printed, where no file system may be made. */
async function diskOrReason(): Promise<SmallDisk | null> {
  const disk = await smallDisk(1)
  if (!('reason' in disk)) return disk
  process.stdout.write(`Skipped a disk of its own: ${disk.reason}\n`)
  return null
}

describe('a full disk', () => {
  it('leaves file and document as they were, or what was typed unsaved, until there is room', async ({ skip }) => {
    const disk = await diskOrReason()
    if (disk === null) return skip('no file system may be made here')
    const path = join(disk.folder, 'config.yaml')
    await writeFile(path, configWith(2))
    const document = await openPath(path)
    const filling = join(disk.folder, 'filling')
    await writeFile(filling, Buffer.alloc(2_000_000)).catch(() => {})

    await expect(switchRoute(document, 0, '/0', false)).rejects.toEqual(failure('the disk is full (ENOSPC)'))
    expect(document.text).toBe(configWith(2))
    expect(document.state).toMatchObject({ isDirty: false, undo: null })
    await typeLine(document, 'typed')
    await expect(document.save(false)).rejects.toEqual(failure('the disk is full (ENOSPC)'))
    expect(document.state).toMatchObject({ isDirty: true, undo: 'Typing' })
    expect(await readFile(path, 'utf8')).toBe(configWith(2))
    expect((await readdir(disk.folder)).sort()).toEqual(['config.yaml', 'filling'])

    await rm(filling)
    await document.save(false)
    expect(await readFile(path, 'utf8')).toBe(`${configWith(2)}# typed\n`)
  })
})

describe('a file that may not be written', () => {
  it('is said to be so, and refuses what would be saved at once', async ({ skip }) => {
    const disk = await diskOrReason()
    if (disk === null) return skip('no file system may be made here')
    const path = join(disk.folder, 'config.yaml')
    await writeFile(path, configWith(1))
    await disk.makeReadOnly()
    const document = await openPath(path)
    expect(document.state.disk).toBe('read-only')
    await expect(switchRoute(document, 0, '/0', false)).rejects.toEqual(failure('the file system is read-only (EROFS)'))
    expect(document.text).toBe(configWith(1))
    await typeLine(document, 'typed')
    await expect(document.save(true)).rejects.toEqual(failure('the file system is read-only (EROFS)'))
    expect(document.state).toMatchObject({ isDirty: true, disk: 'read-only' })
  })

  it('is not replaced by way of its folder', async ({ skip }) => {
    if (process.getuid?.() === 0) {
      process.stdout.write('Skipped the mode of a file: the administrator may write any\n')
      return skip('the administrator may write any file')
    }
    const { file, path } = await openText(configWith(1))
    await chmod(path, 0o400)
    await becomes(file, ({ state }) => state.disk === 'read-only')
    await expect(switchRoute(file, 0, '/0', false)).rejects.toEqual(failure('permission denied (EACCES)'))
    await chmod(path, 0o600)
    await becomes(file, ({ state }) => state.disk === 'same')
    await switchRoute(file, 0, '/0', false)
  })
})

describe('a file that is gone', () => {
  it('cannot be edited at once, but what was typed is saved, folder or not', async () => {
    const { file, path, folder } = await openText(configWith(1))
    await typeLine(file, 'typed')
    await rm(folder, { recursive: true })
    await becomes(file, ({ state }) => state.disk === 'deleted')
    expect(file.running.routes).toHaveLength(1)
    await expect(file.save(false)).rejects.toEqual(failure('no such file (ENOENT)'))
    expect(file.state).toMatchObject({ isDirty: true, disk: 'deleted' })
    await mkdir(folder)
    await file.save(false)
    expect(await readFile(path, 'utf8')).toBe(`${configWith(1)}# typed\n`)
    expect(file.state).toMatchObject({ isDirty: false, disk: 'same' })
  })

  it('that has come back as another one is a conflict', async () => {
    const { file, path } = await openText(configWith(1))
    await typeLine(file, 'typed')
    await rm(path)
    await becomes(file, ({ state }) => state.disk === 'deleted')
    await writeFile(path, configWith(3))
    // At once, before the change can be seen.
    await expect(file.save(false)).rejects.toEqual(expect.objectContaining({ code: 'conflict' }))
    expect(file.state.disk).toBe('conflict')
    expect(await readFile(path, 'utf8')).toBe(configWith(3))
  })
})

describe('a file that cannot be read', () => {
  it('is not replaced unless the user says so', async () => {
    const { file, path } = await openText(configWith(1))
    const theirs = Buffer.from(`# caf\xe9\n${configWith(2)}`, 'latin1')
    await writeFile(path, theirs)
    await becomes(file, ({ state }) => state.disk === 'unreadable')
    expect(file.problems).toMatchObject([{ message: `Could not read ${path}: it is not UTF-8 text.` }])
    expect(file.running.routes).toHaveLength(1)
    await expect(file.save(false)).rejects.toEqual(expect.objectContaining({ code: 'conflict' }))
    expect(await readFile(path)).toEqual(theirs)
    await file.save(true)
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
    expect(file.state.disk).toBe('same')
    expect(file.problems).toEqual([])
  })

  it('because a folder stands there stays unsaved, and the folder stays', async () => {
    const { file, path } = await openText(configWith(1))
    await typeLine(file, 'typed')
    await rm(path)
    await mkdir(path)
    await becomes(file, ({ state }) => state.disk === 'unreadable')
    await expect(file.save(true)).rejects.toEqual(failure('Could not write'))
    expect((await stat(path)).isDirectory()).toBe(true)
    expect(file.state.isDirty).toBe(true)
  })
})
