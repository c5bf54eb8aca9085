// A route's target in the parts that read differently, and the command that tries the first route.
import { describe, expect, it } from 'vitest'
import { splitTarget } from '../../src/renderer/features/routes/target.ts'
import { exampleCommand } from '../../src/renderer/features/traffic/example-command.ts'
import type { RouteView } from '../../src/shared/route.ts'

describe('splitTarget', () => {
  it.each([
    ['https://api.openai.com', { scheme: '', host: 'api.openai.com', rest: '' }],
    ['https://api.cohere.com/v1/rerank', { scheme: '', host: 'api.cohere.com', rest: '/v1/rerank' }],
    ['https://api.openai.com/', { scheme: '', host: 'api.openai.com', rest: '' }],
    ['http://127.0.0.1:11434/v1', { scheme: 'http://', host: '127.0.0.1:11434', rest: '/v1' }],
    ['os.environ/TARGET', { scheme: '', host: 'os.environ/TARGET', rest: '' }],
  ])('of %s', (target, parts) => {
    expect(splitTarget(target)).toEqual(parts)
  })
})

describe('exampleCommand', () => {
  const route = (path: string, enabled = true): RouteView => ({
    index: 0,
    path,
    target: 'https://example.com',
    methods: [],
    includeSubpath: false,
    auth: false,
    enabled,
    headers: [],
    variables: [],
  })
  const url = 'http://127.0.0.1:4000'

  it('sends a body to /echo where it is on', () => {
    expect(exampleCommand(url, [route('/openai'), route('/echo')])).toBe(
      `curl ${url}/echo -H 'content-type: application/json' -d '{"hello":"world"}'`,
    )
  })

  it('takes the first enabled route else, and the root where there is none', () => {
    expect(exampleCommand(url, [route('/echo', false), route('/openai')])).toBe(`curl ${url}/openai`)
    expect(exampleCommand(url, [])).toBe(`curl ${url}/`)
  })
})
