// Taking back the very step that is meant, a revert, and an edit that makes a file with errors valid.
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { ConfigDocument } from '../../../src/main/config/config-document.ts'
import { setMasterKey } from '../../../src/main/config/edits/set-master-key.ts'
import { becomes, configWith, openText, switchRoute } from './open-config.ts'

const failure = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) })

const comment = (document: ConfigDocument, words: string) =>
  document.edit(`Add ${words}`, (text) => `${text}# ${words}\n`)
const typeComment = (document: ConfigDocument, words: string) =>
  document.type('Typing', 'text', (text) => `${text}# ${words}\n`)
const setKey = (document: ConfigDocument) =>
  document.edit('Set client key', (text) => setMasterKey(text, 'os.environ/KEY'))

describe('a step that is meant', () => {
  it('is taken back while it is the last one, also after it was undone and done again', async () => {
    const { file, path } = await openText(configWith(1))
    const step = await comment(file, 'mine')
    expect(file.state.undoStep).toBe(step)
    await file.undo()
    expect(file.state.undoStep).toBeNull()
    await file.redo()
    await file.undo(step as number)
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
  })

  it('is left where another has come since, in words that name that one', async () => {
    const { file, path } = await openText(configWith(1))
    const first = (await comment(file, 'first')) as number
    const second = (await comment(file, 'second')) as number
    const after = file.text
    await expect(file.undo(first)).rejects.toEqual(
      failure('conflict', 'config.yaml has changed since. Undo takes back the newest change first: Add second.'),
    )
    expect(await readFile(path, 'utf8')).toBe(after)
    await file.undo(second)
    await file.undo(first)
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
  })

  it('is not told from one that was typed over, undone, or of another file', async () => {
    const { file, path } = await openText(configWith(1))
    const step = (await comment(file, 'mine')) as number
    await typeComment(file, 'typed')
    await expect(file.undo(step)).rejects.toEqual(failure('conflict', 'newest change first: Typing.'))
    await file.undo()
    await file.undo()
    await expect(file.undo(step)).rejects.toEqual(failure('conflict', 'This can no longer be undone.'))
    await file.open(path)
    const other = await comment(file, 'other')
    expect(other).not.toBe(step)
    await expect(file.undo(step)).rejects.toEqual(failure('conflict', 'newest change first: Add other.'))
  })

  it('is gone with a change on disk', async () => {
    const { file, path } = await openText(configWith(1))
    const step = (await comment(file, 'mine')) as number
    await writeFile(path, configWith(2))
    await becomes(file, ({ config }) => config.routes.length === 2)
    await expect(file.undo(step)).rejects.toEqual(failure('conflict', 'This can no longer be undone.'))
    expect(file.text).toBe(configWith(2))
  })

  it('is none where nothing has changed', async () => {
    const { file } = await openText(configWith(1))
    await comment(file, 'mine')
    expect(await file.edit('Nothing', (text) => text)).toBeNull()
    expect(await file.revert()).toBeNull()
  })
})

describe('a revert', () => {
  it('is a step of its own: taken back, what was typed is there again and not saved', async () => {
    const { file, path } = await openText(configWith(1))
    await typeComment(file, 'typed')
    const typed = file.text
    const step = (await file.revert()) as number
    expect(file.state).toMatchObject({ isDirty: false, undoStep: step })
    await file.undo(step)
    expect(file.text).toBe(typed)
    expect(file.state).toMatchObject({ isDirty: true, changedLines: 1, undo: 'Typing', redo: 'Revert' })
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
  })
})

describe('an edit that makes a file with errors valid', () => {
  const unguarded = `${configWith(1)}      auth: true\n`

  it('is saved alone, and the way back brings the file as it was', async () => {
    const { file, path } = await openText(unguarded)
    const step = (await setKey(file)) as number
    expect(await readFile(path, 'utf8')).toBe(file.text)
    expect(file.text).toContain('master_key: os.environ/KEY')
    expect(file.running.routes).toHaveLength(1)
    await file.undo(step)
    expect(await readFile(path, 'utf8')).toBe(unguarded)
    // What ran last still does.
    expect(file.running.routes).toHaveLength(1)
  })

  it('saves nothing that was typed before it, and so not itself', async () => {
    const { file, path } = await openText(unguarded)
    await typeComment(file, 'typed')
    await setKey(file)
    expect(file.problems).toEqual([])
    expect(await readFile(path, 'utf8')).toBe(unguarded)
    expect(file.state).toMatchObject({ isDirty: true, undo: 'Set client key' })
    await file.undo()
    expect(file.text).toBe(`${unguarded}# typed\n`)
    await file.redo()
    expect(await readFile(path, 'utf8')).toBe(unguarded)
  })

  it('saves no error that was typed into a valid file and then mended', async () => {
    const { file, path } = await openText(configWith(1))
    await file.type('Typing', 'text', (text) => `${text}      auth: true\n`)
    expect(file.problems).toMatchObject([{ severity: 'error' }])
    await setKey(file)
    expect(file.problems).toEqual([])
    expect(file.state.isDirty).toBe(true)
    expect(await readFile(path, 'utf8')).toBe(configWith(1))
  })

  it('starts from what stands on disk by then', async () => {
    const { file, path } = await openText(unguarded, false)
    await writeFile(path, `# theirs\n${unguarded}`)
    await setKey(file)
    const written = await readFile(path, 'utf8')
    expect(written).toMatch(/^# theirs\n/)
    expect(written).toContain('master_key: os.environ/KEY')
  })

  it('that leaves another error is refused, and nothing is written', async () => {
    const { file, path } = await openText(unguarded.replace('http://0.example', '0.example'))
    const before = file.text
    await expect(setKey(file)).rejects.toEqual(failure('config_invalid', 'config.yaml has errors. Correct it first.'))
    expect(file.text).toBe(before)
    expect(await readFile(path, 'utf8')).toBe(before)
  })

  it('takes back nothing on disk while something else is unsaved', async () => {
    const { file, path } = await openText(configWith(2))
    await switchRoute(file, 0, '/0', false)
    const switched = file.text
    await typeComment(file, 'typed')
    await file.save(false)
    await file.undo()
    await file.undo()
    expect(file.text).toBe(configWith(2))
    expect(file.state.isDirty).toBe(true)
    expect(await readFile(path, 'utf8')).toBe(`${switched}# typed\n`)
  })
})
