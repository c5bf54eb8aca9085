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
  /** How many exchanges are kept; the oldest ended one goes first. */
  capacity?: number
  /** Least time between two batches, in milliseconds. */
  interval?: number
}

export function createRecorder({ capacity = 10_000, interval = 50 }: RecorderOptions = {}): Recorder {
  /** A Map keeps the order of arrival, and forgetting the oldest is its first key. */
  const kept = new Map<string, Exchange>()
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
    if (changeListeners.size === 0 || !kept.has(exchange.id)) return
    changed.add(exchange)
    if (timer === null) timer = setTimeout(deliver, interval)
  }

  return {
    received(exchange) {
      kept.set(exchange.id, exchange)
      if (kept.size > capacity) kept.delete(kept.keys().next().value as string)
      note(exchange)
    },
    sent: note,
    responded: note,
    streamed: note,
    ended: note,
    list: () => [...kept.values()].map(summarise),
    clear() {
      kept.clear()
      changed.clear()
      for (const listener of clearListeners) listener()
    },
    onChange(listener) {
      changeListeners.add(listener)
      return () => changeListeners.delete(listener)
    },
    onClear(listener) {
      clearListeners.add(listener)
      return () => clearListeners.delete(listener)
    },
  }
}
