// A route that is edited without a pause, while main answers and tells of its changes at any moments: nothing is lost.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../../../../src/renderer/api.ts'
import { createRouteDraft, type Place } from '../../../../src/renderer/features/routes/editor/route-draft.ts'
import { newRouteFields, type RouteFields, type RoutesState } from '../../../../src/shared/route.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const typed = fc.oneof(
  fc.record({ name: fc.constant('path' as const), value: fc.constantFrom('/b', '/b/c', 'no-slash', '/d') }),
  fc.record({ name: fc.constant('target' as const), value: fc.webUrl() }),
  fc.record({ name: fc.constant('auth' as const), value: fc.boolean() }),
  fc.record({ name: fc.constant('timeout' as const), value: fc.constantFrom(null, 1, 12, 12.5) }),
  fc.record({
    name: fc.constant('headers' as const),
    value: fc.array(fc.record({ name: fc.string(), value: fc.string() })),
  }),
)
const moment = fc.integer({ min: 0, max: 150 })

/** Main with its times: until an edit is made, and until its answer and its event are with the page. */
function main(delays: number[]) {
  let at = 0
  const next = () => delays[at++ % delays.length] as number
  const list = ['/a', '/other'].map((path): RouteFields => ({ ...newRouteFields, path, target: 'https://a.example' }))
  const document = { revision: 1 }
  const check = ({ index, path }: Place) => {
    if (list[index]?.path !== path) throw new ApiError('conflict', `${path} is no longer route ${index + 1}.`)
    return list[index] as RouteFields
  }
  let shown = { route: { index: 0, path: '/a' }, revision: 1, isValid: true }
  const tell = () => {
    const path = list[0]?.path ?? ''
    // A text with errors has no new routes: the page keeps those from before.
    const isValid = path.startsWith('/')
    shown = { route: isValid ? { index: 0, path } : shown.route, revision: document.revision, isValid }
    const told = shown
    // The page draws first, and the draft hears of it behind that.
    void after(next()).then(() => draft.follow(told.revision === shown.revision ? shown : told))
  }
  const draft = createRouteDraft({
    load: async (place) => {
      await after(next())
      const fields = { ...check(place) }
      await after(next())
      return fields
    },
    edit: async ({ index, path, fields }) => {
      await after(next())
      list[index] = { ...check({ index, path }), ...fields }
      document.revision += 1
      const { revision } = document
      tell()
      await after(next())
      return { document: { revision } } as RoutesState
    },
  })
  /** A change of somebody else, such as an undo or a switch. */
  const changeElsewhere = (costPerRequest: number) => {
    list[0] = { ...(list[0] as RouteFields), costPerRequest }
    document.revision += 1
    tell()
  }
  return { draft, list, begin: tell, changeElsewhere }
}

it('shows what was typed at once and for good, and main has it in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ change: typed, pause: moment, elsewhere: fc.option(fc.nat(), { freq: 3 }) }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.array(moment, { minLength: 3, maxLength: 9 }),
      async (keys, delays) => {
        const { draft, list, begin, changeElsewhere } = main(delays)
        begin()
        await vi.advanceTimersByTimeAsync(1000)
        const wanted: Partial<RouteFields> = {}
        let costPerRequest = 0
        for (const { change, pause, elsewhere } of keys) {
          if (elsewhere !== null) {
            costPerRequest = elsewhere
            changeElsewhere(elsewhere)
          }
          draft.change(change.name, change.value as never)
          Object.assign(wanted, { [change.name]: change.value })
          expect(draft.store.getState().fields).toMatchObject(wanted)
          for (let passed = 0; passed < pause; passed += 10) {
            await vi.advanceTimersByTimeAsync(10)
            expect(draft.store.getState().fields).toMatchObject(wanted)
          }
        }
        const flushed = draft.flush()
        await vi.advanceTimersByTimeAsync(10_000)
        await flushed
        expect(list[0]).toMatchObject({ ...wanted, costPerRequest })
        expect(draft.store.getState()).toMatchObject({
          fields: { ...wanted, costPerRequest },
          refusals: {},
          isPending: false,
          failure: null,
        })
        expect(draft.store.getState().generation).toBe(1)
      },
    ),
    { numRuns: 60 },
  )
})
