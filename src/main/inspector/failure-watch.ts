// Notices when a route that has worked begins to fail: the upstream is not reached, or answers with a server error.
import type { RouteConfig } from '../config/config.ts'
import type { Exchange } from '../gateway/exchange.ts'

export interface Failing {
  /** The route's path. */
  route: string
  /** Failures in a row. */
  failures: number
  /** Of the last one: the status that the upstream answered, or why it did not. */
  status: number | null
  errorType: Exchange['errorType']
  errorCode: string | null
}

export interface FailureWatchOptions {
  onFailing(failing: Failing): void
  /** Milliseconds since the epoch. */
  now?: () => number
}

/** Failures in a row that are told of. */
const enough = 3
/** Milliseconds in which a route is told of once. */
const quiet = 10 * 60_000

interface Watched {
  failures: number
  hasWorked: boolean
  toldAt: number
}

/**
 * Called with each exchange that has ended, on the forwarding path: for one that went well, by a route that did so
 * before, it compares and is done.
 */
export function createFailureWatch({ onFailing, now = Date.now }: FailureWatchOptions): (exchange: Exchange) => void {
  /** By path and methods: a route that is read anew from the file stays the same one. */
  const watched = new Map<string, Watched>()
  /** Routes of which nothing is to be noted but a failure. */
  const healthy = new WeakSet<RouteConfig>()

  const of = ({ path, methods }: RouteConfig): Watched => {
    const key = `${path} ${methods.join(' ')}`
    const known = watched.get(key) ?? { failures: 0, hasWorked: false, toldAt: Number.NEGATIVE_INFINITY }
    watched.set(key, known)
    return known
  }

  return (exchange) => {
    const { route, outcome } = exchange
    if (route === null) return
    if (outcome === 'ok' && (exchange.status ?? 0) < 500) {
      if (healthy.has(route)) return
      healthy.add(route)
      const state = of(route)
      state.hasWorked = true
      state.failures = 0
      return
    }
    // What the client broke off, or the gateway refused, says nothing about the upstream.
    if (outcome === 'client_closed' || outcome === 'refused') return
    healthy.delete(route)
    const state = of(route)
    state.failures += 1
    if (!state.hasWorked || state.failures < enough || now() - state.toldAt < quiet) return
    state.toldAt = now()
    const { status, errorType, errorCode } = exchange
    onFailing({ route: route.path, failures: state.failures, status, errorType, errorCode })
  }
}
