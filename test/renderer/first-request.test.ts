// The first request: what it is sent to, how /echo stands, and which route is made for a path that none took.
import { describe, expect, it } from 'vitest'
import { snippetOf } from '../../src/renderer/features/routes/editor/snippets/snippets.ts'
import { echoFields, echoStart, exampleRoute, isFirstRun } from '../../src/renderer/features/traffic/example-route.ts'
import { routeForPath } from '../../src/renderer/features/traffic/route-for-path.ts'
import type { RouteView } from '../../src/shared/route.ts'
import { routesOf } from './routes/support.ts'

const route = (path: string, changes: Partial<RouteView> = {}) => routesOf({ path, ...changes })[0] as RouteView
const echo = route('/echo', { target: echoFields.target })
const url = 'http://127.0.0.1:4000'
const curl = (list: RouteView[]) => snippetOf('curl', exampleRoute(list), url)

describe('the request to begin with', () => {
  const echoCommand = `curl ${url}/echo \\\n  -H "Content-Type: application/json" \\\n  -d '{"hello":"world"}'`

  it('sends a body to /echo, wherever it stands, and before there is a route', () => {
    expect(curl([route('/openai'), echo])).toBe(echoCommand)
    expect(curl([])).toBe(echoCommand)
  })

  it('goes to the first route that is on where there is no /echo', () => {
    expect(curl([{ ...echo, enabled: false }, route('/other')])).toBe(`curl ${url}/other`)
  })
})

describe('echoStart', () => {
  it('tells whether /echo is to be added, turned on, or there', () => {
    const off = { ...echo, enabled: false }
    expect(echoStart([])).toEqual({ kind: 'add' })
    expect(echoStart([route('/echo')])).toEqual({ kind: 'add' })
    expect(echoStart([echo])).toEqual({ kind: 'on' })
    expect(echoStart([off])).toEqual({ kind: 'off', route: off })
  })
})

describe('isFirstRun', () => {
  it('holds until a route leads somewhere else than to the demo', () => {
    expect(isFirstRun([])).toBe(true)
    expect(isFirstRun([echo])).toBe(true)
    expect(isFirstRun([echo, route('/openai')])).toBe(false)
    expect(isFirstRun([route('/own', { target: 'os.environ/TARGET' })])).toBe(false)
  })
})

describe('routeForPath', () => {
  it.each([
    ['/cohere/v2/rerank', '/cohere', true],
    ['/cohere', '/cohere', false],
    ['/v1/chat/completions', '/v1/chat/completions', false],
    ['/v1beta/models', '/v1beta/models', false],
    ['/', '/', false],
    ['//double', '//double', false],
    ['/a%2Fb/c', '/a%2Fb', true],
  ])('of %s is %s', (path, expected, includeSubpath) => {
    expect(routeForPath(path, [])).toMatchObject({ path: expected, includeSubpath, enabled: true })
  })

  it('takes the whole path where the first segment has a route already', () => {
    expect(routeForPath('/cohere/v2/rerank', ['/cohere'])).toMatchObject({
      path: '/cohere/v2/rerank',
      includeSubpath: false,
    })
  })
})
