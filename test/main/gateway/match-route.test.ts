// Which route answers: first from the top, on the raw path, at a cost that does not grow with the table.
import { describe, expect, it } from 'vitest'
import { createRouteTable, isRefusal, type MatchableRoute } from '../../../src/main/gateway/match-route.ts'
import type { Refusal } from '../../../src/main/gateway/refusal.ts'

interface RouteInput extends Partial<Omit<MatchableRoute, 'index'>> {
  path: string
}

function tableOf(...routes: RouteInput[]) {
  return createRouteTable(
    routes.map((route, index) => ({ methods: [], includeSubpath: false, enabled: true, ...route, index })),
  )
}

/** Index of the route that answers, with what follows its path. */
function matchIn(routes: RouteInput[], path: string, method = 'GET') {
  const match = tableOf(...routes).match(method, path)
  return isRefusal(match) ? match.type : [match.route.index, match.rest]
}

function refusalIn(routes: RouteInput[], path: string, method = 'GET'): Refusal {
  return refusalFrom(tableOf(...routes), path, method)
}

function refusalFrom(table: ReturnType<typeof tableOf>, path: string, method = 'GET'): Refusal {
  const match = table.match(method, path)
  if (!isRefusal(match)) throw new Error(`${path} matched route ${match.route.index}`)
  return match
}

const subpath = true
const all = (path: string): RouteInput => ({ path, includeSubpath: subpath })

describe('the first match from the top answers', () => {
  it.each<[string, RouteInput[], string, unknown]>([
    ['an exact path', [{ path: '/a' }], '/a', [0, '']],
    ['an exact path below another route', [{ path: '/b' }, { path: '/a' }], '/a', [1, '']],
    ['the upper of two equal paths', [{ path: '/a' }, { path: '/a' }], '/a', [0, '']],
    ['a subpath route above an exact one', [all('/a'), { path: '/a/b' }], '/a/b', [0, '/b']],
    ['an exact route above a subpath one', [{ path: '/a/b' }, all('/a')], '/a/b', [0, '']],
    ['the upper of two nested subpath routes, short first', [all('/a'), all('/a/b')], '/a/b/c', [0, '/b/c']],
    ['the upper of two nested subpath routes, long first', [all('/a/b'), all('/a')], '/a/b/c', [0, '/c']],
    ['a subpath route for its own path', [all('/a')], '/a', [0, '']],
    ['a subpath route for its own path with a slash', [all('/a')], '/a/', [0, '/']],
    ['the root with subpaths, for anything', [all('/')], '/x/y', [0, '/x/y']],
    ['a doubled slash under the root', [all('/')], '//x', [0, '//x']],
    ['the root with subpaths, for the root', [all('/')], '/', [0, '']],
    ['a subpath route that ends with a slash', [all('/a/')], '/a/b', [0, '/b']],
  ])('%s', (_name, routes, path, expected) => {
    expect(matchIn(routes, path)).toEqual(expected)
  })
})

describe('paths are compared byte for byte', () => {
  it.each<[string, RouteInput[], string]>([
    ['another case', [{ path: '/Rerank' }], '/rerank'],
    ['a percent-encoded letter', [{ path: '/rerank' }], '/%72erank'],
    ['%2F for a slash', [{ path: '/v1/rerank' }], '/v1%2Frerank'],
    ['%2F for the slash of a subpath', [all('/v1')], '/v1%2Frerank'],
    ['two slashes for one', [{ path: '/v1/rerank' }], '/v1//rerank'],
    ['a trailing slash', [{ path: '/v1/rerank' }], '/v1/rerank/'],
    ['a path that only begins alike', [all('/v1')], '/v12'],
    ['a path that is only the beginning', [all('/v1/rerank')], '/v1'],
    ['%2f for %2F', [{ path: '/a%2Fb' }], '/a%2fb'],
  ])('%s does not match', (_name, routes, path) => {
    expect(matchIn(routes, path)).toBe('no_route')
  })

  it.each<[string, RouteInput[], string, unknown]>([
    ['%2F in a route matches %2F', [{ path: '/a%2Fb' }], '/a%2Fb', [0, '']],
    ['%2F stays in what follows a subpath route', [all('/v1')], '/v1/a%2Fb', [0, '/a%2Fb']],
    ['// stays in what follows a subpath route', [all('/v1')], '/v1//a//b', [0, '//a//b']],
    ['// in a route matches //', [{ path: '/a//b' }], '/a//b', [0, '']],
    ['a trailing slash in the route matches one in the path', [{ path: '/a/' }], '/a/', [0, '']],
    [
      'names that objects have of themselves are plain paths',
      [all('/__proto__')],
      '/__proto__/toString',
      [0, '/toString'],
    ],
  ])('%s', (_name, routes, path, expected) => {
    expect(matchIn(routes, path)).toEqual(expected)
  })
})

