// What the route editor leaves alone: what other routes share with a route, and credentials in plain text.
import { describe, expect, it } from 'vitest'
import { editRoute } from '../../../../src/main/config/edits/edit-route.ts'
import { readRouteFields } from '../../../../src/main/config/edits/read-route-fields.ts'
import type { RouteFields } from '../../../../src/shared/route.ts'
import { configFile } from './config-files.ts'

const head = 'general_settings:\n  pass_through_endpoints:\n'

/** The text after the change of some fields of a route. */
function edit(text: string, change: Partial<RouteFields>, index = 0): string {
  return editRoute(text, index, { ...readRouteFields(text, index), ...change })
}

const rows = (...rows: [name: string, value: string | null][]) => rows.map(([name, value]) => ({ name, value }))

describe('what is shared', () => {
  const merged = `x-base: &base
  timeout: 60
  headers: { accept: text/plain }
${head}    - <<: *base
      path: /a
      target: http://a.example
    - <<: *base
      path: /b
      target: http://b.example
`

  it('is overridden in the one route', () => {
    expect(edit(merged, { timeout: null })).toBe(merged.replace('a.example\n', 'a.example\n      timeout: null\n'))
    expect(edit(merged, { timeout: 5 })).toBe(merged.replace('a.example\n', 'a.example\n      timeout: 5\n'))
    expect(edit(merged, { headers: rows(['accept', 'text/plain'], ['x', 'z']) })).toBe(
      merged.replace('a.example\n', 'a.example\n      headers:\n        accept: text/plain\n        x: z\n'),
    )
  })

  it('becomes the other route’s own where this one defines it', () => {
    const text = configFile('routes-as-anchors')
    const edited = edit(text, { headers: rows(['Authorization', 'Bearer os.environ/OTHER']) })
    expect(edited).toContain('      headers:\n        Authorization: Bearer os.environ/OTHER # one key for all\n')
    expect(readRouteFields(edited, 1)).toEqual(readRouteFields(text, 1))
    expect(readRouteFields(edited, 2)).toEqual(readRouteFields(text, 2))
    expect(edited.slice(edited.indexOf('litellm_settings'))).toBe(text.slice(text.indexOf('litellm_settings')))
  })

  it('is edited alone where the route is nothing but an alias', () => {
    const text = `${head}    - &a\n      path: /a\n      target: http://a\n    - *a # again\n`
    expect(edit(text, { path: '/b' }, 1)).toBe(
      `${head}    - &a\n      path: /a\n      target: http://a\n    - <<: *a # again\n      path: /b\n`,
    )
  })
})

describe('a credential in plain text', () => {
  const text = configFile('credentials')

  it('stays as it is where nothing comes in its place', () => {
    expect(edit(text, {}, 3)).toBe(text)
    const fields = readRouteFields(text, 3)
    const target = fields.target.replace('/v1', '/v2')
    expect(editRoute(text, 3, { ...fields, target })).toBe(text.replace('maps.example.com/v1', 'maps.example.com/v2'))
  })

  it('keeps its value under another name', () => {
    expect(edit(text, { headers: rows(['x-api-key', null], ['accept', 'application/json']) })).toBe(
      text.replace('Authorization: "Bearer co-0', 'x-api-key: "Bearer co-0'),
    )
  })

  it('is never made up', () => {
    expect(() => edit(text, { headers: rows(['Authorization', null], ['x-more', null], ['x-and', null]) })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }) as unknown as Error,
    )
  })
})
