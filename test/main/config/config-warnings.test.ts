// What is valid but hardly meant: misspelt keys, routes that nothing reaches, credentials in plain text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOneEditAway } from '../../../src/main/config/config-warnings.ts'
import { parseConfig } from '../../../src/main/config/parse-config.ts'
import { configOf, problemsOf, routeWith } from './read-problems.ts'

describe('a misspelt key', () => {
  it('is told with what was meant, at the key', () => {
    const text = routeWith('include_subpaths: true')
    expect(problemsOf(text)).toBe(
      `config.yaml:5:7  warning: pass_through_endpoints[0].include_subpaths: did you mean include_subpath?
  5 |       include_subpaths: true
    |       ^^^^^^^^^^^^^^^^`,
    )
    expect(configOf(text).routes[0]?.includeSubpath).toBe(false)
  })

  it('is told beside the error that it causes', () => {
    expect(problemsOf(routeWith().replace('target:', 'targt:'))).toBe(
      `config.yaml:3:7  pass_through_endpoints[0].target: expected an http(s) URL, but the key is missing
  3 |     - path: /a
    |       ^^^^
config.yaml:4:7  warning: pass_through_endpoints[0].targt: did you mean target?
  4 |       targt: http://upstream.example
    |       ^^^^^`,
    )
  })

  it.each([
    ['header', 'headers'],
    ['method', 'methods'],
    ['Auth', 'auth'],
    ['timout', 'timeout'],
    ['tiemout', 'timeout'],
    ['enable', 'enabled'],
    ['forward-headers', 'forward_headers'],
    ['guardrail', 'guardrails'],
    ['cost_per_requests', 'cost_per_request'],
  ])('%s: did you mean %s?', (key, meant) => {
    expect(problemsOf(routeWith(`${key}: x`))).toContain(`did you mean ${meant}?`)
  })

  it.each([
    'description',
    'guardrails',
    'id',
    'is_from_config',
    'auth_type',
    'tags',
    'subpath',
    'ids2',
  ])('but not %s, which is another', (key) => {
    expect(problemsOf(routeWith(`${key}: x`))).toBe('')
  })

  it('is found where one edit lies between, and nowhere else', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    const edits = (word: string): Set<string> => {
      const found = new Set<string>()
      for (let at = 0; at <= word.length; at++) {
        const [before, after] = [word.slice(0, at), word.slice(at)]
        for (const letter of 'abc') found.add(before + letter + after).add(before + letter + after.slice(1))
        if (after) found.add(before + after.slice(1))
        if (after.length > 1) found.add(`${before}${after[1]}${after[0]}${after.slice(2)}`)
      }
      found.delete(word)
      return found
    }
    fc.assert(fc.property(letters, letters, (a, b) => isOneEditAway(a, b) === edits(a).has(b)))
  })
})

/** Paths with what stands behind them: `+` for subpaths, `-` for switched off, and methods. */
function shadowsIn(...routes: string[]): string[] {
  const text = `general_settings:\n  pass_through_endpoints:\n${routes
    .map((route) => {
      const [path, ...marks] = route.split(' ')
      const methods = marks.filter((mark) => /^[A-Z]+$/.test(mark))
      return `    - { path: ${path}, target: http://upstream.example, include_subpath: ${marks.includes('+')}, enabled: ${!marks.includes('-')}, methods: [${methods}] }\n`
    })
    .join('')}`
  const { config, problems } = parseConfig(text, { environment: {} })
  expect(config).not.toBeNull()
  return problems.map(({ severity, key, message, line }) => {
    const index = Number(/^pass_through_endpoints\[(\d+)\]\.path$/.exec(key)?.[1])
    expect(severity).toBe('warning')
    expect(line).toBe(index + 3)
    return `${index + 1}: ${message.replace(/, so nothing reaches this route$/, '')}`
  })
}

describe('a route that nothing reaches', () => {
  it('is told at its path', () => {
    expect(
      problemsOf(`general_settings:
  pass_through_endpoints:
    - path: /v1
      target: http://one.example
      include_subpath: true
    - path: /v1/rerank
      target: http://two.example