describe('methods', () => {
  const read: RouteInput = { path: '/a', methods: ['GET', 'HEAD'] }
  const write: RouteInput = { path: '/a', methods: ['POST'] }

  it.each<[string, RouteInput[], string, unknown]>([
    ['an empty list takes every method', [{ path: '/a' }], 'PROPFIND', [0, '']],
    ['an empty list takes HEAD', [{ path: '/a' }], 'HEAD', [0, '']],
    ['an empty list takes OPTIONS', [{ path: '/a' }], 'OPTIONS', [0, '']],
    ['the same path twice with disjoint methods: the first', [read, write], 'GET', [0, '']],
    ['the same path twice with disjoint methods: the second', [read, write], 'POST', [1, '']],
    ['a wrong method is passed over for a subpath route below', [write, all('/')], 'GET', [1, '/a']],
  ])('%s', (_name, routes, method, expected) => {
    expect(matchIn(routes, '/a', method)).toEqual(expected)
  })

  it('a path with no route for the method is 405 with Allow, each method once, of every route that matches', () => {
    const refusal = refusalIn([read, write, { ...all('/'), methods: ['POST', 'PATCH'] }], '/a', 'DELETE')
    expect(refusal).toMatchObject({
      type: 'method_not_allowed',
      message: '/a takes GET, HEAD, POST, PATCH, not DELETE.',
      headers: ['allow', 'GET, HEAD, POST, PATCH'],
    })
  })

  it('the methods of a disabled route are not offered', () => {
    const refusal = refusalIn([read, { ...write, enabled: false }], '/a', 'DELETE')
    expect(refusal.headers).toEqual(['allow', 'GET, HEAD'])
  })

  it('a long path is cut in the message', () => {
    const refusal = refusalIn([{ ...all('/a'), methods: ['GET'] }], `/a/${'x'.repeat(10_000)}`, 'POST')
    expect(refusal.message.length).toBeLessThan(400)
  })
})

describe('disabled routes', () => {
  it('answer route_disabled, naming the route', () => {
    const refusal = refusalIn([{ path: '/a', enabled: false }], '/a')
    expect(refusal.type).toBe('route_disabled')
    expect(refusal.message).toContain('/a')
  })

  it('are passed over where a later route matches', () => {
    expect(matchIn([{ path: '/a', enabled: false }, all('/')], '/a')).toEqual([1, '/a'])
  })

  it('are not passed over for a route that takes another method', () => {
    expect(
      matchIn(
        [
          { path: '/a', enabled: false },
          { path: '/a', methods: ['POST'] },
        ],
        '/a',
      ),
    ).toBe('route_disabled')
  })

  it('of another method count for nothing', () => {
    expect(matchIn([{ path: '/a', methods: ['POST'], enabled: false }], '/a')).toBe('no_route')
  })
})

