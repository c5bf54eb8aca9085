// The problems of a document at their places in the text, in words, with what mends them.
import { expect, it } from 'vitest'
import {
  findYamlProblems,
  plainWords,
  type YamlProblem,
} from '../../../../src/renderer/features/routes/yaml/yaml-problems.ts'
import type { Problem, RouteView } from '../../../../src/shared/route.ts'
import type { SecretsState } from '../../../../src/shared/secret.ts'
import { problem, routesOf } from '../support.ts'

const text = `general_settings:
  pass_through_endpoints:
    # os.environ/TENANT_ID is for the tenant
    - path: /v1
      target: https://one.example
      include_subpth: true

    - path: /v1/rerank
      target: https://two.example
      headers:
        x-tenant: os.environ/TENANT_ID
        x-both: os.environ/TENANT_ID os.environ/OTHER
`
const routes = routesOf(
  { path: '/v1', includeSubpath: true },
  {
    path: '/v1/rerank',
    variables: [
      { name: 'TENANT_ID', source: 'missing' },
      { name: 'OTHER', source: 'keychain' },
    ],
  },
)

function problemsOf(problems: Problem[], list: RouteView[] = routes, secrets: SecretsState | null = null) {
  return findYamlProblems({ text, state: { routes: list, problems }, secrets })
}
const marked = (found: YamlProblem) => found.places.map(({ from, to }) => text.slice(from, to))

it('names a variable without a value once, at every place but in comments', () => {
  const [found, ...others] = problemsOf([])
  expect(others).toEqual([])
  expect(found).toMatchObject({ severity: 'error', line: 11, column: 19, mend: { kind: 'secret', name: 'TENANT_ID' } })
  expect(marked(found as YamlProblem)).toEqual(['os.environ/TENANT_ID', 'os.environ/TENANT_ID'])
  expect(plainWords(found?.words ?? [])).toBe('TENANT_ID is not set. Requests to /v1/rerank will fail until it is.')
})

it('says who shadows a route, on which line, and moves it above', () => {
  const message = 'shadowed by /v1 (route 1 matches first), so nothing reaches this route'
  const shadow = problem({ key: 'pass_through_endpoints[1].path', message, line: 8, column: 13, length: 10 })
  const [found] = problemsOf([shadow], routesOf({ path: '/v1', includeSubpath: true }, '/v1/rerank'))
  expect(plainWords(found?.words ?? [])).toBe('/v1/rerank is shadowed by /v1 on line 4, which includes subpaths.')
  expect(found?.mend).toEqual({ kind: 'above', index: 1, path: '/v1', row: 1 })
  expect(marked(found as YamlProblem)).toEqual(['/v1/rerank'])
})

it('offers the key that was meant', () => {
  const message = 'did you mean include_subpath?'
  const key = 'pass_through_endpoints[0].include_subpth'
  const [found] = problemsOf([problem({ key, message, line: 6, column: 7, length: 14 })], [])
  expect(plainWords(found?.words ?? [])).toBe('include_subpth means nothing here. Did you mean include_subpath?')
  expect(found?.mend).toEqual({ kind: 'key', name: 'include_subpath' })
  expect(marked(found as YamlProblem)).toEqual(['include_subpth'])
})

it('never repeats a credential, and moves it to the keychain', () => {
  const message = 'this looks like a credential in plain text: write os.environ/NAME and keep the value as a secret'
  const key = 'pass_through_endpoints[1].headers.x-tenant'
  const [found] = problemsOf([problem({ key, message, line: 11, column: 9, length: 8 })], [])
  expect(plainWords(found?.words ?? [])).toBe('headers.x-tenant looks like a credential in plain text.')
  expect(found?.mend).toEqual({ kind: 'keychain' })
})

it('says any other problem as main does, in the order of the text, also past its end', () => {
  const found = problemsOf(
    [
      problem({ severity: 'error', message: 'this quote is never closed', line: 40, column: 3 }),
      problem({
        severity: 'error',
        key: 'pass_through_endpoints[0].target',
        message: 'expected an http(s) URL, got "x"',
        line: 5,
        column: 15,
        length: 900,
      }),
    ],
    [],
  )
  expect(found.map(({ words }) => plainWords(words))).toEqual([
    'target: expected an http(s) URL, got "x".',
    'This quote is never closed.',
  ])
  expect(found.map(marked)).toEqual([['https://one.example'], ['']])
})

it('knows of secrets that cannot be read, and of no more than a few routes', () => {
  const many = routesOf(
    ...['/a', '/b', '/c', '/d', '/e'].map((path) => ({
      path,
      variables: [{ name: 'TENANT_ID', source: 'missing' as const }],
    })),
  )
  expect(plainWords(problemsOf([], many)[0]?.words ?? [])).toContain('Requests to /a, /b, /c and 2 others will fail')
  const secrets: SecretsState = {
    keychain: { available: true, name: 'Keychain' },
    secrets: [{ name: 'OTHER', source: 'unreadable', overridesEnvironment: false, usedBy: [], updatedAt: null }],
  }
  const [found] = problemsOf([], [], secrets)
  expect(plainWords(found?.words ?? [])).toMatch(/^Cannot decrypt OTHER\./)
})
