// Routes that come, go, are copied and change their place: source in, source out.
import { describe, expect, it } from 'vitest'
import { addRoute } from '../../../../src/main/config/edits/add-route.ts'
import { deleteRoute } from '../../../../src/main/config/edits/delete-route.ts'
import { duplicateRoute } from '../../../../src/main/config/edits/duplicate-route.ts'
import { moveRoute } from '../../../../src/main/config/edits/move-route.ts'
import { newRouteFields } from '../../../../src/shared/route.ts'
import { configFile } from './config-files.ts'

const added = {
  ...newRouteFields,
  path: '/new',
  target: 'https://new.example/v1',
  headers: [
    { name: 'Authorization', value: 'Bearer os.environ/NEW_KEY' },
    { name: 'x-version', value: '2' },
  ],
  methods: ['GET', 'POST'],
  auth: true,
}

const block = (indent: string, step = '  ') =>
  [
    '- path: /new',
    '  target: https://new.example/v1',
    '  methods: [GET, POST]',
    '  headers:',
    `  ${step}Authorization: Bearer os.environ/NEW_KEY`,
    `  ${step}x-version: "2"`,
    '  auth: true',
    '',
  ]
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n')

describe('a new route', () => {
  it.each<[name: string, before: string, after: string]>([
    ['in an empty file', '', `general_settings:\n  pass_through_endpoints:\n${block('    ')}`],
    [
      'behind comments',
      configFile('only-comments'),
      `# Nothing here yet.\n\ngeneral_settings:\n  pass_through_endpoints:\n${block('    ')}`,
    ],
    [
      'in an empty list',
      configFile('empty-list'),
      configFile('empty-list').replace(': [] # none yet\n', `: # none yet\n${block('    ')}`),
    ],
    ['under an empty key', 'general_settings:\n', `general_settings:\n  pass_through_endpoints:\n${block('    ')}`],
    [
      'under the other settings',
      'general_settings:\n    master_key: os.environ/KEY # x\n\nlitellm_settings: {}\n',
      `general_settings:\n    master_key: os.environ/KEY # x\n    pass_through_endpoints:\n${block('        ', '    ')}\nlitellm_settings: {}\n`,
    ],
    [
      'behind the other sections',
      configFile('no-general-settings'),
      `${configFile('no-general-settings')}\ngeneral_settings:\n  pass_through_endpoints:\n${block('    ')}`,
    ],
    [
      'before the end of the document',
      '---\nlitellm_settings: {}\n...\n',
      `---\nlitellm_settings: {}\n\ngeneral_settings:\n  pass_through_endpoints:\n${block('    ')}...\n`,
    ],
    [
      'in JSON',
      '{"general_settings":{}}',
      '{"general_settings":{"pass_through_endpoints": [{"path": "/new", "target": "https://new.example/v1", "methods": ["GET", "POST"], "headers": {"Authorization": "Bearer os.environ/NEW_KEY", "x-version": "2"}, "auth": true}]}}',
    ],
    [
      'behind the last one, with an empty line',
      configFile('many-sections'),
      configFile('many-sections').replace('\nenvironment_variables', `\n${block('    ')}\nenvironment_variables`),
    ],
    [
      'without a final line break',
      configFile('no-final-line-break'),
      `${configFile('no-final-line-break')}\n\n${block('    ').trimEnd()}`,
    ],
  ])('%s', (_name, before, after) => {
    expect(addRoute(before, added, null)).toBe(after)
  })

  it('stands before another one, above its comment', () => {
    const text = configFile('many-sections')
    expect(addRoute(text, added, 1)).toBe(text.replace('    # Web search', `${block('    ')}\n    # Web search`))
  })

  it('stands in braces where its neighbour does', () => {
    const text = configFile('flow-routes')
    const { headers: _, ...plain } = added
    expect(addRoute(text, { ...plain, headers: [] }, 1)).toBe(
      text.replace(
        '    - { path: /b',
        '    - {path: /new, target: https://new.example/v1, methods: [GET, POST], auth: true}\n    - { path: /b',
      ),
    )
  })

  it.each([
    ['a list at the top', '- a\n'],
    ['settings that are no map', 'general_settings: 5\n'],
    ['routes that are no list', 'general_settings:\n  pass_through_endpoints: { a: b }\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
  ])('is refused in %s', (_name, text) => {
    expect(() => addRoute(text, added, null)).toThrow(
      expect.objectContaining({ code: 'config_invalid' }) as unknown as Error,
    )
  })
})

describe('a route that goes', () => {
  const text = configFile('comments-everywhere')

  it('takes its own comments, and leaves those that stand for themselves', () => {
    const start = text.indexOf('    # Rerank.')
    const end = text.indexOf('    - # embed')
    expect(deleteRoute(text, 0)).toBe(text.slice(0, start) + text.slice(end))
    const last = text.slice(text.indexOf('    - path: /openai'), text.indexOf('    # - path: /later'))
    expect(deleteRoute(text, 2)).toBe(text.replace(`\n${last}`, '\n'))
  })

  it('leaves an empty list', () => {
    const one =
      'general_settings:\n  pass_through_endpoints: # routes\n    # the only one\n    - path: /a # x\n      target: http://a\n  alerting: [slack]\n'
    expect(deleteRoute(one, 0)).toBe('general_settings:\n  pass_through_endpoints: [] # routes\n  alerting: [slack]\n')
  })

  it('leaves what others borrow from it to the first of them', () => {
    expect(deleteRoute(configFile('routes-as-anchors'), 0)).toBe(`general_settings:
  pass_through_endpoints:
    - <<: &cohere
        path: /cohere/rerank
        target: https://api.cohere.com/v2/rerank
        headers:
          Authorization: Bearer os.environ/COHERE_API_KEY # one key for all
      path: /cohere/embed
      target: https://api.cohere.com/v2/embed

    # The old name of embed.
    - path: /embed
      target: https://api.cohere.com/v2/embed
      headers: &auth # same account
        Authorization: Bearer os.environ/COHERE_API_KEY # one key for all
litellm_settings:
  drop_params: true
`)
  })

  it('takes its comma', () => {
    expect(deleteRoute(configFile('json-in-one-line'), 1)).toBe(
      '{"general_settings":{"pass_through_endpoints":[{"path":"/a","target":"https://a.example"}]}}',
    )
    expect(deleteRoute(configFile('flow-list'), 2)).toBe(
      configFile('flow-list')
        .replace('\n\n    # the last\n    { path: /c, target: https://c.example } # three', '')
        .replace('{ x: y } },', '{ x: y } }'),
    )
  })
})

describe('a copy', () => {
  it('has the comments and another path', () => {
    const text = configFile('many-sections')
    const start = text.indexOf('    # Web search')
    const source = text.slice(start, text.indexOf('    - path: /jina'))
    expect(duplicateRoute(text, 1)).toBe(
      text.slice(0, start) + source + source.replace('/tavily', '/tavily-copy') + text.slice(start + source.length),
    )
  })

  it('defines no anchor', () => {
    const copied = duplicateRoute(configFile('routes-as-anchors'), 0)
    expect(copied.match(/&cohere/g)).toHaveLength(1)
    expect(copied.match(/&auth/g)).toHaveLength(1)
    expect(copied).toContain('    # The template of the others.\n    - path: /cohere/rerank-copy\n')
  })

  it('of a copy has a name of its own', () => {
    const twice = duplicateRoute(
      duplicateRoute(configFile('empty-list').replace('[]', '[{path: /a/, target: http://a}]'), 0),
      0,
    )
    expect(twice).toContain(
      '[{path: /a/, target: http://a}, {path: /a-copy-2, target: http://a}, {path: /a-copy, target: http://a}]',
    )
  })
})

describe('a route that moves', () => {
  it('takes its comments along, byte for byte', () => {
    const text = configFile('indentless')
    const first = text.slice(text.indexOf('  # first'), text.indexOf('\n  # second'))
    const second = text.slice(text.indexOf('  # second'), text.indexOf('  database_url'))
    const moved = text.replace(`${first}\n${second}`, `${second}\n${first}`)
    expect(moved).not.toBe(text)
    expect(moveRoute(text, 0, 1)).toBe(moved)
    expect(moveRoute(moved, 0, 1)).toBe(text)
  })

  it('leaves the comments that stand for themselves', () => {
    const text = configFile('comments-everywhere')
    const openai = text.slice(text.indexOf('    - path: /openai'), text.indexOf('\n    # - path: /later'))
    const moved = moveRoute(text, 2, 1)
    expect(moved.indexOf(openai)).toBeLessThan(moved.indexOf('    - # embed'))
    expect(moved.split('\n').toSorted()).toEqual(text.split('\n').toSorted())
    expect(moved.indexOf('    - # embed')).toBeLessThan(moved.indexOf('# ---- OpenAI ----'))
  })

  it('leaves the commas to the places', () => {
    expect(moveRoute(configFile('flow-list'), 2, 0)).toContain(`[
    # the last
    { path: /c, target: https://c.example }, # three
    # the first
    { path: /a, target: https://a.example }, # one

    { path: /b, target: https://b.example, headers: { x: y } }
  ]`)
    const line = configFile('json-in-one-line')
    expect(moveRoute(moveRoute(line, 0, 1), 0, 1)).toBe(line)
  })

  it('leaves what others borrow from it to the first of them', () => {
    const text =
      'general_settings:\n  pass_through_endpoints:\n    - path: /a\n      target: &t http://a\n    - path: /b\n      target: *t # same\n'
    expect(moveRoute(text, 0, 1)).toBe(
      'general_settings:\n  pass_through_endpoints:\n    - path: /b\n      target: &t http://a # same\n    - path: /a\n      target: http://a\n',
    )
  })

  it('is refused where none stands', () => {
    for (const [from, to] of [
      [2, 0],
      [0, 2],
    ] as const) {
      expect(() => moveRoute(configFile('indentless'), from, to)).toThrow(
        expect.objectContaining({ code: 'conflict' }) as unknown as Error,
      )
    }
  })
})
