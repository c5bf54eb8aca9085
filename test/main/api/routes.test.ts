// The calls that edit routes, over a real file: each is one step of undo, at the route that the window shows.
import { readFile } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { newRouteFields } from '../../../src/shared/route.ts'
import { startApp } from './start-app.ts'

const echo = { index: 0, path: '/echo' }
const fields = { ...newRouteFields, path: '/new', target: 'https://new.example' }

async function started() {
  const app = await startApp()
  const onDisk = () => readFile(app.config.path, 'utf8')
  return { ...app, onDisk, first: await onDisk() }
}

it('routes are added, copied, moved and deleted on disk at once, and all of it is taken back', async () => {
  const { call, onDisk, first } = await started()
  expect(await call('routes.add', { fields, at: null })).toMatchObject({
    index: 1,
    state: { document: { undo: 'Add /new' } },
  })
  expect((await call('routes.add', { fields: { ...fields, path: '/top' }, at: 0 })).index).toBe(0)
  const copied = await call('routes.duplicate', { index: 2, path: '/new' })
  expect(copied.index).toBe(3)
  const moved = await call('routes.move', { index: 3, path: '/new-copy', to: 0 })
  expect(moved.document).toMatchObject({ isDirty: false, undo: 'Move /new-copy' })
  const deleted = await call('routes.delete', { index: 2, path: '/echo' })
  expect(deleted.routes.map(({ path }) => path)).toEqual(['/new-copy', '/top', '/new'])
  expect(await onDisk()).not.toContain('/echo')
  for (let step = 0; step < 5; step++) await call('config.undo', undefined)
  expect(await onDisk()).toBe(first)
  expect((await call('routes.get', undefined)).document).toMatchObject({ undo: null, redo: 'Add /new' })
})

it('a route is edited without saving, and edits of one step are taken back together', async () => {
  const { call, onDisk, first } = await started()
  const read = await call('routes.fields', echo)
  expect(read.headers).toEqual([{ name: 'Authorization', value: 'Bearer os.environ/KEY' }])
  await call('routes.edit', { ...echo, fields: { ...read, timeout: 1 }, step: 'timeout' })
  // Only what changes has to be said.
  await call('routes.edit', { ...echo, fields: { timeout: 12 }, step: 'timeout' })
  expect(await call('routes.fields', echo)).toEqual({ ...read, timeout: 12 })
  const renamed = await call('routes.edit', {
    ...echo,
    fields: { ...read, timeout: 12, path: '/renamed' },
    step: 'path',
  })
  expect(renamed).toMatchObject({ routes: [{ path: '/renamed' }], document: { isDirty: true } })
  expect(await onDisk()).toBe(first)
  await expect(call('routes.edit', { ...echo, fields: read, step: 'path' })).rejects.toThrow('conflict')
  await call('config.undo', undefined)
  expect(await call('routes.fields', echo)).toMatchObject({ timeout: 12 })
  const { document } = await call('config.undo', undefined)
  expect(document).toMatchObject({ isDirty: false, undo: null })
})

it('a route that stands elsewhere by now is not touched', async () => {
  const { call, onDisk, first } = await started()
  const wrong = { index: 0, path: '/other' }
  await expect(call('routes.fields', wrong)).rejects.toThrow('conflict')
  await expect(call('routes.delete', wrong)).rejects.toThrow('conflict')
  await expect(call('routes.duplicate', wrong)).rejects.toThrow('conflict')
  await expect(call('routes.move', { ...wrong, to: 0 })).rejects.toThrow('conflict')
  expect(await onDisk()).toBe(first)
})

it('in a text with errors a route is found where it stands now, not where it stood', async () => {
  const { call } = await started()
  const { text, revision } = await call('config.text', undefined)
  const broken = text.replace('endpoints:\n', 'endpoints:\n    - path: broken\n      target: https://a.example\n')
  const state = await call('config.setText', { text: broken, revision })
  // Those of the last valid text.
  expect(state.routes.map(({ path }) => path)).toEqual(['/echo'])
  await expect(call('routes.delete', echo)).rejects.toThrow('conflict')
  const mended = await call('routes.delete', { index: 0, path: 'broken' })
  expect(mended).toMatchObject({ routes: [{ path: '/echo' }], problems: [], document: { isDirty: false } })
})

it('figures count what passes through the gateway, and are told', async () => {
  const { call, published } = await started()
  const { url } = await call('server.start', {})
  await fetch(`${url}/echo`)
  await call('secrets.set', { name: 'KEY', value: 'sk-1', keepIn: 'memory' })
  await fetch(`${url}/echo`)
  await fetch(`${url}/nowhere`)
  await vi.waitFor(async () => {
    expect(await call('routes.figures', undefined)).toMatchObject([
      { path: '/echo', methods: [], hits: 2, inFlight: 0, last: { status: 200, outcome: 'ok' } },
    ])
  })
  const [figures] = await call('routes.figures', undefined)
  expect(figures?.minutes.at(-1)).toEqual({ ok: 1, failed: 1 })
  await vi.waitFor(() => expect(published.map(({ name }) => name)).toContain('routes.figuresChanged'), 3000)
})
