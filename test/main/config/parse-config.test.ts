// What a valid config.yaml means: every key, its default, and the ways in which YAML can say it.
import { describe, expect, it } from 'vitest'
import { demoConfig } from '../../../src/main/config/demo-config.ts'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { configOf, problemsOf, routeWith } from './read-problems.ts'

const route = (...lines: string[]) => configOf(routeWith(...lines)).routes[0]

describe('a route', () => {
  it('of path and target alone has the defaults', () => {
    expect(route()).toEqual({
      index: 0,
      path: '/a',
      target: expect.objectContaining({ source: 'http://upstream.example' }),
      headers: [],
      langfuse: null,
      clientKeyHeader: null,
      methods: [],
      includeSubpath: false,
      auth: false,
      forwardHeaders: true,
      defaultQuery: [],
      timeoutMs: 600_000,
      costPerRequest: 0,
      clientKeyParser: null,
      enabled: true,
    })
  })

  it('takes every key of the documentation', () => {
    const text = `general_settings:
  master_key: sk-1234
  pass_through_request_timeout: 30
  litellm_key_header_name: X-My-Key
  pass_through_endpoints:
    - path: /a
      target: https://os.environ/HOST/v1?x=1
      headers:
        Authorization: Basic os.environ/A:os.environ/B
        x-two: os.environ/A
        litellm_user_api_key: X-User-Key
      auth: true
      include_subpath: true
      methods: [get, POST]
      forward_headers: false
      default_query_params: { version: 2, beta: true, tag: [x, y], empty: "" }
      merge_query_params: true
      timeout: 1.5
      cost_per_request: 0.002
      custom_auth_parser: langfuse
      enabled: false
      guardrails: { pii: null }
      id: abc
      my_own: [1, 2]
    - path: /b
      target: http://127.0.0.1:8080
`
    const { masterKey, keyHeaderName, routes } = configOf(text)
    expect(problemsOf(text)).toBe('')
    expect(masterKey?.source).toBe('sk-1234')
    expect(keyHeaderName).toBe('X-My-Key')
    expect(routes[0]).toMatchObject({
      target: { source: 'https://os.environ/HOST/v1?x=1', variables: ['HOST'] },
      headers: [
        { name: 'Authorization', value: { source: 'Basic os.environ/A:os.environ/B', variables: ['A', 'B'] } },
        { name: 'x-two', value: { variables: ['A'] } },
      ],
      clientKeyHeader: 'X-User-Key',
      auth: true,
      includeSubpath: true,
      methods: ['GET', 'POST'],
      forwardHeaders: false,
      defaultQuery: [
        { name: 'version', value: { source: '2' } },
        { name: 'beta', value: { source: 'true' } },
        { name: 'tag', value: { source: 'x' } },
        { name: 'tag', value: { source: 'y' } },
        { name: 'empty', value: { source: '' } },
      ],
      timeoutMs: 1500,
      costPerRequest: 0.002,
      clientKeyParser: 'langfuse',
      enabled: false,
    })
    expect(routes[1]).toMatchObject({ index: 1, path: '/b', timeoutMs: 30_000, auth: false })
  })

  it('takes its own defaults for keys without a value', () => {
    const empty = [
      ...['headers', 'auth', 'include_subpath', 'methods', 'forward_headers', 'default_query_params'],
      ...['merge_query_params', 'timeout', 'cost_per_request', 'custom_auth_parser', 'enabled'],
    ].map((key) => `${key}:`)
    expect(route(...empty)).toEqual(route())
    expect(problemsOf(routeWith(...empty))).toBe('')
  })

  it('keeps true and false in a quoted value strings', () => {
    expect(route('headers: { a: "true", b: "off" }')?.headers.map(({ value }) => value.source)).toEqual(['true', 'off'])
  })

  it('keeps the headers in the file’s order and case', () => {
    const names = ['Z-Last', 'a-first', 'M-Middle']
    expect(route('headers:', ...names.map((name) => `  ${name}: x`))?.headers.map(({ name }) => name)).toEqual(names)
  })

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('takes the method %s', (method) => {
    expect(route(`methods: [${method.toLowerCase()}]`)?.methods).toEqual([method])
  })

  it.each([
    'http://127.0.0.1:8080',
    'HTTPS://Upstream.Example/v1',
    'https://user:os.environ/PASSWORD@upstream.example',
    'https://upstream.example/v1?key=os.environ/KEY&a=1',
    'os.environ/TARGET',
    'os.environ/BASE/v1/rerank',
    'http://os.environ/HOST:os.environ/PORT',
    'http://[::1]:8080/',
  ])('takes the target %s', (target) => {
    expect(problemsOf(routeWith().replace('http://upstream.example', target))).toBe('')
  })

  it.each(['/', '//a', '/a%2Fb', '/v1/{id}', '/a:b@c', '/~x'])('takes the path %s', (path) => {
    expect(configOf(routeWith().replace('/a', `"${path}"`)).routes[0]?.path).toBe(path)
  })
})

