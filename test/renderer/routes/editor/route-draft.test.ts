// A route being edited, against a document that answers as main does: revisions go up, a wrong path is a conflict.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../../src/renderer/api.ts'
import { createRouteDraft, type Place } from '../../../../src/renderer/features/routes/editor/route-draft.ts'
import { newRouteFields, type RouteFields, type RoutesState } from '../../../../src/shared/route.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

function setUp(paths: string[] = ['/a', '/b']) {
  const list = paths.map((path): RouteFields => ({ ...newRouteFields, path, target: `https://example.com${path}` }))
  const document = { revision: 1, refuses: null as string | null, isValid: true }
  const edits: { step: string; path: string; sent: string[]; fields: RouteFields }[] = []
  const check = ({ index, path }: Place) => {
    const found = list[index]
    if (found?.path !== path) throw new ApiError('conflict', `${path} is no longer route ${index + 1}.`)
    return found
  }
  const draft = createRouteDraft({
    load: async (place) => ({ ...check(place) }),
    edit: async ({ fields, step, ...place }) => {
      const after = { ...check(place), ...fields }
      if (document.refuses !== null) throw new ApiError('invalid_input', document.refuses)
      edits.push({ step, path: place.path, sent: Object.keys(fields), fields: after })
      list[place.index] = after
      document.revision += 1
      return { document: { revision: document.revision } } as RoutesState
    },
  })
  const view = (index: number) => ({ index, path: list[index]?.path ?? '' })
  /** As the page does when it is told of the document. */
  const tell = (route: Place = view(0)) =>
    draft.follow({ route, revision: document.revision, isValid: document.isValid })
  const settle = () => vi.advanceTimersByTimeAsync(1000)
  const shown = () => draft.store.getState()
  return { draft, list, document, edits, tell, settle, shown, view }
}

async function opened(paths?: string[]) {
  const page = setUp(paths)
  page.tell()
  await page.settle()
  return page
}

describe('a change', () => {
  it('shows at once, and is sent when typing rests', async () => {
    const { draft, edits, shown, settle } = await opened()
    draft.change('target', 'https://example.com/1')
    draft.change('target', 'https://example.com/12')
    expect(shown()).toMatchObject({ fields: { target: 'https://example.com/12' }, isPending: true })
    expect(edits).toEqual([])
    await settle()
    expect(edits.map(({ step, fields }) => [step, fields.target])).toEqual([['target', 'https://example.com/12']])
    expect(shown().isPending).toBe(false)
  })

  it('of another step is sent by itself, in order', async () => {
    const { draft, edits, settle } = await opened()
    draft.change('target', 'https://example.com/1')
    draft.change('auth', true)
    draft.change('methods', ['GET'], 'methods 1')
    draft.change('methods', [], 'methods 2')
    await settle()
    expect(edits.map(({ step }) => step)).toEqual(['target', 'auth', 'methods 1', 'methods 2'])
    expect(edits.at(-1)?.fields).toMatchObject({ target: 'https://example.com/1', auth: true, methods: [] })
  })

  it('of the path is followed: the next edit names the new one', async () => {
    const { draft, edits, settle, shown, tell } = await opened()
    draft.change('path', '/renamed')
    await settle()
    tell()
    draft.change('auth', true)
    await settle()
    expect(edits.map(({ path }) => path)).toEqual(['/a', '/renamed'])
    expect(shown()).toMatchObject({ generation: 1, place: { index: 0, path: '/renamed' } })
  })

  it('of the path to one that is not valid goes on from there, though the page still shows the old one', async () => {
    const { draft, document, edits, settle, tell } = await opened()
    const old = { index: 0, path: '/a' }
    draft.change('path', 'no-slash')
    await settle()
    document.isValid = false
    tell(old)
    await settle()
    draft.change('path', '/mended')
    await settle()
    expect(edits.map(({ path }) => path)).toEqual(['/a', 'no-slash'])
  })

  it('that main refuses stays in its field with the reason, and does not hinder others', async () => {
    const { draft, document, edits, settle, shown } = await opened()
    document.refuses = 'The name stands twice.'
    draft.change('headers', [{ name: 'a', value: 'b' }])
    await settle()
    expect(shown()).toMatchObject({
      refusals: { headers: 'The name stands twice.' },
      fields: { headers: [{ name: 'a' }] },
    })
    document.refuses = null
    draft.change('auth', true)
    await settle()
    expect(edits.map(({ fields }) => fields.headers)).toEqual([[]])
    expect(shown().fields).toMatchObject({ auth: true, headers: [{ name: 'a' }] })
    draft.change('headers', [{ name: 'c', value: 'd' }])
    await settle()
    expect(shown().refusals).toEqual({})
    expect(edits.at(-1)?.fields.headers).toEqual([{ name: 'c', value: 'd' }])
  })

  it('is sent at once by flush', async () => {
    const { draft, edits } = await opened()
    draft.change('auth', true)
    await draft.flush()
    expect(edits).toHaveLength(1)
  })
})

