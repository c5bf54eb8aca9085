// The calls about the open config.yaml as a whole, over real files: text, saving, other files, import, export.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { exportForLitellm } from '../../../src/main/config/export-litellm.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startApp } from './start-app.ts'

const configOf = (...paths: string[]) =>
  `general_settings:\n  pass_through_endpoints:\n${paths.map((path) => `    - path: ${path}\n      target: http://x.example\n`).join('')}`

const pathsOf = ({ routes }: { routes: { path: string }[] }) => routes.map(({ path }) => path)

async function fileWith(text: string, name = 'other.yaml') {
  const path = join(await temporaryFolder(), name)
  await writeFile(path, text)
  return path
}

afterEach(() => {
  vi.useRealTimers()
})

describe('the text', () => {
  it('is edited from the revision that the window has, and not from an older one', async () => {
    const { call, published } = await startApp()
    const { text, saved, revision } = await call('config.text', undefined)
    expect(text).toBe(saved)
    const state = await call('config.setText', { text: `${text}# mine\n`, revision })
    expect(state.document).toMatchObject({ isDirty: true, changedLines: 1, undo: 'Typing', revision: revision + 1 })
    expect(published.at(-2)).toMatchObject({ name: 'routes.changed', payload: { document: state.document } })
    await expect(call('config.setText', { text, revision })).rejects.toThrow('conflict')
    expect(await call('config.text', undefined)).toMatchObject({ text: `${text}# mine\n`, saved: text })
  })

  it('is taken back a pause of typing at a time', async () => {
    const { call } = await startApp()
    vi.useFakeTimers({ toFake: ['performance'] })
    const type = async (line: string, pause: number) => {
      vi.advanceTimersByTime(pause)
      const { text, revision } = await call('config.text', undefined)
      await call('config.setText', { text: `${text}# ${line}\n`, revision })
    }
    await type('a', 5000)
    await type('b', 400)
    await type('c', 1500)
    const lines = async () => (await call('config.text', undefined)).text.match(/^# .$/gm)
    await call('config.undo', undefined)
    expect(await lines()).toEqual(['# a', '# b'])
    await call('config.undo', undefined)
    expect(await lines()).toBeNull()
    await call('config.redo', undefined)
    expect(await lines()).toEqual(['# a', '# b'])
  })

  it('is saved when it is valid, and reverted', async () => {
    const { call, config } = await startApp()
    const { text, revision } = await call('config.text', undefined)
    const bad = await call('config.setText', { text: text.replace('/echo', 'echo'), revision })
    expect(bad.problems).toMatchObject([{ severity: 'error', key: 'pass_through_endpoints[0].path' }])
    await expect(call('config.save', { overwrite: false })).rejects.toThrow('config_invalid: Line 3')
    const reverted = await call('config.revert', undefined)
    expect(reverted.document).toMatchObject({ isDirty: false, undo: 'Revert' })
    await call('config.setText', { text: `${text}# mine\n`, revision: reverted.document.revision })
    expect((await call('config.save', { overwrite: false })).document.isDirty).toBe(false)
    expect(await readFile(config.path, 'utf8')).toBe(`${text}# mine\n`)
  })

  it('on disk is shown beside it in a conflict, also where there is none', async () => {
    const { call, config } = await startApp()
    const { text, revision } = await call('config.text', undefined)
    await call('config.setText', { text: `${text}# mine\n`, revision })
    await writeFile(config.path, configOf('/theirs'))
    await expect(call('config.save', { overwrite: false })).rejects.toThrow('conflict')
    expect(await call('config.onDisk', undefined)).toEqual({ text: configOf('/theirs') })
    expect((await call('routes.get', undefined)).document.disk).toBe('conflict')
    expect((await call('config.save', { overwrite: true })).document).toMatchObject({ isDirty: false, disk: 'same' })
    await rm(config.path)
    expect(await call('config.onDisk', undefined)).toEqual({ text: null })
  })
})

it('the very step that a call made is undone, or a conflict answered', async () => {
  const { call, config } = await startApp()
  const before = config.text
  const off = await call('routes.setEnabled', { index: 0, path: '/echo', enabled: false })
  expect(off.document.undoStep).toBe(off.step)
  const { state: copied } = await call('routes.duplicate', { index: 0, path: '/echo' })
  await expect(call('config.undo', { step: off.step as number })).rejects.toThrow(
    'conflict: config.yaml has changed since. Undo takes back the newest change first: Duplicate /echo.',
  )
  await call('config.undo', { step: copied.step as number })
  await call('config.undo', { step: off.step as number })
  expect(await readFile(config.path, 'utf8')).toBe(before)
  expect((await call('config.revert', undefined)).step).toBeNull()
})

describe('another file', () => {
  it('is chosen, remembered with the one before it, and served', async () => {
    const { call, chosen, config, upstream } = await startApp()
    const first = config.path
    expect(await call('config.open', {})).toBeNull()
    chosen.file = await fileWith(configOf('/other').replace('http://x.example', `${upstream.url}/echo`))
    const opened = await call('config.open', {})
    expect(opened?.file).toEqual({ path: chosen.file, name: 'other.yaml' })
    expect(opened?.recent).toEqual([{ path: first, name: 'config.yaml' }])
    const { url } = await call('server.start', {})
    expect((await fetch(`${url}/other`)).status).toBe(200)
    expect((await fetch(`${url}/echo`)).status).toBe(404)
    expect((await call('settings.get', undefined)).recentFiles).toEqual([chosen.file, first])
    const back = await call('config.open', { recent: first })
    expect(back?.file.path).toBe(first)
    expect((await call('settings.get', undefined)).recentFiles).toEqual([first, chosen.file])
  })

  it('that the window names by itself is refused, and one that is gone leaves the open one', async () => {
    const { call, chosen, config } = await startApp()
    const first = config.path
    const other = await fileWith(configOf('/other'))
    await expect(call('config.open', { recent: other })).rejects.toThrow('invalid_input')
    chosen.file = other
    await call('config.open', {})
    await call('config.open', { recent: first })
    await rm(other)
    await expect(call('config.open', { recent: other })).rejects.toThrow(
      `file_error: Could not read ${other}: no such file (ENOENT).`,
    )
    expect((await call('routes.get', undefined)).file.path).toBe(first)
  })

  it('keeps no more than ten in mind', async () => {
    const { call, chosen } = await startApp()
    const files = await Promise.all(Array.from({ length: 12 }, (_, index) => fileWith(configOf(`/${index}`))))
    for (const file of files) {
      chosen.file = file
      await call('config.open', {})
    }
    expect((await call('settings.get', undefined)).recentFiles).toEqual(files.slice(2).reverse())
    expect((await call('routes.get', undefined)).recent).toHaveLength(9)
  })

  it('is created without routes, or says why not', async () => {
    const { call, chosen, config } = await startApp()
    const folder = await temporaryFolder()
    chosen.file = join(folder, 'missing/new.yaml')
    await expect(call('config.create', undefined)).rejects.toThrow(`file_error: Could not write ${chosen.file}`)
    expect(config.path).not.toBe(chosen.file)
    chosen.file = join(folder, 'new.yaml')
    const created = await call('config.create', undefined)
    expect(created).toMatchObject({ file: { name: 'new.yaml' }, routes: [], problems: [] })
    expect(await readFile(chosen.file, 'utf8')).toContain('pass_through_endpoints: []')
  })

  it('takes the place of what is not saved as the user says', async () => {
    const { call, chosen, answers, config } = await startApp()
    const first = config.path
    const { text, revision } = await call('config.text', undefined)
    await call('config.setText', { text: `${text}# typed\n`, revision })
    chosen.file = await fileWith(configOf('/other'))
    expect(await call('config.open', {})).toBeNull()
    expect(await call('config.openDropped', { path: chosen.file })).toBeNull()
    chosen.file = join(await temporaryFolder(), 'new.yaml')
    expect(await call('config.create', undefined)).toBeNull()
    await expect(readFile(chosen.file)).rejects.toThrow('ENOENT')
    expect(config.text).toBe(`${text}# typed\n`)

    answers.toSave = 'save'
    expect((await call('config.create', undefined))?.file.path).toBe(chosen.file)
    expect(await readFile(first, 'utf8')).toBe(`${text}# typed\n`)
    await call('config.setText', { text: '# gone\n', revision: config.state.revision })
    answers.toSave = 'discard'
    expect((await call('config.openDropped', { path: first }))?.document.isDirty).toBe(false)
    expect(await readFile(chosen.file, 'utf8')).not.toContain('gone')
  })

  it('and the open one are shown in their folders', async () => {
    const { call, chosen, revealed, config } = await startApp()
    await call('config.reveal', { what: 'config' })
    await call('config.reveal', { what: 'export' })
    chosen.file = join(await temporaryFolder(), 'export.yaml')
    await call('config.export', undefined)
    await call('config.reveal', { what: 'export' })
    expect(revealed).toEqual([config.path, config.path, chosen.file])
  })
})

describe('an import', () => {
  it('brings what was shown, whatever the file holds by then, as one step', async () => {
    const { call, chosen, config } = await startApp()
    expect(await call('config.previewImport', undefined)).toBeNull()
    chosen.file = await fileWith(configOf('/echo', '/new', '/left'))
    const preview = await call('config.previewImport', undefined)
    if (preview === null) throw new Error('There is no preview.')
    expect(preview.name).toBe('other.yaml')
    expect(preview.routes.map(({ path, collision }) => [path, collision])).toEqual([
      ['/echo', 'different'],
      ['/new', 'none'],
      ['/left', 'none'],
    ])
    await writeFile(chosen.file, configOf('/changed'))
    const before = await readFile(config.path, 'utf8')
    const { token } = preview
    const state = await call('config.import', {
      token,
      routes: [
        { index: 0, as: 'replace' },
        { index: 1, as: 'add' },
      ],
    })
    expect(pathsOf(state)).toEqual(['/echo', '/new'])
    expect(state.document).toMatchObject({ isDirty: false, undo: 'Import 2 routes' })
    await expect(call('config.import', { token, routes: [] })).rejects.toThrow('conflict')
    await call('config.undo', undefined)
    expect(await readFile(config.path, 'utf8')).toBe(before)
  })

  it('of a file that was chosen before another one is refused', async () => {
    const { call, chosen } = await startApp()
    chosen.file = await fileWith(configOf('/a'))
    const first = await call('config.previewImport', undefined)
    await call('config.previewImport', undefined)
    const token = first?.token ?? ''
    await expect(call('config.import', { token, routes: [{ index: 0, as: 'add' }] })).rejects.toThrow('conflict')
  })
})

describe('the export', () => {
  it('is the same text shown and written as the command line prints, without secrets', async () => {
    const { call, chosen, config } = await startApp()
    const { text, revision } = await call('config.text', undefined)
    await call('config.setText', { text: text.replace('os.environ/KEY', 'sk-1234567890abcdef1234'), revision })
    const preview = await call('config.previewExport', undefined)
    expect(preview).toEqual(exportForLitellm(config.text))
    expect(preview.text).not.toContain('sk-1234567890abcdef1234')
    expect(preview.notes).toHaveLength(1)
    expect(await call('config.export', undefined)).toBeNull()
    chosen.file = join(await temporaryFolder(), 'litellm.yaml')
    expect(await call('config.export', undefined)).toEqual({ path: chosen.file })
    expect(await readFile(chosen.file, 'utf8')).toBe(preview.text)
  })
})

it('a client key is written to a file that lacked nothing else', async () => {
  const { call, chosen } = await startApp()
  chosen.file = await fileWith(`${configOf('/guarded')}      auth: true\n`)
  expect(await call('config.open', {})).toMatchObject({ hasMasterKey: false, problems: [{ severity: 'error' }] })
  const state = await call('config.setMasterKey', { name: 'MY_KEY' })
  expect(state).toMatchObject({ hasMasterKey: true, problems: [], document: { isDirty: false } })
  expect(await readFile(chosen.file, 'utf8')).toContain('master_key: os.environ/MY_KEY')
})
