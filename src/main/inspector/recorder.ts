// The recorder's door: keeps the last exchanges in summary and tells listeners of changes in batches.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { Exchange, ExchangeObserver } from '../gateway/exchange.ts'
import { summarise } from './summary.ts'

export interface Recorder extends ExchangeObserver {
  /** Oldest first. */
  list(): ExchangeSummary[]
  clear(): void
  /** New and changed exchanges, coalesced by id. Returns the function that ends the subscription. */
  onChange(listener: (batch: ExchangeSummary[]) => void): () => void
  onClear(listener: () => void): () => void
}

export interface RecorderOptions {
  /** How many exchanges are kept; the oldest goes first. */
  capacity?: number
  /** Least time between two batches, in milliseconds. */
  interval?: number
  /** Told of each exchange when it has ended. */
  onEnded?: (summary: ExchangeSummary) => void
}

/** What is left of an ended exchange: its headers are let go. */
interface Kept {
  sequence: number
  summary: ExchangeSummary
}

export function createRecorder({ capacity = 10_000, interval = 50, onEnded }: RecorderOptions = {}): Recorder {
  /** A ring: the exchange with sequence number n stands at n % capacity until n + capacity takes its place. */
  const ring: (Exchange | Kept | undefined)[] = []
  let newest = 0
  /** Everything up to this sequence number was cleared. */
  let cleared = 0
  const changed = new Set<Exchange>()
  const changeListeners = new Set<(batch: ExchangeSummary[]) => void>()
  const clearListeners = new Set<() => void>()
  let timer: NodeJS.Timeout | null = null

  const deliver = () => {
    timer = null
    const batch = [...changed].map(summarise)
    changed.clear()
    for (const listener of changeListeners) listener(batch)
  }

  /** Without a listener there is nothing to do: no timer, no batch. */
  const note = (exchange: Exchange) => {
    if (changeListeners.size === 0 || exchange.sequence <= cleared) return
    changed.add(exchange)
    if (timer === null) timer = setTimeout(deliver, interval)
  }

  const forgetChanges = () => {
    changed.clear()
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  return {
    received(exchange) {
      newest = exchange.sequence
      ring[newest % capacity] = exchange
      note(exchange)
    },
    sent: note,
    responded: note,
    streamed: note,
    ended(exchange) {
      note(exchange)
      const slot = exchange.sequence % capacity
      const summary = summarise(exchange)
      if (ring[slot] === exchange) ring[slot] = { sequence: exchange.sequence, summary }
      onEnded?.(summary)
    },
    list() {
      const summaries: ExchangeSummary[] = []
      for (let sequence = Math.max(cleared, newest - capacity) + 1; sequence <= newest; sequence++) {
        const found = ring[sequence % capacity]
        if (found?.sequence === sequence) summaries.push('summary' in found ? found.summary : summarise(found))
      }
      return summaries
    },
    clear() {
      cleared = newest
      ring.length = 0
      forgetChanges()
      for (const listener of clearListeners) listener()
    },
    onChange(listener) {
      changeListeners.add(listener)
      return () => {
        changeListeners.delete(listener)
        if (changeListeners.size === 0) forgetChanges()
      }
    },
    onClear(listener) {
      clearListeners.add(listener)
      return () => clearListeners.delete(listener)
    },
  }
}
