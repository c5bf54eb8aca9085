// Where a request would go, said with the gateway's own code and names in place of values.
import { describe, expect, it } from 'vitest'
import { resolveTarget } from '../../../src/main/api/resolve-target.ts'
import { newRouteFields, type RouteFields } from '../../../src/shared/route.ts'

const urlOf = (fields: Partial<RouteFields>, sample: string) => {
  const { url, reason } = resolveTarget({ ...newRouteFields, ...fields }, sample)
  expect(reason).toBeNull()
  return url
}
const reasonOf = (fields: Partial<RouteFields>, sample: string) => {
  const { url, reason } = resolveTarget({ ...newRouteFields, ...fields }, sample)
  expect(url).toBeNull()
  return reason
}

describe('a URL', () => {
  it('is the target for an exact route, with the default query', () => {
    const fields = {
      path: '/v1/rerank',
      target: 'https://api.cohere.com/v1/rerank',
      query: [
        { name: 'source', value: 'search-dev' },
        { name: 'tag', value: 'a b' },
        { name: 'tag', value: 'c' },
      ],
    }
    expect(urlOf(fields, '/v1/rerank')).toBe('https://api.cohere.com/v1/rerank?source=search-dev&tag=a%20b&tag=c')
    expect(urlOf(fields, '/v1/rerank?source=me')).toBe('https://api.cohere.com/v1/rerank?tag=a%20b&tag=c&source=me')
  })

  it('has what follows the path, joined with one slash', () => {
    const fields = { path: '/openai', target: 'https://api.openai.com/?v=1', includeSubpath: true }
    expect(urlOf(fields, '/openai/v1/models?limit=2')).toBe('https://api.openai.com/v1/models?v=1&limit=2')
    expect(urlOf(fields, '/openai')).toBe('https://api.openai.com/?v=1')
  })

  it.each([
    ['os.environ/BASE', 'os.environ/BASE/v1'],
    ['os.environ/BASE/api', 'os.environ/BASE/api/v1'],
    ['https://os.environ/HOST', 'https://os.environ/HOST/v1'],
    ['https://eu.os.environ/HOST/x', 'https://eu.os.environ/HOST/x/v1'],
    ['http://localhost:os.environ/PORT', 'http://localhost:os.environ/PORT/v1'],
    ['http://os.environ/HOST:os.environ/PORT/x', 'http://os.environ/HOST:os.environ/PORT/x/v1'],
    ['os.environ/SCHEME://os.environ/HOST/x', 'os.environ/SCHEME://os.environ/HOST/x/v1'],
    ['https://a.com/os.environ/A/os.environ/A', 'https://a.com/os.environ/A/os.environ/A/v1'],
    ['https://a.com?key=os.environ/KEY', 'https://a.com/v1?key=os.environ/KEY'],
    ['https://user:os.environ/KEY@a.com', 'https://a.com/v1'],
  ])('names the variables of %s', (target, url) => {
    expect(urlOf({ path: '/a', target, includeSubpath: true }, '/a/v1')).toBe(url)
  })

  it('names the variables of the query, and hides what the window was not told', () => {
    const query = [
      { name: 'api-version', value: 'os.environ/VERSION' },
      { name: 'key', value: null },
    ]
    expect(urlOf({ path: '/a', target: 'https://a.com', query }, '/a')).toBe(
      'https://a.com/?api-version=os.environ/VERSION&key=••••••••',
    )
  })

  it('is found for a route of one method, and for one that is off', () => {
    const fields = { path: '/a', target: 'https://a.com/b', methods: ['POST'], enabled: false }
    expect(urlOf(fields, '/a')).toBe('https://a.com/b')
  })
})

describe('the reason', () => {
  it('is the target’s problem', () => {
    expect(reasonOf({ path: '/a', target: 'api.cohere.com' }, '/a')).toBe(
      'Expected an http(s) URL, got "api.cohere.com".',
    )
    expect(reasonOf({ path: '/a', target: 'https://a b/os.environ/A' }, '/a')).toBe(
      'The target is no http(s) URL, whatever its variables hold.',
    )
  })

  it('is a path that does not match', () => {
    const fields = { path: '/v1/rerank', target: 'https://a.com' }
    expect(reasonOf(fields, '/v2')).toBe('/v2 does not match /v1/rerank.')
    expect(reasonOf(fields, '/v1/rerank/x')).toBe('/v1/rerank/x does not match /v1/rerank. It would, with subpaths.')
    expect(reasonOf({ ...fields, includeSubpath: true }, '/v1/reranked')).toBe(
      '/v1/reranked does not match /v1/rerank.',
    )
  })

  it('is a sample that the gateway would refuse', () => {
    const fields = { path: '/a', target: 'https://a.com', includeSubpath: true }
    expect(reasonOf(fields, '/a/../b')).toContain('".."')
    expect(reasonOf(fields, 'a')).toContain('must be a path')
  })
})
