// When a route counts as failing, and that it is told of once.
import { expect, test } from 'vitest'
import type { RouteConfig } from '../../../src/main/config/config.ts'
import type { Exchange } from '../../../src/main/gateway/exchange.ts'
import { createFailureWatch, type Failing } from '../../../src/main/inspector/failure-watch.ts'

const route = (path: string) => ({ path, methods: [] }) as unknown as RouteConfig
const minute = 60_000

function watch() {
  const told: Failing[] = []
  let time = 0
  const ended = createFailureWatch({ onFailing: (failing) => told.push(failing), now: () => time })
  const routes = new Map<string, RouteConfig>()
  const end = (path: string, part: Partial<Exchange>) => {
    const known = routes.get(path) ?? route(path)
    routes.set(path, known)
    const nothing = { status: null, outcome: 'ok', errorType: null, errorCode: null }
    ended({ ...nothing, route: known, ...part } as Exchange)
  }
  return {
    told,
    ended,
    ok: (path: string, status = 200) => end(path, { status }),
    serverError: (path: string) => end(path, { status: 503 }),
    unreachable: (path: string) =>
      end(path, { outcome: 'upstream_error', errorType: 'upstream_unreachable', errorCode: 'ECONNREFUSED' }),
    end,
    /** The config is read anew: another object for the same route. */
    readAnew: () => routes.clear(),
    pass: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

test('three failures in a row on a route that has worked are told of, with the last one’s reason', () => {
  const { told, ok, serverError, unreachable } = watch()
  ok('/a')
  serverError('/a')
  serverError('/a')
  expect(told).toEqual([])
  unreachable('/a')
  expect(told).toEqual([
    { route: '/a', failures: 3, status: null, errorType: 'upstream_unreachable', errorCode: 'ECONNREFUSED' },
  ])
})

test('one that went well in between begins anew, and so does a client’s error', () => {
  const { told, ok, serverError } = watch()
  ok('/a')
  for (const status of [200, 404, 429]) {
    serverError('/a')
    serverError('/a')
    ok('/a', status)
  }
  expect(told).toEqual([])
})

test('a route that never worked is not told of: who sets it up sees it', () => {
  const { told, unreachable } = watch()
  for (let n = 0; n < 10; n++) unreachable('/new')
  expect(told).toEqual([])
})

test('what the client broke off and what the gateway refused counts neither way', () => {
  const { told, ok, end, serverError } = watch()
  ok('/a')
  for (let n = 0; n < 5; n++) {
    end('/a', { outcome: 'client_closed' })
    end('/a', { outcome: 'refused', status: 502, errorType: 'missing_variable' })
  }
  expect(told).toEqual([])
  serverError('/a')
  end('/a', { outcome: 'client_closed' })
  serverError('/a')
  serverError('/a')
  expect(told.map(({ failures }) => failures)).toEqual([3])
})

test('a route is told of once in ten minutes, each route for itself', () => {
  const { told, ok, serverError, pass } = watch()
  const fail = (path: string, count = 3) => {
    for (let n = 0; n < count; n++) serverError(path)
  }
  ok('/a')
  ok('/b')
  fail('/a', 6)
  ok('/a')
  pass(9 * minute)
  fail('/a')
  fail('/b')
  expect(told.map(({ route: path }) => path)).toEqual(['/a', '/b'])
  ok('/a')
  pass(2 * minute)
  fail('/a')
  expect(told.map(({ route: path }) => path)).toEqual(['/a', '/b', '/a'])
})

test('a route that is read anew from the file stays the same one', () => {
  const { told, ok, serverError, readAnew } = watch()
  ok('/a')
  for (let n = 0; n < 3; n++) {
    readAnew()
    serverError('/a')
  }
  expect(told).toHaveLength(1)
})

test('an exchange without a route says nothing', () => {
  const { told, ended } = watch()
  ended({ route: null, outcome: 'refused', status: 404 } as Exchange)
  expect(told).toEqual([])
})
