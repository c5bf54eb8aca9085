// The open document: what is saved when, undo and redo, and how it stands to the file on disk.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { ConfigDocument } from '../../../src/main/config/config-document.ts'
import { becomes, configWith, openText, switchRoute } from './open-config.ts'

const failure = (code: string) => expect.objectContaining({ code })

/** Types one more route behind the others. */
const typeRoute = (document: ConfigDocument, path: string, kind = 'text') =>
  document.type('Typing', kind, (text) => `${text}    - path: ${path}\n      target: http://typed.example\n`)

const paths = (document: ConfigDocument) => document.config.routes.map(({ path }) => path)
const runningPaths = (document: ConfigDocument) => document.running.routes.map(({ path }) => path)

describe('what acts at once', () => {
  it('is saved where nothing was unsaved, and undone and done again on disk', async () => {
    const { file, path } = await openText(configWith(2))
    await switchRoute(file, 1, '/1', false)
    const off = `${configWith(2)}      enabled: false\n`
    expect(await readFile(path, 'utf8')).toBe(off)
    expect(file.state).toMatchObject({ isDirty: false, undo: 'Switch /1', redo: null, disk: 'same' })
    await file.undo()
    expect(await readFile(path, 'utf8')).toBe(configWith(2))
    expect(file.state).toMatchObject({ isDirty: false, undo: null, redo: 'Switch /1' })
    await file.redo()
    expect(await readFile(path, 'utf8')).toBe(off)
    expect(file.running.routes[1]?.enabled).toBe(false)
  })

  it('stays unsaved beside what was typed before', async () => {
    const { file, path } = await openText(configWith(2))
    await typeRoute(file, '/typed')
    await switchRoute(file, 1, '/1', false)
    expect(await readFile(path, 'utf8')).toBe(configWith(2))
    expect(file.state).toMatchObject({ isDirty: true, changedLines: 3 })
    expect(file.running.routes[1]?.enabled).toBe(true)
    await file.undo()
    await file.undo()
    expect(file.state).toMatchObject({ isDirty: false, undo: null })
  })

  it('changes nothing where the file cannot be written', async () => {
    const { file, path, folder } = await openText(configWith(1))
    await rm(folder, { recursive: true })
    await writeFile(folder, 'no folder any more')
    await expect(switchRoute(file, 0, '/0', false)).rejects.toEqual(failure('file_error'))
    expect(file.text).toBe(configWith(1))
    expect(file.state.undo).toBeNull()
    await rm(folder)
    expect(path).toContain(folder)
  })
})

describe('what is typed', () => {
  it('is not served before it is saved', async () => {
    const { file, path } = await openText(configWith(1))
    await typeRoute(file, '/typed')
    expect(paths(file)).toEqual(['/0', '/typed'])
    expect(runningPaths(file)).toEqual(['/0'])
    expect(file.state).toMatchObject({ isDirty: true, changedLines: 2 })
    await file.save(false)
    expect(runningPaths(file)).toEqual(['/0', '/typed'])
    expect(await readFile(path, 'utf8')).toBe(file.text)
    expect(file.state).toMatchObject({ isDirty: false, changedLines: 0 })
  })

  it('is one step in a row, and a new one after something else', async () => {
    const { file } = await openText(configWith(1))
    for (const kind of ['a', 'a', 'b', 'a']) await typeRoute(file, `/${kind}`, kind)
    await file.undo()
    expect(paths(file)).toEqual(['/0', '/a', '/a', '/b'])
    await file.undo()
    expect(paths(file)).toEqual(['/0', '/a', '/a'])
    await file.undo()
    expect(paths(file)).toEqual(['/0'])
    expect(file.state).toMatchObject({ isDirty: false, undo: null, redo: 'Typing' })
    await typeRoute(file, '/new', 'a')
    expect(file.state.redo).toBeNull()
  })

  it('begins a new step after a save, and is unsaved when it is taken back', async () => {
    const { file, path } = await openText(configWith(1))
    await typeRoute(file, '/a')
    await file.save(false)
    const saved = file.text
    await typeRoute(file, '/b')
    await file.undo()
    expect(file.text).toBe(saved)
    expect(file.state).toMatchObject({ isDirty: false, undo: 'Typing' })
    await file.undo()
    expect(file.text).toBe(configWith(1))
    expect(file.state).toMatchObject({ isDirty: true, undo: null })
    expect(await readFile(path, 'utf8')).toBe(saved)
  })

  it('back to what is saved leaves nothing to undo', async () => {
    const { file } = await openText(configWith(1))
    await typeRoute(file, '/a')
    const { revision } = file.state
    await file.type('Typing', 'text', () => configWith(1))
    expect(file.state).toMatchObject({ isDirty: false, changedLines: 0, undo: null, revision: revision + 1 })
  })

  it('shows its errors, keeps the last valid routes and is not saved with them', async () => {
    const { file, path } = await openText(configWith(1))
    await file.type('Typing', 'text', (text) => text.replace('http://0.example', '0.example'))
    expect(file.problems).toMatchObject([{ severity: 'error', key: 'pass_through_endpoints[0].target' }])
    expect(paths(file)).toEqual(['/0'])
    await expect(file.save(false)).rejects.toEqual(failure('config_invalid'))
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
    await file.revert()
    expect(file.problems).toEqual([])
    expect(file.state).toMatchObject({ isDirty: false, undo: 'Revert' })
    await file.undo()
    expect(file.text).toContain('target: 0.example')
    expect(file.state.isDirty).toBe(true)
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
  })
})

