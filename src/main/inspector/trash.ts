// What was cleared or deleted a moment ago: to be had back for a while, then gone for good.
import type { KeptExchange } from './kept-exchange.ts'
import type { KeptList } from './kept-list.ts'

export interface Trash {
  /** What was discarded before goes for good. */
  discard(kept: readonly KeptExchange[]): void
  /** Brings back what was discarded last, as far as it is not gone. */
  restore(): KeptExchange[]
  /** Nothing goes any more by itself. */
  close(): void
}

/** @param onEmptied told when what was discarded has gone by itself */
export function createTrash(list: Pick<KeptList, 'discard' | 'restore' | 'emptyTrash'>, onEmptied: () => void): Trash {
  let timer: NodeJS.Timeout | null = null

  const stopTimer = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  return {
    discard(kept) {
      stopTimer()
      list.discard(kept)
      timer = setTimeout(() => {
        list.emptyTrash()
        onEmptied()
      }, restoreTime)
      timer.unref()
    },
    restore() {
      stopTimer()
      return list.restore()
    },
    close: stopTimer,
  }
}

/** How long a clear or a remove can be undone, in milliseconds. */
const restoreTime = 30_000
