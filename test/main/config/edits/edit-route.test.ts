// What the route editor changes, as text: source in, source out.
import { describe, expect, it } from 'vitest'
import { editRoute } from '../../../../src/main/config/edits/edit-route.ts'
import { readRouteFields } from '../../../../src/main/config/edits/read-route-fields.ts'
import { CallError } from '../../../../src/shared/errors.ts'
import type { RouteFields } from '../../../../src/shared/route.ts'
import { configFile } from './config-files.ts'

const head = 'general_settings:\n  pass_through_endpoints:\n'

/** The text after the change of some fields of a route. */
function edit(text: string, change: Partial<RouteFields>, index = 0): string {
  return editRoute(text, index, { ...readRouteFields(text, index), ...change })
}

/** A route's lines, before and after, below the head of the file. */
type Case = [name: string, before: string, change: Partial<RouteFields>, after: string]

const route = '    - path: /a # exact\n      target: http://a.example\n'
const withHeaders = `${route}      headers: # of ours
        # the key
        Authorization: "Bearer os.environ/KEY" # rotated
        x-team: search # ours
        accept: '*/*'
      # the end
`
const rows = (...rows: [name: string, value: string | null][]) => rows.map(([name, value]) => ({ name, value }))

describe('in place', () => {
  it.each<Case>([
    ['a plain value', route, { path: '/b' }, route.replace('/a', '/b')],
    ['a plain value that needs quotes', route, { path: '/b #c' }, route.replace('/a ', '"/b #c" ')],
    ['a value in single quotes', route.replace('/a', "'/a'"), { path: "/it's" }, route.replace('/a', "'/it''s'")],
    ['a value in double quotes', route.replace('/a', '"/a"'), { path: '/"b"' }, route.replace('/a', '"/\\"b\\""')],
    ['the word for no', `${route}      auth: Off # x\n`, { auth: true }, `${route}      auth: On # x\n`],
    ['an empty value', `${route}      timeout: # none\n`, { timeout: 2.5 }, `${route}      timeout: 2.5 # none\n`],
    [
      'a small number',
      `${route}      cost_per_request: 1\n`,
      { costPerRequest: 1e-7 },
      `${route}      cost_per_request: 0.0000001\n`,
    ],
    [
      'a value over several lines',
      '    - path: /a\n      target: >-\n        http://a.example\n      auth: true\n',
      { target: 'http://b.example' },
      '    - path: /a\n      target: http://b.example\n      auth: true\n',
    ],
    [
      'a header’s value and another one’s name',
      withHeaders,
      { headers: rows(['Authorization', 'Bearer os.environ/KEY_2'], ['x-group', 'search'], ['accept', '*/*']) },
      withHeaders.replace('/KEY"', '/KEY_2"').replace('x-team', 'x-group'),
    ],
    [
      'one method of a list in brackets',
      `${route}      methods: [ "get", "PUT" ] # some\n`,
      { methods: ['GET', 'POST'] },
      `${route}      methods: [ "get", "POST" ] # some\n`,
    ],
    [
      'one method of a list in lines',
      `${route}      methods:\n      - GET # read\n      - PUT # write\n`,
      { methods: ['GET', 'POST', 'PATCH'] },
      `${route}      methods:\n      - GET # read\n      - POST\n      - PATCH\n`,
    ],
    [
      'a number in the query, which stays one',
      `${route}      default_query_params: { limit: 10, tag: [a, b], all: true }\n`,
      { query: rows(['limit', '20'], ['tag', 'a'], ['tag', 'c'], ['all', 'false']) },
      `${route}      default_query_params: { limit: 20, tag: [a, c], all: false }\n`,
    ],
  ])('%s', (_name, before, change, after) => {
    expect(edit(head + before, change)).toBe(head + after)
  })
})

