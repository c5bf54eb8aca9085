// Counts how often each route answered, and how, since the app started.
import type { RouteFigures } from '../../shared/route.ts'
import type { RouteConfig } from '../config/config.ts'
import type { Exchange, ExchangeObserver } from '../gateway/exchange.ts'
import { createListeners } from './listeners.ts'

export interface RouteFiguresService {
  list(): RouteFigures[]
  /** Those that have changed, at most once a second. Returns the function that ends the subscription. */
  onChange(listener: (changed: RouteFigures[]) => void): () => void
}

interface Counted {
  path: string
  methods: readonly string[]
  hits: number
  inFlight: number
  last: RouteFigures['last']
  /** Counts by minute, where a minute's place is its number modulo the count. */
  minutes: { minute: number; ok: number; failed: number }[]
}

const minuteCount = 16
const minuteLength = 60_000
/** Milliseconds between two batches. */
const interval = 1000

/** @param now milliseconds since the epoch */
export function createRouteFigures(
  observer: ExchangeObserver,
  now: () => number = Date.now,
): { figures: RouteFiguresService; observer: ExchangeObserver } {
  const routes = new Map<string, Counted>()
  /** A route that is read anew from the file counts on where the one before it was. */
  const ofRoute = new WeakMap<RouteConfig, Counted>()
  /** An exchange gets its route a moment after it is received. */
  const underWay = new Set<Exchange>()
  const changed = new Set<Counted>()
  let timer: NodeJS.Timeout | null = null
  const listeners = createListeners<RouteFigures[]>(() => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    changed.clear()
  })

  const of = (route: RouteConfig): Counted => {
    const known = ofRoute.get(route)
    if (known !== undefined) return known
    const { path, methods } = route
    const key = `${path} ${methods.join(' ')}`
    const counted = routes.get(key) ?? { path, methods, hits: 0, inFlight: 0, last: null, minutes: [] }
    routes.set(key, counted)
    ofRoute.set(route, counted)
    return counted
  }

  const countUnderWay = () => {
    const counts = new Map<Counted, number>()
    for (const { route } of underWay) {
      if (route !== null) counts.set(of(route), (counts.get(of(route)) ?? 0) + 1)
    }
    for (const counted of routes.values()) {
      const inFlight = counts.get(counted) ?? 0
      if (inFlight !== counted.inFlight) changed.add(counted)
      counted.inFlight = inFlight
    }
  }

  const tellSoon = () => {
    if (listeners.size === 0) return
    timer ??= setTimeout(() => {
      timer = null
      countUnderWay()
      const batch = Array.from(changed, view)
      changed.clear()
      if (batch.length > 0) listeners.tell(batch)
    }, interval)
  }

  const view = ({ path, methods, hits, inFlight, last, minutes }: Counted): RouteFigures => {
    const current = Math.floor(now() / minuteLength)
    return {
      path,
      methods: [...methods],
      hits,
      inFlight,
      last,
      minutes: Array.from({ length: minuteCount }, (_, index) => {
        const minute = current - minuteCount + 1 + index
        const counts = minutes[minute % minuteCount]
        return counts?.minute === minute ? { ok: counts.ok, failed: counts.failed } : { ok: 0, failed: 0 }
      }),
    }
  }

  const count = (counted: Counted, { status, outcome }: Exchange) => {
    const at = now()
    const minute = Math.floor(at / minuteLength)
    const place = minute % minuteCount
    let counts = counted.minutes[place]
    if (counts?.minute !== minute) {
      counts = { minute, ok: 0, failed: 0 }
      counted.minutes[place] = counts
    }
    if (outcome === 'ok' && (status ?? 0) < 400) counts.ok++
    else counts.failed++
    counted.hits++
    counted.last = { status, outcome, at }
  }

  return {
    observer: {
      ...observer,
      received(exchange) {
        observer.received(exchange)
        underWay.add(exchange)
        tellSoon()
      },
      ended(exchange) {
        observer.ended(exchange)
        underWay.delete(exchange)
        if (exchange.route === null) return
        const counted = of(exchange.route)
        count(counted, exchange)
        if (listeners.size > 0) changed.add(counted)
        tellSoon()
      },
    },
    figures: {
      list() {
        countUnderWay()
        return Array.from(routes.values(), view)
      },
      onChange: listeners.add,
    },
  }
}
