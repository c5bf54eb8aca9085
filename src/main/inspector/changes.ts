// Tells of new and changed exchanges in batches, coalesced, and of the recording's state; without a listener it costs nothing.
import type { ExchangeSummary } from '../../shared/exchange.ts'
import type { RecordingState } from '../../shared/recording.ts'
import type { KeptExchange } from './kept-exchange.ts'
import { createListeners } from './listeners.ts'

export interface Changes {
  /** Whether anybody is told. */
  readonly isWatched: boolean
  note(kept: KeptExchange): void
  /** What was noted so far is not told. */
  forget(): void
  onChange(listener: (batch: ExchangeSummary[]) => void): () => void
}

/** @param interval least time between two batches, in milliseconds */
export function createChanges(interval: number): Changes {
  const changed = new Set<KeptExchange>()
  let timer: NodeJS.Timeout | null = null
  const forget = () => {
    changed.clear()
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const listeners = createListeners<ExchangeSummary[]>(forget)
  const deliver = () => {
    timer = null
    const batch: ExchangeSummary[] = []
    for (const kept of changed) if (!kept.isInTrash) batch.push(kept.summary())
    changed.clear()
    if (batch.length > 0) listeners.tell(batch)
  }
  return {
    get isWatched() {
      return listeners.size > 0
    },
    note(kept) {
      if (listeners.size === 0 || kept.isInTrash) return
      changed.add(kept)
      if (timer === null) timer = setTimeout(deliver, interval)
    },
    forget,
    onChange: listeners.add,
  }
}

export interface StateChanges {
  /** Something may have changed. */
  note(): void
  onState(listener: (state: RecordingState) => void): () => void
}

/** @param interval least time between two tellings, in milliseconds */
export function createStateChanges(read: () => RecordingState, interval: number): StateChanges {
  let timer: NodeJS.Timeout | null = null
  let told = ''
  let toldAt = -Infinity
  const stop = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const listeners = createListeners<RecordingState>(stop)
  const deliver = () => {
    timer = null
    const state = read()
    const text = JSON.stringify(state)
    if (text === told) return
    told = text
    toldAt = performance.now()
    listeners.tell(state)
  }
  return {
    note() {
      if (listeners.size === 0 || timer !== null) return
      timer = setTimeout(deliver, Math.max(0, toldAt + interval - performance.now()))
    },
    onState(listener) {
      if (listeners.size === 0) told = JSON.stringify(read())
      return listeners.add(listener)
    },
  }
}
