// Problems of the file are found again at the fields of one route.
import { describe, expect, it } from 'vitest'
import { problemsOfRoute } from '../../../../src/renderer/features/routes/editor/route-problems.ts'
import { whyNotSaved } from '../../../../src/renderer/features/routes/editor/save-state.ts'
import type { Problem, RoutesState } from '../../../../src/shared/route.ts'

const problem = (key: string, message: string, severity: Problem['severity'] = 'error'): Problem => ({
  severity,
  key,
  message,
  line: 1,
  column: 1,
  length: 1,
  sourceLine: '',
})

const of = (...problems: Problem[]) => problemsOfRoute({ problems }, 1)

describe('a problem', () => {
  it('stands at its field, as a sentence, and only of this route', () => {
    const found = of(
      problem('pass_through_endpoints[1].target', 'expected an http(s) URL'),
      problem('pass_through_endpoints[1].methods[0]', 'TRACE is never forwarded'),
      problem('pass_through_endpoints[11].path', 'of another'),
      problem('master_key', 'of the whole file'),
    )
    expect(found.fields).toEqual({
      target: { severity: 'error', message: 'Expected an http(s) URL.' },
      methods: { severity: 'error', message: 'TRACE is never forwarded.' },
    })
    expect(found.others).toEqual([])
  })

  it('of a header or a parameter stands at its row', () => {
    const found = of(
      problem('pass_through_endpoints[1].headers.Authorization', 'a'),
      problem('pass_through_endpoints[1].headers["a b"]', 'c'),
      problem('pass_through_endpoints[1].default_query_params.q[0]', 'd'),
      problem('pass_through_endpoints[1].headers', 'e'),
    )
    expect(found.headers).toMatchObject({ Authorization: { message: 'A.' }, 'a b': { message: 'C.' } })
    expect(found.query).toMatchObject({ q: { message: 'D.' } })
    expect(found.fields.headers?.message).toBe('E.')
  })

  it('of a key without a field is told with the key', () => {
    const found = of(problem('pass_through_endpoints[1].include_subpaths', 'did you mean include_subpath?', 'warning'))
    expect(found.others).toEqual([{ severity: 'warning', message: 'include_subpaths: Did you mean include_subpath?' }])
  })

  it('of being shadowed names the row that matches first', () => {
    const message = 'shadowed by /v1 (route 3 matches first), so nothing reaches this route'
    const found = of(problem('pass_through_endpoints[1].path', message, 'warning'))
    expect(found).toMatchObject({ shadow: { path: '/v1', row: 3 }, fields: {} })
  })
})

describe('saving', () => {
  const state = (document: Partial<RoutesState['document']>, problems: Problem[] = []) =>
    ({ file: { name: 'config.yaml' }, document: { isDirty: true, disk: 'same', ...document }, problems }) as RoutesState

  it('is possible for changes without errors', () => {
    expect(whyNotSaved(state({}, [problem('a', 'b', 'warning')]), false)).toBeNull()
    expect(whyNotSaved(state({ isDirty: false }), true)).toBeNull()
  })

  it('is not, with the reason', () => {
    expect(whyNotSaved(state({ isDirty: false }), false)).toBe('There is nothing to save.')
    expect(whyNotSaved(state({}, [problem('a', 'b')]), false)).toBe('config.yaml has 1 error. Correct it first.')
    expect(whyNotSaved(state({ disk: 'read-only' }), false)).toBe('config.yaml may not be written.')
  })
})
