// What the window says of the file: after a save, and when it differs from what is on disk.
import { describe, expect, it } from 'vitest'
import { diskWords, folderOf, isUnread, savedWords } from '../../../src/renderer/features/config/config-words.ts'
import type { DocumentState, Problem, RouteView } from '../../../src/shared/route.ts'

const file = { path: '/home/ada/config.yaml', name: 'config.yaml' }

describe('savedWords', () => {
  it('counts the routes that run now', () => {
    const routes = Array.from({ length: 11 }, (_, index) => ({ index }) as RouteView)
    expect(savedWords({ file, routes })).toBe('Saved config.yaml. 11 routes loaded.')
  })
})

describe('diskWords', () => {
  const words = (disk: DocumentState['disk']) =>
    diskWords({
      file,
      problems: [],
      document: { isDirty: true, changedLines: 1, undo: null, redo: null, undoStep: null, revision: 1, disk },
    })

  it('is silent where both are the same', () => {
    expect(words('same')).toBeNull()
  })

  it.each([
    ['conflict', 'warn', 'config.yaml was changed by another program.'],
    ['deleted', 'danger', 'config.yaml was deleted.'],
    ['unreadable', 'danger', 'config.yaml cannot be read.'],
    ['read-only', 'info', 'config.yaml is read-only.'],
  ] as const)('of %s', (disk, kind, fact) => {
    expect(words(disk)).toMatchObject({ kind, fact })
    expect(words(disk)?.remedy).toMatch(/\.$/)
  })
})

describe('a file that cannot be read', () => {
  const problems = [{ message: 'Could not read /home/ada/config.yaml: it is a folder (EISDIR).' } as Problem]
  const state = (isDirty: boolean) => ({
    file,
    problems,
    document: {
      isDirty,
      changedLines: 0,
      undo: null,
      redo: null,
      undoStep: null,
      revision: 1,
      disk: 'unreadable' as const,
    },
  })

  it('says why, unless the problems are those of an unsaved text', () => {
    expect(isUnread(state(false))).toBe(true)
    expect(diskWords(state(false))?.remedy).toBe(
      'Could not read /home/ada/config.yaml: it is a folder (EISDIR). Its last routes are still running.',
    )
    expect(isUnread(state(true))).toBe(false)
    expect(diskWords(state(true))?.remedy).toBe('Its last routes are still running.')
  })
})

describe('folderOf', () => {
  it('takes the name from the path, whatever the system', () => {
    expect(folderOf('/home/ada/config.yaml')).toBe('/home/ada')
    expect(folderOf('C:\\Users\\ada\\config.yaml')).toBe('C:\\Users\\ada')
  })
})
