// No secret is in the file for a LiteLLM proxy, wherever in a config.yaml it stood.
import { describe, expect, it } from 'vitest'
import { exportForLitellm } from '../../../src/main/config/export-litellm.ts'
import { explicit, exported, withRoutes } from './exported-text.ts'
import { configOf } from './read-problems.ts'

describe('a literal credential', () => {
  const route = ['- path: /v1/rerank', '  target: http://a', ...explicit, '  headers:']
  it.each([
    ['Authorization: Bearer xyz', 'Authorization: Bearer os.environ/RERANK_AUTHORIZATION'],
    ['Authorization: "bearer xyz" # mine', 'Authorization: "bearer os.environ/RERANK_AUTHORIZATION" # mine'],
    ["Authorization: 'it''s'", "Authorization: 'os.environ/RERANK_AUTHORIZATION'"],
    ['authorization: Basic dXNlcjpwYXNz', 'authorization: Basic os.environ/RERANK_AUTHORIZATION'],
    ['x-api-key: abc', 'x-api-key: os.environ/RERANK_X_API_KEY'],
    ['"X-Auth-Token": abc', '"X-Auth-Token": os.environ/RERANK_X_AUTH_TOKEN'],
    ['Cookie: session=abc; theme=dark', 'Cookie: os.environ/RERANK_COOKIE'],
    ['cookie: session=os.environ/S; theme=dark', 'cookie: session=os.environ/S; theme=dark'],
    ['x-api-key: os.environ/TENANT-0123456789abcdef', 'x-api-key: os.environ/RERANK_X_API_KEY'],
    ['Authorization: Bearer os.environ/KEY', 'Authorization: Bearer os.environ/KEY'],
    ['x-own: Bearer 0123456789', 'x-own: Bearer os.environ/RERANK_X_OWN'],
    ['x-own: sk-0123456789abcdefghij', 'x-own: os.environ/RERANK_X_OWN'],
    ['x-own: Basic', 'x-own: Basic'],
    ['x-team: search and ranking', 'x-team: search and ranking'],
    ['litellm_user_api_key: x-client-key', 'litellm_user_api_key: x-client-key'],
    ['x-api-key: ""', 'x-api-key: ""'],
  ])('in a header: %s', (header, written) => {
    expect(exported(withRoutes(...route, `    ${header}`))).toBe(withRoutes(...route, `    ${written}`))
  })

  it.each([
    ['https://user:pass@a.example/x', 'os.environ/RERANK_TARGET'],
    ['https://token@a.example/x', 'os.environ/RERANK_TARGET'],
    ['https://a.example/x?api_key=abc', 'os.environ/RERANK_TARGET'],
    ['https://a.example/x?v=1&key=abc', 'os.environ/RERANK_TARGET'],
    ['https://os.environ/USER:pass@a.example', 'os.environ/RERANK_TARGET'],
    ['https://user:os.environ/PASSWORD@a.example', 'https://user:os.environ/PASSWORD@a.example'],
    ['https://a.example/x?key=os.environ/KEY', 'https://a.example/x?key=os.environ/KEY'],
    ['https://a.example/x?max_tokens=100&v=2024-01-01', 'https://a.example/x?max_tokens=100&v=2024-01-01'],
  ])('in a target: %s', (target, written) => {
    const at = (value: string) => withRoutes('- path: /v1/rerank', `  target: "${value}"`, ...explicit)
    expect(exported(at(target))).toBe(at(written))
  })

  it.each([
    ['general_settings: { master_key: sk-1234 }', 'general_settings: { master_key: os.environ/LITELLM_MASTER_KEY }'],
    [
      'general_settings: { master_key: "sk-1234" }',
      'general_settings: { master_key: "os.environ/LITELLM_MASTER_KEY" }',
    ],
    ['model_list: [{litellm_params: {api_key: abc}}]', 'model_list: [{litellm_params: {api_key: os.environ/API_KEY}}]'],
    [
      'environment_variables: { OPENAI_API_KEY: abc }',
      'environment_variables: { OPENAI_API_KEY: os.environ/OPENAI_API_KEY }',
    ],
    ['a: { database_url: "postgresql://u:p@db/x" }', 'a: { database_url: "os.environ/DATABASE_URL" }'],
    ['a: { input_cost_per_token: "0.001", tokenizer: x }', 'a: { input_cost_per_token: "0.001", tokenizer: x }'],
    ['a: { keys: [ghp_0123456789abcdefghij, b] }', 'a: { keys: [os.environ/KEYS, b] }'],
  ])('elsewhere: %s', (text, written) => {
    expect(exported(`${text}\n`)).toBe(`${written}\n`)
  })

  it.each([
    ['# Authorization: Bearer 0123456789', '# Authorization: Bearer os.environ/AUTHORIZATION'],
    ['#   "x-api-key": "0123456789",', '#   "x-api-key": "os.environ/X_API_KEY",'],
    ['# was sk-0123456789abcdefghij until May', '# was os.environ/KEY until May'],
    ['# https://user:pass@db.example', '# https://os.environ/USER@db.example'],
    ['# the api-key: get one at https://a.example', '# the api-key: get one at https://a.example'],
    ['# master_key: os.environ/MASTER_KEY', '# master_key: os.environ/MASTER_KEY'],
  ])('in a comment: %s', (comment, written) => {
    expect(exported(`${comment}\na: 1 ${comment}\n`)).toBe(`${written}\na: 1 ${written}\n`)
  })

  it('gets the same name where it is the same, and one of its own where a name is taken', () => {
    const { text, notes } = exportForLitellm(
      withRoutes(
        ...[
          '- {path: /v1/rerank, target: http://a, headers: {x-api-key: one, x-own: os.environ/RERANK_AUTHORIZATION}}',
        ],
        ...[
          '- {path: /v2/rerank, target: http://a, headers: {x-api-key: one, Authorization: two}} # not one-two-three',
        ],
        ...['- {path: /, target: http://a, headers: {x-api-key: four}}'],
      ),
    )
    expect(configOf(text).routes.map(({ headers }) => headers.map(({ value }) => value.source))).toEqual([
      ['os.environ/RERANK_X_API_KEY', 'os.environ/RERANK_AUTHORIZATION'],
      ['os.environ/RERANK_X_API_KEY', 'os.environ/RERANK_AUTHORIZATION_2'],
      ['os.environ/X_API_KEY'],
    ])
    expect(notes).toEqual([
      'pass_through_endpoints[0].headers.x-api-key: the credential is left out; set RERANK_X_API_KEY for the proxy',
      'pass_through_endpoints[1].headers.x-api-key: the credential is left out; set RERANK_X_API_KEY for the proxy',
      'pass_through_endpoints[1].headers.Authorization: the credential is left out; set RERANK_AUTHORIZATION_2 for the proxy',
      'pass_through_endpoints[2].headers.x-api-key: the credential is left out; set X_API_KEY for the proxy',
    ])
  })

  it('that a comment repeats is left out there, too', () => {
    const { text, notes } = exportForLitellm('# mine is tiger7\ngeneral_settings: { master_key: tiger7 }\n')
    expect(text).toBe(
      '# mine is os.environ/LITELLM_MASTER_KEY\ngeneral_settings: { master_key: os.environ/LITELLM_MASTER_KEY }\n',
    )
    expect(notes.at(-1)).toBe('the comment in line 1: the credential is left out; set LITELLM_MASTER_KEY for the proxy')
  })

  it('that a route borrows from elsewhere is left out where it is written', () => {
    const lines = [
      'x-common: &common',
      '  X-Session-Token-Of-Ours: tiger7',
      '  x-team: &team lion8',
      'general_settings:',
    ]
    const { text, notes } = exportForLitellm(
      [
        ...lines,
        '  pass_through_endpoints:',
        '    - { path: /a, target: http://a, headers: { <<: *common } }',
        '    - { path: /b, target: http://b, headers: { x-api-key: *team } }',
        '',
      ].join('\n'),
    )
    expect(text).not.toMatch(/tiger7|lion8/)
    expect(configOf(text).routes[0]?.headers[0]?.value.source).toBe('os.environ/A_X_SESSION_TOKEN_OF_OURS')
    expect(notes[0]).toBe(
      'x-common.X-Session-Token-Of-Ours: the credential is left out; set A_X_SESSION_TOKEN_OF_OURS for the proxy',
    )
  })

  it('in a block scalar is left out with its block', () => {
    const key = '-----BEGIN PRIVATE KEY-----'
    const text = `a:\n  vertex: |\n    ${key}\n    tiger7\n  b: 1\n`
    expect(exported(text)).toBe('a:\n  vertex: os.environ/VERTEX\n  b: 1\n')
  })

  it('of a route that becomes a comment is left out', () => {
    const text = withRoutes(
      '- path: /a',
      '  target: http://u:tiger7@a',
      '  enabled: false',
      '  headers: {Cookie: lion8}',
    )
    expect(exported(text)).not.toMatch(/tiger7|lion8/)
  })
})
