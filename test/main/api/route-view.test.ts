// What the window sees of a route: where it goes and what it needs, and no credential.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { routesState } from '../../../src/main/api/route-view.ts'
import { visibleTarget } from '../../../src/main/config/edits/literal-value.ts'
import { createVariables } from '../../../src/main/config/variables.ts'
import { routesStateSchema } from '../../../src/shared/route.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { openTestConfig } from './test-config.ts'

describe('the visible target', () => {
  it.each([
    ['https://api.example.com/v1', 'https://api.example.com/v1'],
    ['https://api.example.com/v1?key=os.environ/KEY', 'https://api.example.com/v1'],
    ['https://api.example.com/v1#part', 'https://api.example.com/v1'],
    ['https://user:password@api.example.com/v1', 'https://api.example.com/v1'],
    ['https://user:os.environ/PASSWORD@api.example.com/v1', 'https://api.example.com/v1'],
    ['https://os.environ/USER:os.environ/PASSWORD@api.example.com', 'https://api.example.com'],
    ['https://a@b:c@api.example.com/x', 'https://api.example.com/x'],
    ['HTTPS:/user:password@api.example.com/x', 'HTTPS:/api.example.com/x'],
    ['https://os.environ/HOST/v1/os.environ/DEPLOYMENT', 'https://os.environ/HOST/v1/os.environ/DEPLOYMENT'],
    ['os.environ/TARGET', 'os.environ/TARGET'],
    ['https://api.example.com/users/@me', 'https://api.example.com/users/@me'],
  ])('of %s is %s', (source, visible) => {
    expect(visibleTarget(source)).toBe(visible)
  })

  it('never holds user info or query', () => {
    const word = fc.stringMatching(/^[a-z0-9:.@_~-]{1,20}$/)
    fc.assert(
      fc.property(fc.webUrl(), word, word, (url, user, query) => {
        const target = url.replace('://', `://SECRET${user}@`)
        expect(visibleTarget(`${target}?key=SECRET${query}`)).toBe(url.replace(/[?#].*$/, ''))
      }),
    )
  })
})

it('takes linear time for a target of many references', () => {
  const target = `https://${'os.environ/A_LONG_NAME_OF_A_VARIABLE.'.repeat(2000)}`
  const start = performance.now()
  expect(visibleTarget(target)).toBe(target)
  expect(performance.now() - start).toBeLessThan(1000)
})

describe('the state of the routes', () => {
  it('names headers and the source of each variable once', async () => {
    const config = await openTestConfig(`
general_settings:
  pass_through_endpoints:
    - path: /v1/rerank
      target: https://os.environ/HOST/v1?key=os.environ/QUERY_KEY
      methods: [POST]
      headers:
        Authorization: Bearer os.environ/KEY
        X-Again: os.environ/KEY
    - path: /langfuse
      target: https://cloud.langfuse.com
      enabled: false
      include_subpath: true
      headers:
        LANGFUSE_PUBLIC_KEY: os.environ/PUBLIC
        LANGFUSE_SECRET_KEY: literal-secret
`)
    const variables = createVariables({
      environment: { HOST: 'api.example.com', KEY: 'sk-environment' },
      envFile: new Map([['PUBLIC', 'pk']]),
      secrets: { get: (name) => (name === 'KEY' ? { value: 'sk-kept', source: 'keychain' } : undefined) },
    })
    const state = routesState({ config, variables, settings: { current: defaultSettings } })

    expect(routesStateSchema.parse(state)).toEqual(state)
    expect(state.file).toEqual({ path: config.path, name: 'config.yaml' })
    expect(state.routes).toEqual([
      {
        index: 0,
        path: '/v1/rerank',
        target: 'https://os.environ/HOST/v1',
        methods: ['POST'],
        includeSubpath: false,
        auth: false,
        enabled: true,
        headers: ['Authorization', 'X-Again'],
        variables: [
          { name: 'HOST', source: 'environment' },
          { name: 'QUERY_KEY', source: 'missing' },
          { name: 'KEY', source: 'keychain' },
        ],
      },
      {
        index: 1,
        path: '/langfuse',
        target: 'https://cloud.langfuse.com',
        methods: [],
        includeSubpath: true,
        auth: false,
        enabled: false,
        headers: ['Authorization'],
        variables: [{ name: 'PUBLIC', source: 'env-file' }],
      },
    ])
    const text = JSON.stringify(state.routes)
    for (const value of ['sk-kept', 'sk-environment', 'literal-secret', 'Bearer']) expect(text).not.toContain(value)
  })
})
