// What the filter's completion can offer of the traffic and the routes, most frequent first.
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import type { KnownValues } from '../../../shared/filter/filter.ts'
import type { RouteView } from '../../../shared/route.ts'

/** Of so many of the newest exchanges. */
const mostRows = 5_000
const mostPaths = 200

const usualHeaders = [
  'accept',
  'authorization',
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'retry-after',
  'set-cookie',
  'user-agent',
  'x-api-key',
  'x-request-id',
  'x-throughline-id',
]

function byFrequency(values: Iterable<string | null>): string[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1]).map(([value]) => value)
}

export function knownValues(all: readonly ExchangeSummary[], routes: readonly RouteView[]): KnownValues {
  const rows = all.slice(-mostRows)
  const seen = byFrequency(rows.map((row) => row.route))
  const injected = routes.flatMap((route) => route.headers.map((name) => name.toLowerCase()))
  return {
    routes: [...new Set([...seen, ...routes.map((route) => route.path)])],
    hosts: byFrequency(rows.map((row) => row.upstream)),
    models: byFrequency(rows.map((row) => row.model)),
    methods: byFrequency(rows.map((row) => row.method)),
    paths: byFrequency(rows.map((row) => row.path)).slice(0, mostPaths),
    headerNames: [...new Set([...injected, ...usualHeaders])].sort(),
  }
}