describe('a key that comes', () => {
  it.each<Case>([
    [
      'stands behind the last one',
      `${route}\n`,
      { auth: true, timeout: 30 },
      `${route}      auth: true\n      timeout: 30\n\n`,
    ],
    [
      'stands as a map where it is one',
      route,
      { headers: rows(['x-a', '1']) },
      `${route}      headers:\n        x-a: "1"\n`,
    ],
    [
      'fills an empty map',
      `${route}      headers: {} # none\n`,
      { headers: rows(['x-a', 'b']) },
      `${route}      headers: # none\n        x-a: b\n`,
    ],
    [
      'stands behind the last header',
      withHeaders,
      {
        headers: [
          ...rows(['Authorization', 'Bearer os.environ/KEY'], ['x-team', 'search'], ['accept', '*/*'], ['x-new', 'on']),
        ],
      },
      withHeaders.replace("'*/*'\n", '\'*/*\'\n        x-new: "on"\n'),
    ],
    [
      'repeats a parameter as a list',
      route,
      { query: rows(['tag', 'a'], ['tag', 'b'], ['page', '5']) },
      `${route}      default_query_params:\n        tag: [a, b]\n        page: "5"\n`,
    ],
    [
      'stands in the braces',
      '    - {path: /a, target: http://a.example} # short\n',
      { methods: ['GET'], headers: rows(['x', 'a?b']) },
      '    - {path: /a, target: http://a.example, methods: [GET], headers: {x: "a?b"}} # short\n',
    ],
  ])('%s', (_name, before, change, after) => {
    expect(edit(head + before, change)).toBe(head + after)
  })
})

describe('a key that goes', () => {
  it.each<Case>([
    [
      'takes its line and the comment on it',
      `${route}      timeout: 30 # long\n      auth: true\n`,
      { timeout: null },
      `${route}      auth: true\n`,
    ],
    [
      'takes the header’s line',
      withHeaders,
      { headers: rows(['Authorization', null], ['accept', '*/*']) },
      withHeaders.replace('        x-team: search # ours\n', ''),
    ],
    [
      'takes the map with the last header',
      `${route}      headers:\n        x: y\n      auth: true\n`,
      { headers: [] },
      `${route}      auth: true\n`,
    ],
    [
      'leaves the dash to the next',
      '    - timeout: 5\n      path: /a\n      target: http://a\n',
      { timeout: null },
      '    - path: /a\n      target: http://a\n',
    ],
    [
      'takes its comma',
      '    - { path: /a, timeout: 5, target: http://a }\n',
      { timeout: null },
      '    - { path: /a, target: http://a }\n',
    ],
    [
      'takes the comma before it',
      '    - { path: /a, target: http://a, timeout: 5 }\n',
      { timeout: null },
      '    - { path: /a, target: http://a }\n',
    ],
    ['stays where it says a default', `${route}      auth: true\n`, { auth: false }, `${route}      auth: false\n`],
  ])('%s', (_name, before, change, after) => {
    expect(edit(head + before, change)).toBe(head + after)
  })
})

describe('every file', () => {
  it.each([
    'litellm-docs',
    'broken-routes',
    'json',
    'crlf',
    'odd-values',
    'block-scalars',
    'byte-order-mark',
  ])('%s stays as it is where nothing changes', (name) => {
    const text = configFile(name)
    expect(edit(text, {})).toBe(text)
  })

  it.each<[string, string, number, string]>([
    ['an index beyond the last', configFile('json'), 2, 'conflict'],
    ['what is no YAML', 'a: [', 0, 'config_invalid'],
    ['a file without routes', '', 0, 'conflict'],
  ])('%s is refused', (_name, text, index, code) => {
    const fields = readRouteFields(configFile('json'), 0)
    expect(() => editRoute(text, index, fields)).toThrow(
      expect.objectContaining({ name: CallError.name, code }) as unknown as Error,
    )
  })

  it('refuses two headers of one name', () => {
    expect(() => edit(configFile('json'), { headers: rows(['x', '1'], ['x', '2']) })).toThrow(
      'Two headers have the name “x”.',
    )
  })
})