describe('the Langfuse pair', () => {
  const pair = ['headers:', '  LANGFUSE_PUBLIC_KEY: os.environ/PUBLIC', '  LANGFUSE_SECRET_KEY: os.environ/SECRET']

  it('is not among the headers that are sent', () => {
    expect(route(...pair, '  x-own: a')).toMatchObject({
      langfuse: { publicKey: { variables: ['PUBLIC'] }, secretKey: { variables: ['SECRET'] } },
      headers: [{ name: 'x-own' }],
    })
  })

  it('is two plain headers in another case', () => {
    expect(route(...pair.map((line) => line.replace(/LANGFUSE\w+/, (name) => name.toLowerCase())))).toMatchObject({
      langfuse: null,
      headers: [{ name: 'langfuse_public_key' }, { name: 'langfuse_secret_key' }],
    })
  })
})

describe('the master key', () => {
  const guarded = routeWith('auth: true')
  const withKey = (key: string) => `general_settings:\n  master_key: ${key}\n${guarded.split('\n').slice(1).join('\n')}`

  it('of the file comes first', () => {
    expect(configOf(withKey('sk-file'), { LITELLM_MASTER_KEY: 'sk-environment' }).masterKey?.source).toBe('sk-file')
  })

  it('may be a variable, or hold some', () => {
    expect(configOf(withKey('os.environ/KEY')).masterKey?.variables).toEqual(['KEY'])
    expect(configOf(withKey('sk-os.environ/A-os.environ/B')).masterKey?.variables).toEqual(['A', 'B'])
  })

  it('of the environment stands in where the file has none, and is looked up when it is needed', () => {
    for (const text of [guarded, withKey('')]) {
      const { masterKey } = configOf(text, { LITELLM_MASTER_KEY: 'sk-environment' })
      expect(masterKey).toMatchObject({ source: 'os.environ/LITELLM_MASTER_KEY', variables: ['LITELLM_MASTER_KEY'] })
    }
  })

  it('that is empty lets nobody in, and the environment does not change that', () => {
    for (const environment of [{}, { LITELLM_MASTER_KEY: 'sk-environment' }]) {
      expect(parseConfig(withKey('""'), { environment })).toMatchObject({
        config: null,
        problems: [{ severity: 'error', key: 'pass_through_endpoints[0].auth' }],
      })
    }
    expect(parseConfig(guarded, { environment: { LITELLM_MASTER_KEY: '' } }).config).toBeNull()
  })

  it('is not needed where no route asks for it', () => {
    expect(configOf(routeWith('auth: false')).masterKey).toBeNull()
  })
})

