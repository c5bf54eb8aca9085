// Holds the traffic list for the page and takes main's changes in at most ten times a second.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { createExchangeLog, type ExchangeList, emptyList, isNewer } from './exchange-log.ts'

export type LoadState = { status: 'loading' } | { status: 'ready' } | { status: 'failed'; message: string }

export interface TrafficState extends ExchangeList {
  load: LoadState
}

export interface TrafficStore {
  store: StoreApi<TrafficState>
  /** Changes wait for the next beat, the newest of each id; the first after a pause goes in at once. */
  receive(changes: readonly ExchangeSummary[]): void
  /**
   * Main's whole list. False where it was asked for before the last clear or delete, and must be asked for again.
   * @param isAfterGap what was known before and is not in it went unheard, and goes now
   */
  adopt(snapshot: readonly ExchangeSummary[], epoch: number, isAfterGap?: boolean): boolean
  /** All but these are gone. */
  cleared(kept: readonly string[]): void
  removed(ids: readonly string[]): void
  setCapacity(capacity: number): void
  fail(message: string): void
  /** Counts what takes rows away. */
  epoch(): number
}

interface Options {
  capacity?: number
  beatMs?: number
}

export function createTrafficStore({ capacity = 10_000, beatMs = 100 }: Options = {}): TrafficStore {
  const log = createExchangeLog(capacity)
  const store = createStore<TrafficState>(() => ({ ...emptyList, load: { status: 'loading' } }))
  const waiting = new Map<string, ExchangeSummary>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastBeat = Number.NEGATIVE_INFINITY
  let epoch = 0

  const beat = () => {
    clearTimeout(timer)
    timer = undefined
    lastBeat = performance.now()
    if (waiting.size === 0) return
    const changes = [...waiting.values()]
    waiting.clear()
    store.setState(log.merge(changes))
  }

  return {
    store,
    receive(changes) {
      for (const change of changes) {
        const known = waiting.get(change.id)
        if (!known || isNewer(change, known)) waiting.set(change.id, change)
      }
      if (timer !== undefined) return
      const rest = lastBeat + beatMs - performance.now()
      if (rest <= 0) beat()
      else timer = setTimeout(beat, rest)
    },
    adopt(snapshot, asked, isAfterGap = false) {
      beat()
      if (asked !== epoch) return false
      if (isAfterGap) {
        const last = snapshot.reduce((newest, { sequence }) => Math.max(newest, sequence), 0)
        const known = new Set(snapshot.map(({ id }) => id))
        const later = store.getState().rows.flatMap(({ id, sequence }) => (sequence > last ? [id] : []))
        log.keep(new Set([...known, ...later]))
      }
      store.setState({ ...log.adopt(snapshot), load: { status: 'ready' } })
      return true
    },
    cleared(kept) {
      beat()
      epoch += 1
      store.setState(log.keep(new Set(kept)))
    },
    removed(ids) {
      beat()
      epoch += 1
      store.setState(log.remove(new Set(ids)))
    },
    setCapacity(next) {
      store.setState(log.setCapacity(next))
    },
    fail(message) {
      store.setState({ load: { status: 'failed', message } })
    },
    epoch: () => epoch,
  }
}