describe('what others change', () => {
  it('is loaded', async () => {
    const { list, document, settle, shown, tell } = await opened()
    list[0] = { ...(list[0] as RouteFields), auth: true }
    document.revision += 1
    tell()
    await settle()
    expect(shown()).toMatchObject({ fields: { auth: true }, generation: 1 })
  })

  it('is kept under an edit that was under way', async () => {
    const { draft, edits, list, document, settle, tell } = await opened()
    draft.change('target', 'https://example.com/new')
    list[0] = { ...(list[0] as RouteFields), auth: true }
    document.revision += 1
    tell()
    await settle()
    expect(edits[0]?.fields).toMatchObject({ auth: true, target: 'https://example.com/new' })
  })

  it('is kept too where the page has not heard of it yet', async () => {
    const { draft, edits, list, document, settle, shown } = await opened()
    draft.change('target', 'https://example.com/new')
    list[0] = { ...(list[0] as RouteFields), auth: true }
    document.revision += 1
    await settle()
    expect(edits).toMatchObject([{ sent: ['target'], fields: { auth: true, target: 'https://example.com/new' } }])
    expect(shown().fields).toMatchObject({ auth: true, target: 'https://example.com/new' })
  })

  it('may take our own renaming back', async () => {
    const { draft, list, document, settle, shown, tell } = await opened()
    const before = list[0] as RouteFields
    draft.change('path', '/renamed')
    await settle()
    tell()
    list[0] = before
    document.revision += 1
    tell()
    await settle()
    expect(shown()).toMatchObject({ fields: { path: '/a' }, place: { path: '/a' }, generation: 1 })
  })

  it('may move the route', async () => {
    const { draft, edits, list, document, settle, shown, tell, view } = await opened()
    list.reverse()
    document.revision += 1
    tell(view(1))
    await settle()
    draft.change('auth', true)
    await settle()
    expect(edits.map(({ path }) => path)).toEqual(['/a'])
    expect(list[1]?.auth).toBe(true)
    expect(shown()).toMatchObject({ place: { index: 1, path: '/a' }, generation: 1 })
  })

  it('may take the route away', async () => {
    const { draft, list, document, settle, shown, tell } = await opened()
    list.length = 0
    document.revision += 1
    tell({ index: 0, path: '/a' })
    await settle()
    expect(shown()).toMatchObject({ fields: null, failure: '/a is no longer route 1.' })
    list.push({ ...newRouteFields, path: '/a' })
    draft.retry()
    await settle()
    expect(shown()).toMatchObject({ fields: { path: '/a' }, failure: null })
  })
})

it('sends what was typed before another route takes its place', async () => {
  const { draft, list, settle, shown, tell, view } = await opened()
  draft.change('auth', true)
  tell(view(1))
  await settle()
  expect(list.map(({ auth }) => auth)).toEqual([true, false])
  expect(shown()).toMatchObject({ fields: { path: '/b', auth: false }, generation: 2 })
})