describe('YAML', () => {
  it.each([
    ['an empty file', ''],
    ['a comment alone', '# nothing yet\n'],
    ['no general_settings', 'model_list: []\nlitellm_settings:\n  drop_params: true\n'],
    ['empty general_settings', 'general_settings:\n'],
    ['an empty list', 'general_settings:\n  pass_through_endpoints: []\n'],
    ['a list without a value', 'general_settings:\n  pass_through_endpoints:\n'],
    ['a document marker alone', '---\n'],
  ])('of %s is valid and has no routes', (_name, text) => {
    expect(parseConfig(text, { environment: {} })).toEqual({
      config: { masterKey: null, keyHeaderName: null, routes: [] },
      problems: [],
    })
  })

  const block = routeWith('headers:', '  Authorization: Bearer os.environ/KEY', 'methods: [GET, POST]')

  it.each([
    ['CRLF', block.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${block}`],
    ['no final line break', block.trimEnd()],
    ['document markers', `---\n${block}...\n`],
    ['comments', block.replaceAll('\n', ' # comment\n')],
    [
      'flow maps',
      '{general_settings: {pass_through_endpoints: [{path: /a, target: http://upstream.example, headers: {Authorization: Bearer os.environ/KEY}, methods: [GET, POST]}]}}',
    ],
    [
      'JSON',
      JSON.stringify({
        general_settings: {
          pass_through_endpoints: [
            {
              path: '/a',
              target: 'http://upstream.example',
              headers: { Authorization: 'Bearer os.environ/KEY' },
              methods: ['GET', 'POST'],
            },
          ],
        },
      }),
    ],
    [
      'aliases and anchors',
      `x-headers: &headers { Authorization: &key Bearer os.environ/KEY }
x-methods: &methods
  - GET
  - POST
general_settings:
  pass_through_endpoints:
    - path: /a
      target: http://upstream.example
      headers: *headers
      methods: *methods
`,
    ],
    [
      'a merge key',
      `x-defaults: &defaults
  target: http://overwritten.example
  methods: [GET, POST]
  headers:
    Authorization: Bearer os.environ/KEY
general_settings:
  pass_through_endpoints:
    - <<: *defaults
      path: /a
      target: http://upstream.example
`,
    ],
    [
      'a merge of several maps',
      `x-one: &one { methods: [GET, POST], target: http://upstream.example }
x-two: &two { headers: { Authorization: Bearer os.environ/KEY }, methods: [PUT] }
general_settings:
  pass_through_endpoints:
    - <<: [*one, *two]
      path: /a
`,
    ],
  ])('with %s means the same', (_name, text) => {
    expect(configOf(text)).toEqual(configOf(block))
    expect(problemsOf(text)).toBe('')
  })

  it.each([
    ['true', true],
    ['yes', true],
    ['on', true],
    ['Yes', true],
    ['ON', true],
    ['false', false],
    ['no', false],
    ['off', false],
    ['No', false],
    ['OFF', false],
  ])('reads %s as 1.1 does, like LiteLLM', (word, meaning) => {
    expect(route(`include_subpath: ${word}`)?.includeSubpath).toBe(meaning)
  })

  it.each(['y', 'n', 'Y', 'N'])('reads %s as a word, like LiteLLM', (word) => {
    expect(route(`headers: { x-flag: ${word} }`)?.headers[0]?.value.source).toBe(word)
  })

  it('finds a problem where an alias leads, and through a merge key', () => {
    const text = `x-defaults: &defaults
  timeout: -1
general_settings:
  pass_through_endpoints:
    - <<: *defaults
      path: /a
      target: &target upstream.example
    - path: /b
      target: *target
`
    expect(problemsOf(text)).toBe(`config.yaml:2:12  pass_through_endpoints[0].timeout: expected more than 0 seconds
  2 |   timeout: -1
    |            ^^
config.yaml:7:23  pass_through_endpoints[0].target: expected an http(s) URL, got "upstream.example"
  7 |       target: &target upstream.example
    |                       ^^^^^^^^^^^^^^^^
config.yaml:7:23  pass_through_endpoints[1].target: expected an http(s) URL, got "upstream.example"
  7 |       target: &target upstream.example
    |                       ^^^^^^^^^^^^^^^^`)
  })

  it.each([
    [
      'the same key twice',
      'general_settings:\n  master_key: os.environ/A\ngeneral_settings:\n',
      `config.yaml:3:1  map keys must be unique
  3 | general_settings:
    | ^`,
    ],
    [
      'the same key of a route twice',
      routeWith('target: http://other.example'),
      `config.yaml:5:7  map keys must be unique
  5 |       target: http://other.example
    |       ^`,
    ],
    [
      'a tab as indentation',
      'general_settings:\n\tpass_through_endpoints: []\n',
      `config.yaml:2:1  tabs are not allowed as indentation
  2 | \tpass_through_endpoints: []
    | ^`,
    ],
    [
      'two documents',
      'general_settings:\n---\ngeneral_settings:\n',
      `config.yaml:2:1  expected one YAML document, but a second one begins here
  2 | ---
    | ^^^`,
    ],
    [
      'an alias without an anchor',
      routeWith('methods: *methods'),
      `config.yaml:5:16  there is no anchor &methods before this alias
  5 |       methods: *methods
    |                ^^^^^^^^`,
    ],
    [
      'a quote that is never closed',
      routeWith('id: "abc', 'auth: false'),
      `config.yaml:5:11  this quote is never closed
  5 |       id: "abc
    |           ^`,
    ],
    [
      'a bracket too many',
      routeWith('methods: [GET]]'),
      `config.yaml:5:21  unexpected flow-seq-end token in YAML stream
  5 |       methods: [GET]]
    |                     ^`,
    ],
  ])('that is broken by %s says where', (_name, text, problems) => {
    expect(problemsOf(text)).toBe(problems)
    expect(parseConfig(text, { environment: {} }).config).toBeNull()
  })

  it('counts columns after a byte order mark, and with CRLF, as without', () => {
    const text = 'general_settings: []\n'
    const problems = problemsOf(text)
    expect(problems).toContain('config.yaml:1:19')
    expect(problemsOf(`\ufeff${text}`)).toBe(problems)
    expect(problemsOf(text.replace('\n', '\r\n'))).toBe(problems)
  })

  it('keeps the caret below its column after tabs', () => {
    expect(problemsOf('general_settings:\t\t[]\n')).toBe(
      `config.yaml:1:20  general_settings: expected a map, got a list
  1 | general_settings:\t\t[]
    |                  \t\t^^`,
    )
  })

  it('prints no control character of the file', () => {
    expect(problemsOf('general_settings: "\u001b[2J\u009b"\n')).not.toMatch(/[^\n\P{Cc}]/u)
  })

  it('refuses aliases of aliases that grow beyond measure', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `x${i + 1}: &x${i + 1} [${Array(10).fill(`*x${i}`).join(', ')}]`)
    expect(problemsOf(`x0: &x0 [lol]\n${levels.join('\n')}\n`)).toBe(
      `config.yaml:1:1  the aliases of aliases in this file would grow beyond measure
  1 | x0: &x0 [lol]
    | ^`,
    )
  })
})

describe('10,000 routes', () => {
  const many = (route: (i: number) => string) =>
    `x-headers: &headers { Authorization: Bearer os.environ/KEY }\ngeneral_settings:\n  pass_through_endpoints:\n${Array.from({ length: 10_000 }, (_, i) => route(i)).join('')}`

  // On an idle machine each takes about a second.
  it.each([
    [
      'with headers of their own',
      (i: number) =>
        `    - path: /v1/${i}\n      target: https://${i}.example\n      headers:\n        x-key: os.environ/K${i}\n`,
    ],
    [
      'that share headers by an alias',
      (i: number) =>
        `    - { path: /v1/${i}, target: https://${i}.example, headers: *headers, include_subpath: true }\n`,
    ],
  ])('%s are read in reasonable time', (_name, route) => {
    const text = many(route)
    const start = performance.now()
    expect(configOf(text).routes).toHaveLength(10_000)
    expect(performance.now() - start).toBeLessThan(8000)
  })

  it('each with an error are all told', () => {
    const start = performance.now()
    const text = many((i) => `    - { path: /v1/${i}, target: ${i}.example, headers: *headers }\n`)
    const { problems } = parseConfig(text, { environment: {} })
    expect(problems).toHaveLength(10_000)
    expect(problems.at(-1)).toMatchObject({ line: 10_003, key: 'pass_through_endpoints[9999].target' })
    expect(performance.now() - start).toBeLessThan(8000)
  })
})

it('reads the demo without a problem', () => {
  expect(problemsOf(demoConfig)).toBe('')
  expect(configOf(demoConfig).routes.map(({ path }) => path)).toEqual(['/echo', '/v1/rerank', '/v1/chat/completions'])
})
