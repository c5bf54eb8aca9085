// The file for a LiteLLM proxy: text in, text out.
import { describe, expect, it } from 'vitest'
import { exportForLitellm } from '../../../src/main/config/export-litellm.ts'
import { explicit, exported, withRoutes } from './exported-text.ts'
import { configOf } from './read-problems.ts'

describe('what is explicit', () => {
  it.each<[name: string, route: string[], written: string[]]>([
    [
      'both keys where none stands',
      ['- path: /a', '  target: http://a'],
      ['- path: /a', '  target: http://a', ...explicit],
    ],
    [
      'the one that is missing',
      ['- path: /a', '  auth: no', '  target: http://a'],
      ['- path: /a', '  auth: no', '  target: http://a', '  forward_headers: true'],
    ],
    [
      'nothing where both stand',
      ['- forward_headers: false', '  path: /a', '  auth: off', '  target: http://a'],
      ['- forward_headers: false', '  path: /a', '  auth: off', '  target: http://a'],
    ],
    [
      'a key without a value',
      ['- path: /a', '  auth:   # ?', '  forward_headers: ~', '  target: http://a'],
      ['- path: /a', '  auth: false   # ?', '  forward_headers: true', '  target: http://a'],
    ],
    [
      'behind nested headers, before what follows',
      [
        '- path: /a',
        '  target: http://a',
        '  headers:',
        '    accept: a # c',
        '',
        '# next',
        '- {path: /b, target: "http://b"}',
      ],
      [
        ...['- path: /a', '  target: http://a', '  headers:', '    accept: a # c', ...explicit, '', '# next'],
        '- {path: /b, target: "http://b", auth: false, forward_headers: true}',
      ],
    ],
    [
      'behind a block scalar that keeps its blank lines',
      ['- path: /a', '  target: http://a', '  note: |+', '    x', '', ''],
      ['- path: /a', '  target: http://a', '  note: |+', '    x', '', '', ...explicit],
    ],
  ])('%s', (_, route, written) => {
    expect(exported(withRoutes(...route)).replaceAll(/^ +$/gm, '')).toBe(
      withRoutes(...written).replaceAll(/^ +$/gm, ''),
    )
  })
})

describe('enabled is gone', () => {
  const rest = ['  auth: true', '  forward_headers: false']
  it.each<[name: string, route: string[], written: string[]]>([
    ['with its line', ['- path: /a', '  enabled: true', '  target: http://a'], ['- path: /a', '  target: http://a']],
    ['as the last key', ['- path: /a', '  target: http://a', '  enabled: on'], ['- path: /a', '  target: http://a']],
    [
      'on the dash’s line',
      ['- enabled: true', '  path: /a', '  target: http://a'],
      ['- path: /a', '  target: http://a'],
    ],
    [
      'but not the comment behind it',
      ['- path: /a', '  enabled: true  # was off', '  target: http://a'],
      ['- path: /a', '  # was off', '  target: http://a'],
    ],
    [
      'but not the comment behind it on the dash’s line',
      ['- enabled: true # on', '  path: /a', '  target: http://a'],
      ['- # on', '  path: /a', '  target: http://a'],
    ],
    ['without a value', ['- path: /a', '  enabled:', '  target: http://a'], ['- path: /a', '  target: http://a']],
    ['in quotes', ['- "path": /a', '  "enabled": true', '  target: http://a'], ['- "path": /a', '  target: http://a']],
  ])('%s', (_, route, written) => {
    const text = withRoutes(...route, ...rest).replace(
      'general_settings:',
      'general_settings:\n  master_key: os.environ/M',
    )
    const meant = withRoutes(...written, ...rest).replace(
      'general_settings:',
      'general_settings:\n  master_key: os.environ/M',
    )
    expect(exported(text)).toBe(meant)
  })

  it.each([
    [
      '{path: /a, enabled: true, target: "http://a"}',
      '{path: /a, target: "http://a", auth: false, forward_headers: true}',
    ],
    [
      '{enabled: true, path: /a, target: "http://a"}',
      '{path: /a, target: "http://a", auth: false, forward_headers: true}',
    ],
    [
      '{ path: /a, target: "http://a", enabled: yes }',
      '{ path: /a, target: "http://a", auth: false, forward_headers: true }',
    ],
  ])('in %s', (route, written) => {
    expect(exported(withRoutes(`- ${route}`))).toBe(withRoutes(`- ${written}`))
  })
})