describe('a change on disk', () => {
  it('is taken over within 300 ms where nothing is unsaved, and cannot be undone', async () => {
    const { file, path } = await openText(configWith(1))
    await switchRoute(file, 0, '/0', false)
    await writeFile(path, configWith(3))
    const waited = await becomes(file, ({ config }) => config.routes.length === 3)
    expect(waited).toBeLessThan(300)
    expect(file.state).toMatchObject({ isDirty: false, undo: null, disk: 'same' })
    expect(file.text).toBe(configWith(3))
  })

  it('is a conflict beside unsaved changes, until one side is chosen', async () => {
    const { file, path } = await openText(configWith(1))
    await typeRoute(file, '/mine')
    const mine = file.text
    await writeFile(path, configWith(3))
    await becomes(file, ({ state }) => state.disk === 'conflict')
    expect(file.text).toBe(mine)
    expect(file.saved).toBe(configWith(3))
    expect(runningPaths(file)).toEqual(['/0', '/1', '/2'])
    await expect(file.save(false)).rejects.toEqual(failure('conflict'))
    expect(await readFile(path, 'utf8')).toBe(configWith(3))
    await file.save(true)
    expect(await readFile(path, 'utf8')).toBe(mine)
    expect(file.state).toMatchObject({ isDirty: false, disk: 'same' })
  })

  it('is seen by a save that comes before it could be noticed', async () => {
    const { file, path } = await openText(configWith(1), false)
    await typeRoute(file, '/mine')
    await writeFile(path, configWith(2))
    await expect(file.save(false)).rejects.toEqual(failure('conflict'))
    expect(file.state.disk).toBe('conflict')
    expect(await readFile(path, 'utf8')).toBe(configWith(2))
  })

  it('that is taken back on disk is no conflict any more', async () => {
    const { file, path } = await openText(configWith(1))
    await typeRoute(file, '/mine')
    await writeFile(path, configWith(3))
    await becomes(file, ({ state }) => state.disk === 'conflict')
    await writeFile(path, configWith(1))
    await becomes(file, ({ state }) => state.disk === 'same')
    expect(file.state.isDirty).toBe(true)
    await file.save(false)
    expect(paths(file)).toEqual(['/0', '/mine'])
  })

  it('may win, and what was typed comes back by undo', async () => {
    const { file, path } = await openText(configWith(1))
    await typeRoute(file, '/mine')
    await writeFile(path, configWith(2))
    await becomes(file, ({ state }) => state.disk === 'conflict')
    await file.revert()
    expect(paths(file)).toEqual(['/0', '/1'])
    expect(file.state).toMatchObject({ isDirty: false, disk: 'same', undo: 'Revert' })
    await file.undo()
    expect(paths(file)).toEqual(['/0', '/mine'])
    expect(file.state).toMatchObject({ isDirty: true, disk: 'same' })
    expect(await readFile(path, 'utf8')).toBe(configWith(2))
  })

  it('that is what was typed is no conflict', async () => {
    const { file, path } = await openText(configWith(1))
    await typeRoute(file, '/both')
    await writeFile(path, file.text)
    await becomes(file, ({ state }) => !state.isDirty)
    expect(file.state.disk).toBe('same')
  })

  it('that breaks the file leaves the last valid table running', async () => {
    const { file, path } = await openText(configWith(2))
    await writeFile(path, 'general_settings: [')
    await becomes(file, ({ problems }) => problems.length > 0)
    expect(runningPaths(file)).toEqual(['/0', '/1'])
    expect(paths(file)).toEqual(['/0', '/1'])
    await expect(switchRoute(file, 0, '/0', false)).rejects.toEqual(failure('config_invalid'))
  })

  it('that deletes the file is said, and the text can be saved again', async () => {
    const { file, path } = await openText(configWith(1))
    await rm(path)
    await becomes(file, ({ state }) => state.disk === 'deleted')
    expect(runningPaths(file)).toEqual(['/0'])
    expect(file.problems).toMatchObject([{ severity: 'error' }])
    await file.save(false)
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
    expect(file.state.disk).toBe('same')
    expect(file.problems).toEqual([])
  })
})

describe('a file with errors', () => {
  const unguarded = `${configWith(1)}      auth: true\n`

  it('is saved by the edit that mends it', async () => {
    const { file, path } = await openText(unguarded)
    expect(file.problems).toMatchObject([{ severity: 'error' }])
    let given: unknown
    await file.edit('Set client key', (text, config) => {
      given = config
      return text.replace(':\n', ':\n  master_key: os.environ/KEY\n')
    })
    expect(given).toBeNull()
    expect(await readFile(path, 'utf8')).toBe(file.text)
    expect(runningPaths(file)).toEqual(['/0'])
    expect(file.state).toMatchObject({ isDirty: false, undo: 'Set client key' })
  })

  it('is not left with others by an edit at once', async () => {
    const { file, path } = await openText(unguarded)
    await expect(file.edit('Comment', (text) => `${text}# mine\n`)).rejects.toEqual(failure('config_invalid'))
    expect(file.text).toBe(unguarded)
    expect(await readFile(path, 'utf8')).toBe(unguarded)
  })

  it('does not come about on disk by an edit: that waits to be made right', async () => {
    const { file, path } = await openText(configWith(1))
    await file.edit('Add /new', (text) => `${text}    - path: /new\n      target: https://\n`)
    expect(file.state).toMatchObject({ isDirty: true, undo: 'Add /new' })
    expect(file.problems).toMatchObject([{ severity: 'error' }])
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
    await file.undo()
    expect(file.state).toMatchObject({ isDirty: false, redo: 'Add /new' })
  })
})