`),
    ).toBe(
      `config.yaml:6:13  warning: pass_through_endpoints[1].path: shadowed by /v1 (route 1 matches first), so nothing reaches this route
  6 |     - path: /v1/rerank
    |             ^^^^^^^^^^`,
    )
  })

  it.each<[name: string, routes: string[], shadows: string[]]>([
    ['the same path', ['/a', '/a'], ['2: shadowed by /a (route 1 matches first)']],
    ['a subpath of one above', ['/a +', '/a/b/c'], ['2: shadowed by /a (route 1 matches first)']],
    ['a subpath with subpaths of its own', ['/a +', '/a/b +'], ['2: shadowed by /a (route 1 matches first)']],
    ['everything, by the root', ['/ +', '/a'], ['2: shadowed by / (route 1 matches first)']],
    ['a path with a slash at its end', ['/a/ +', '/a/b'], ['2: shadowed by /a/ (route 1 matches first)']],
    ['fewer methods', ['/a GET POST', '/a POST'], ['2: shadowed by /a (route 1 matches first)']],
    ['some methods below all', ['/a', '/a POST'], ['2: shadowed by /a (route 1 matches first)']],
    [
      'two of three',
      ['/a', '/b', '/a', '/b'],
      ['3: shadowed by /a (route 1 matches first)', '4: shadowed by /b (route 2 matches first)'],
    ],
  ])('is found: %s', (_name, routes, shadows) => {
    expect(shadowsIn(...routes)).toEqual(shadows)
  })

  it.each<[name: string, routes: string[]]>([
    ['disjoint methods', ['/a GET', '/a POST']],
    ['overlapping methods', ['/a GET POST', '/a POST PUT']],
    ['all methods below some', ['/a GET', '/a']],
    ['subpaths below an exact match', ['/a', '/a +']],
    ['a longer path above', ['/a/b +', '/a +']],
    ['a path that only begins alike', ['/a +', '/ab']],
    ['a subpath below an exact match', ['/a', '/a/b']],
    ['the path without the slash', ['/a/ +', '/a']],
    ['a disabled route above', ['/a -', '/a']],
    ['a disabled route below', ['/a', '/a -']],
  ])('is not seen in %s', (_name, routes) => {
    expect(shadowsIn(...routes)).toEqual([])
  })
})

describe('a credential in plain text', () => {
  it('is told at its name, and not shown', () => {
    const text = routeWith('headers:', '  Authorization: Bearer sk-live-1', '  x-other: plain')
    expect(problemsOf(text)).toBe(
      `config.yaml:6:9  warning: pass_through_endpoints[0].headers.Authorization: this looks like a credential in plain text: write os.environ/NAME and keep the value as a secret
  6 |         Authorization: ••••••••
    |         ^^^^^^^^^^^^^`,
    )
  })

  it.each([
    'Authorization',
    'authorization',
    'x-api-key',
    'API-Key',
    'apikey',
    'X-Auth-Token',
    'client-secret',
    'Cookie',
  ])('is seen in %s', (name) => {
    expect(problemsOf(routeWith('headers:', `  ${name}: abc`))).toContain('looks like a credential')
    expect(problemsOf(routeWith('headers:', `  ${name}: Bearer os.environ/KEY`))).toBe('')
    expect(problemsOf(routeWith('headers:', `  ${name}: ""`))).toBe('')
  })

  it.each([
    'content-type',
    'accept',
    'anthropic-version',
    'litellm_user_api_key',
    'x-trace',
  ])('is not seen in %s', (name) => {
    expect(problemsOf(routeWith('headers:', `  ${name}: abc`))).toBe('')
  })

  it('is seen in both of a Langfuse pair', () => {
    const text = routeWith('headers:', '  LANGFUSE_PUBLIC_KEY: pk-1', '  LANGFUSE_SECRET_KEY: sk-1')
    expect(parseConfig(text, { environment: {} }).problems.map(({ key }) => key)).toEqual([
      'pass_through_endpoints[0].headers.LANGFUSE_PUBLIC_KEY',
      'pass_through_endpoints[0].headers.LANGFUSE_SECRET_KEY',
    ])
  })
})
