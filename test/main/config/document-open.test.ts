// Another file opened in the place of the open document's.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ConfigDocument } from '../../../src/main/config/config-document.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { becomes, configWith, openText, switchRoute } from './open-config.ts'

const failure = (code: string) => expect.objectContaining({ code })

const runningPaths = (document: ConfigDocument) => document.running.routes.map(({ path }) => path)

describe('another file', () => {
  it('is opened in place of the first, without its history, and followed', async () => {
    const { file, path: first } = await openText(configWith(1))
    await switchRoute(file, 0, '/0', false)
    const second = join(await temporaryFolder(), 'other.yaml')
    await writeFile(second, configWith(2))
    await file.open(second)
    expect(file.path).toBe(second)
    expect(file.state).toMatchObject({ isDirty: false, undo: null, disk: 'same' })
    expect(runningPaths(file)).toEqual(['/0', '/1'])
    await writeFile(second, configWith(4))
    await becomes(file, ({ running }) => running.routes.length === 4)
    await writeFile(first, configWith(9))
    await switchRoute(file, 3, '/3', false)
    expect(file.running.routes).toHaveLength(4)
  })

  it('that cannot be read leaves the first one open', async () => {
    const { file, path } = await openText(configWith(1))
    await expect(file.open(join(path, 'nothing.yaml'))).rejects.toEqual(failure('file_error'))
    expect(file.path).toBe(path)
    expect(runningPaths(file)).toEqual(['/0'])
  })
})
