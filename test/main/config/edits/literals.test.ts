// Credentials in plain text: where they stand, what they might be called, and what stands there afterwards.
import { expect, it } from 'vitest'
import { findLiterals } from '../../../../src/main/config/edits/find-literals.ts'
import { replaceLiterals } from '../../../../src/main/config/edits/replace-literals.ts'
import { variableNameFor } from '../../../../src/main/config/edits/variable-name-for.ts'
import { configFile, configFiles } from './config-files.ts'

const text = configFile('credentials')
const list = 'pass_through_endpoints'

const expected: [key: string, name: string, value: string][] = [
  ['master_key', 'THROUGHLINE_MASTER_KEY', 'sk-litellm-0123456789'],
  [`${list}[0].headers.Authorization`, 'COHERE_API_KEY', 'co-0123456789abcdef'],
  [`${list}[1].headers.Authorization`, 'COHERE_API_KEY_2', 'co-fedcba9876543210'],
  [`${list}[2].headers.LANGFUSE_PUBLIC_KEY`, 'LANGFUSE_PUBLIC_KEY', 'pk-lf-0123456789'],
  [`${list}[2].headers.LANGFUSE_SECRET_KEY`, 'LANGFUSE_SECRET_KEY', 'sk-lf-0123456789'],
  [`${list}[3].target.user`, 'EXAMPLE_PASSWORD', 'secret-word'],
  [`${list}[3].target.api_key`, 'EXAMPLE_API_KEY', 'abc0123456789'],
  [`${list}[3].default_query_params.key`, 'EXAMPLE_API_KEY_2', 'AIzaSyA0123456789012345678901234567890'],
  // OPENAI_API_KEY is in use.
  [`${list}[6].headers.Authorization`, 'OPENAI_API_KEY_2', 'sk-proj-0123456789abcdef'],
]

it('finds each, with a name that is free', () => {
  const found = findLiterals(text).map(({ key, suggestedName, value }) => [key, suggestedName, value])
  expect(found).toEqual(expected)
  expect(findLiterals(text)[1]).toMatchObject({ routeIndex: 0, routePath: '/cohere' })
})

it('writes a reference in the place of each, and changes nothing else', () => {
  const picked = expected.map(([key, name]) => ({ key, name }))
  const replaced = replaceLiterals(text, picked)
  expect(Object.fromEntries(replaced.values)).toEqual(
    Object.fromEntries(expected.map(([, name, value]) => [name, value])),
  )
  expect(replaced.text).toBe(
    expected.reduce((rest, [, name, value]) => rest.replace(value, `os.environ/${name}`), text),
  )
  expect(findLiterals(replaced.text)).toEqual([])
})

it('replaces only what is picked', () => {
  const key = `${list}[3].target.api_key`
  expect(replaceLiterals(text, [{ key, name: 'MAPS' }])).toEqual({
    text: text.replace('abc0123456789', 'os.environ/MAPS'),
    values: new Map([['MAPS', 'abc0123456789']]),
  })
})

it('refuses a place without a credential, and one name for two of them', () => {
  expect(() => replaceLiterals(text, [{ key: `${list}[4].headers.Authorization`, name: 'A' }])).toThrow(
    expect.objectContaining({ code: 'conflict' }) as unknown as Error,
  )
  const two = [0, 1].map((index) => ({ key: `${list}[${index}].headers.Authorization`, name: 'A' }))
  expect(() => replaceLiterals(text, two)).toThrow(
    expect.objectContaining({ code: 'invalid_input' }) as unknown as Error,
  )
})

it('reads a target with many variables in no time', () => {
  const target = `https://${'os.environ/A_LONG_NAME'.repeat(3000)}`
  const source = `general_settings:\n  pass_through_endpoints:\n    - { path: /a, target: "${target}" }\n`
  const start = performance.now()
  expect(findLiterals(source)).toEqual([])
  expect(performance.now() - start).toBeLessThan(2000)
})

it('finds what several routes borrow once, and gives one name to one secret', () => {
  const shared = `x: &headers { x-api-key: 0123456789abcdef }
general_settings:
  pass_through_endpoints:
    - { path: /a, target: "http://127.0.0.1:1", headers: *headers }
    - { path: /b, target: "http://127.0.0.1:1", headers: *headers }
    - { path: /c, target: "http://127.0.0.1:1", headers: { x-api-key: 0123456789abcdef } }
`
  expect(findLiterals(shared).map(({ key, suggestedName }) => [key, suggestedName])).toEqual([
    [`${list}[0].headers.x-api-key`, 'A_API_KEY'],
    [`${list}[2].headers.x-api-key`, 'A_API_KEY'],
  ])
  const picked = findLiterals(shared).map(({ key }) => ({ key, name: 'KEY' }))
  expect(replaceLiterals(shared, picked).text).toBe(shared.replaceAll('0123456789abcdef', 'os.environ/KEY'))
})

it('replaces all of every file', () => {
  for (const source of configFiles.values()) {
    const picked = findLiterals(source).map(({ key, suggestedName }) => ({ key, name: suggestedName }))
    expect(findLiterals(replaceLiterals(source, picked).text)).toEqual([])
  }
})

it.each([
  ['Authorization', 'https://api.anthropic.com/v1', '/x', 'ANTHROPIC_API_KEY'],
  ['api-key', 'https://search.openai.azure.com', '/x', 'AZURE_API_KEY'],
  ['x-goog-api-key', 'https://generativelanguage.googleapis.com', '/x', 'GEMINI_API_KEY'],
  ['Cookie', 'https://intranet.example.co.uk', '/x', 'EXAMPLE_COOKIE'],
  ['Authorization', 'http://localhost:8080', '/v1/rerank/', 'RERANK_API_KEY'],
  ['Authorization', 'os.environ/BASE/v1', '/', 'API_KEY'],
  ['X-Tavily-Token', 'https://api.tavily.com', '/x', 'TAVILY_TOKEN'],
  ['Authorization', 'https://api.360.cn', '/x', 'KEY_360_API_KEY'],
])('calls %s of %s at %s %s', (name, target, path, suggested) => {
  expect(variableNameFor({ name, target, path })).toBe(suggested)
})
