// Searches headers and bodies of what is kept, newest first, and of what ends later until the search is cancelled.
import type { DeepTerm, SearchProgress } from '../../shared/recording.ts'
import type { CapturedExchanges } from './captured.ts'
import { type DecodeBody, type ExchangeSearch, isMatch, readTerms } from './search-exchange.ts'
import { createTurns } from './search-turns.ts'

/** Milliseconds between two reports of a search, at least. */
const reportInterval = 50

export interface SearchesOptions {
  exchanges: CapturedExchanges
  /** Tells of each exchange that has ended; returns the function that ends the subscription. */
  onEnded(listener: (ended: { readonly id: string }) => void): () => void
  decodeBody: DecodeBody
  /** At most every 50 ms of each search, and never before `start` has returned. */
  onProgress(progress: SearchProgress): void
}

export interface Searches {
  /** All terms must hold. Returns the search's id. */
  start(terms: readonly DeepTerm[]): string
  /** Nothing more is told of it. An unknown id is one that is cancelled already. */
  cancel(id: string): void
  /** Cancels all. */
  close(): void
}

export function createSearches(options: SearchesOptions): Searches {
  const cancels = new Map<string, () => void>()
  let count = 0
  return {
    start(terms) {
      count += 1
      const id = `search-${count}`
      cancels.set(id, startSearch(id, terms, options))
      return id
    },
    cancel(id) {
      cancels.get(id)?.()
      cancels.delete(id)
    },
    close() {
      for (const cancel of cancels.values()) cancel()
      cancels.clear()
    },
  }
}

/** Returns the function that cancels it. */
function startSearch(
  id: string,
  terms: readonly DeepTerm[],
  { exchanges, onEnded, decodeBody, onProgress }: SearchesOptions,
): () => void {
  let isCancelled = false
  const search: ExchangeSearch = {
    terms: readTerms(terms),
    turns: createTurns(),
    decodeBody,
    isCancelled: () => isCancelled,
  }
  /** Ids, the next one last; ids only, so that nothing is kept alive by waiting. */
  const queue = Array.from(exchanges.all(), (exchange) => exchange.id)
  const queued = new Set(queue)
  /** Found while they were under way: they end without being told again. */
  const foundEarly = new Set<string>()
  let found: string[] = []
  let searched = 0
  let total = queue.length
  let isRunning = false
  let reportedAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null

  const report = () => {
    timer = null
    reportedAt = performance.now()
    const progress = { id, found, searched, total, isDone: queue.length === 0 && !isRunning }
    found = []
    onProgress(progress)
  }
  const reportSoon = () => {
    if (isCancelled) return
    timer ??= setTimeout(report, Math.max(0, reportedAt + reportInterval - performance.now()))
  }

  const searchOne = async (exchangeId: string) => {
    const exchange = exchanges.find(exchangeId)
    if (!exchange || foundEarly.delete(exchangeId)) return
    const isUnderWay = exchange.summary().state !== 'ended'
    if (isUnderWay && search.terms.canCease) return
    if (!(await isMatch(exchange, search)) || isCancelled) return
    if (isUnderWay) foundEarly.add(exchangeId)
    found.push(exchangeId)
  }

  const run = async () => {
    while (!isCancelled) {
      if (search.turns.isOver()) await search.turns.rest()
      const next = isCancelled ? undefined : queue.pop()
      if (next === undefined) break
      queued.delete(next)
      // One that cannot be searched must not end the search of the others.
      await searchOne(next).catch(() => {})
      searched += 1
      reportSoon()
    }
    isRunning = false
    reportSoon()
  }

  /** Never at once: exchanges end while others are being forwarded. */
  const wake = () => {
    if (isRunning) return
    isRunning = true
    setImmediate(() => void run())
  }

  const unsubscribe = onEnded(({ id: endedId }) => {
    // What waits to be searched is found as it is when its turn comes.
    if (queued.has(endedId)) return
    queued.add(endedId)
    queue.push(endedId)
    total += 1
    wake()
  })
  wake()

  return () => {
    isCancelled = true
    unsubscribe()
    if (timer) clearTimeout(timer)
    timer = null
    queue.length = 0
    queued.clear()
  }
}