describe('no route', () => {
  it.each([
    ['a trailing slash', '/v1/rerank/', '/v1/rerank'],
    ['several trailing slashes', '/v1/rerank//', '/v1/rerank'],
  ])('%s names the route that was meant and what would match', (_name, path, meant) => {
    const { type, message } = refusalIn([{ path: '/other' }, { path: '/v1/rerank' }], path)
    expect(type).toBe('no_route')
    expect(message).toContain(`The route ${meant} matches exactly`)
    expect(message).toContain('include_subpath')
  })

  it('a missing trailing slash names the route that was meant', () => {
    expect(refusalIn([{ path: '/v1/rerank/' }], '/v1/rerank').message).toContain(
      'The route /v1/rerank/ matches exactly',
    )
  })

  it('lists the nearest routes, the likest first, subpaths shown as such', () => {
    const routes = [
      { path: '/x' },
      all('/v1/embed'),
      { path: '/v1/rerank' },
      { path: '/v1/chat' },
      { path: '/v1/rerank' },
    ]
    const { message } = refusalIn(routes, '/v1/rerunk')
    expect(message).toBe('No route matches /v1/rerunk. The nearest: /v1/rerank, /v1/embed/*, /v1/chat.')
  })

  it('shows the root with subpaths as /*', () => {
    expect(refusalIn([{ ...all('/'), methods: ['GET'], enabled: true }, all('/a')], 'x').message).toContain('/*, /a/*')
  })

  it('lists fewer where there are fewer', () => {
    expect(refusalIn([{ path: '/a' }], '/b').message).toBe('No route matches /b. The nearest: /a.')
  })

  it('says that the config has no routes', () => {
    expect(refusalIn([], '/a').message).toContain('the config has no routes')
  })

  it('cuts a long path in the message', () => {
    expect(refusalIn([{ path: '/a' }], `/${'x'.repeat(10_000)}`).message.length).toBeLessThan(400)
  })
})

describe('cost', () => {
  /** Median nanoseconds of a match, over rounds that alternate between the tables. */
  function medians(tables: ReturnType<typeof tableOf>[], paths: string[]): number[] {
    const times = tables.map((): number[] => [])
    for (let round = 0; round < 31; round++) {
      tables.forEach((table, i) => {
        const started = process.hrtime.bigint()
        for (let n = 0; n < 100; n++) for (const path of paths) table.match('GET', path)
        times[i]?.push(Number(process.hrtime.bigint() - started))
      })
    }
    return times.map((list) => list.sort((a, b) => a - b)[15] as number)
  }

  it('is about the same for 10 routes and for 10,000', () => {
    const routes = (count: number) => Array.from({ length: count }, (_, i) => all(`/service-${i}/v1`))
    const [few = 0, many = 0] = medians(
      [tableOf(...routes(10)), tableOf(...routes(10_000))],
      ['/service-3/v1', '/service-9/v1/chat/completions', '/service-7/v1/a/b/c/d'],
    )
    // A walk over the table would cost about 1,000 times as much.
    expect(many / few).toBeLessThan(8)
  })

  it.each([
    ['slashes', (length: number) => '/'.repeat(length)],
    ['segments', (length: number) => '/a'.repeat(length / 2)],
    ['slashes and an end', (length: number) => `${'/'.repeat(length)}x`],
  ])('grows no faster than the path: %s', (_name, pathOf) => {
    const table = tableOf(all('/a/b/c'), { path: '/b' })
    const [short = 1, long = 0] = [600, 60_000].map((length) => {
      const path = pathOf(length)
      const times = Array.from({ length: 21 }, () => {
        const started = process.hrtime.bigint()
        for (let n = 0; n < 5; n++) table.match('GET', path)
        return Number(process.hrtime.bigint() - started)
      })
      return times.sort((a, b) => a - b)[10] as number
    })
    // 100 times the length; a quadratic search would cost 10,000 times as much.
    expect(long / short).toBeLessThan(1000)
  })

  it('finds the nearest among 10,000 routes', () => {
    const table = tableOf(...Array.from({ length: 10_000 }, (_, i) => all(`/service-${i}/v1`)))
    const { message } = refusalFrom(table, '/service-77/v2')
    expect(message).toBe(
      'No route matches /service-77/v2. The nearest: /service-77/v1/*, /service-770/v1/*, /service-771/v1/*.',
    )
  })
})