describe('a disabled route is a comment', () => {
  it('line by line, with its comments where they were', () => {
    const text = withRoutes(
      ...['# The first.', '- path: /a', '  # where to', '  target: http://a # here', '  enabled: false', '  # end', ''],
      ...['# The second.', '- path: /b', '  target: http://b'],
    )
    const { text: written, notes } = exportForLitellm(text)
    expect(written).toBe(
      withRoutes(
        ...['# The first.', '# - path: /a', '  # where to', '#   target: http://a # here', '#   auth: false'],
        ...[
          '#   forward_headers: true',
          '  # end',
          '',
          '# The second.',
          '- path: /b',
          '  target: http://b',
          ...explicit,
        ],
      ).replace(/^ {4}$/m, '    '),
    )
    expect(notes).toEqual(['/a (route 1) is disabled: it is written as a comment'])
  })

  it('with CRLF and at the end of a file without a line break', () => {
    const text = withRoutes('- path: /a', '  target: http://a', '- path: /b', '  target: http://b', '  enabled: false')
    const windows = text.trimEnd().replaceAll('\n', '\r\n')
    expect(exported(windows).split('\r\n')).toEqual(exported(text).split('\n'))
  })

  it('in a list in one line, above that line', () => {
    const text =
      'general_settings: {pass_through_endpoints: [{path: /a, target: h, enabled: false}, {path: /b, target: i}]}\n'
    expect(exported(text.replace('h,', '"http://h",').replace('i}', '"http://i"}'))).toBe(
      '# {path: /a, target: "http://h", auth: false, forward_headers: true}\n' +
        'general_settings: {pass_through_endpoints: [{path: /b, target: "http://i", auth: false, forward_headers: true}]}\n',
    )
  })

  it('when it is the only one', () => {
    const written = exported(withRoutes('- path: /a', '  target: http://a', '  enabled: false'))
    expect(written).toBe(
      withRoutes('# - path: /a', '#   target: http://a', '#   auth: false', '#   forward_headers: true'),
    )
    expect(configOf(written).routes).toEqual([])
  })

  it('when others borrow from it: they get what they borrow', () => {
    const text = withRoutes(
      ...['# The base.', '- &base', '  path: /a', '  target: http://a', '  enabled: false'],
      ...['# Below it.', '- <<: *base', '  enabled: true', '  path: /b'],
    )
    expect(exported(text)).toBe(
      withRoutes(
        ...['# The base.', '# - path: /a', '#   target: http://a', '#   auth: false', '#   forward_headers: true'],
        ...['# Below it.', '- path: /b', '  target: http://a', ...explicit],
      ),
    )
  })

  it('when it merges its switch from elsewhere', () => {
    const text = `x-off: &off\n  enabled: false\n${withRoutes('- path: /a', '  target: http://a', '  <<: *off')}`
    expect(configOf(exported(text)).routes).toEqual([])
    expect(exported(text)).toContain('# - path: /a')
  })
})

it('writes the routes of the demo as comments, with a word why', () => {
  const { text, notes } = exportForLitellm(
    withRoutes('# Echo.', '- path: /echo', '  target: http://demo.throughline.localhost/echo', '  auth: false'),
  )
  expect(text).toBe(
    withRoutes(
      ...['# Echo.', "# Throughline's own demo: no other proxy reaches this target.", '# - path: /echo'],
      ...['#   target: http://demo.throughline.localhost/echo', '#   auth: false', '#   forward_headers: true'],
    ),
  )
  expect(notes).toEqual(["/echo (route 1) leads to Throughline's own demo: it is written as a comment"])
})

it('tells of variables that a LiteLLM proxy would not replace', () => {
  const headers = '{x-a: os.environ/A, x-b: Bearer os.environ/B, x-c: "os.environ/C:os.environ/D", x-e: os.environ/E!}'
  const langfuse = '{LANGFUSE_PUBLIC_KEY: os.environ/P, LANGFUSE_SECRET_KEY: x os.environ/S}'
  const { notes } = exportForLitellm(
    withRoutes(
      `- {path: /a, target: "http://os.environ/HOST/x", headers: ${headers}}`,
      `- {path: /b, target: os.environ/TARGET, headers: ${langfuse}}`,
      '- {path: /c, target: "http://os.environ/HOST", enabled: false}',
    ),
  )
  expect(notes.filter((note) => note.includes('LiteLLM')).map((note) => note.split(':')[0])).toEqual([
    'pass_through_endpoints[0].headers.x-c',
    'pass_through_endpoints[0].headers.x-e',
    'pass_through_endpoints[0].target',
    'pass_through_endpoints[1].headers.LANGFUSE_SECRET_KEY',
  ])
})
