// Routes and figures for the tests of the Routes page.
import type { Problem, RouteFigures, RouteView } from '../../../src/shared/route.ts'

export function routesOf(...routes: (string | Partial<RouteView>)[]): RouteView[] {
  return routes.map((route, index) => ({
    index,
    path: '/',
    target: 'https://example.com',
    methods: [],
    includeSubpath: false,
    auth: false,
    enabled: true,
    headers: [],
    variables: [],
    ...(typeof route === 'string' ? { path: route, target: `https://example.com${route}` } : route),
  }))
}

export function figuresOf(part: Partial<RouteFigures>): RouteFigures {
  return { path: '/a', methods: [], hits: 0, minutes: [], last: null, inFlight: 0, ...part }
}

export function problem(part: Partial<Problem>): Problem {
  return { severity: 'warning', key: '', message: '', line: 1, column: 1, length: 1, sourceLine: '', ...part }
}
