// Follows a search in main for what only it can answer of a filter: which exchanges' headers and bodies match.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeepTerm, SearchProgress } from '../../../shared/recording.ts'

export interface DeepSearchState {
  /** `off`: the filter asks for nothing deep. `stopped`: the user cancelled, and what was found stays. */
  status: 'off' | 'searching' | 'done' | 'stopped' | 'failed'
  /** It grows in place; `version` tells that it did. null when off. */
  found: ReadonlySet<string> | null
  version: number
  searched: number
  total: number
  message: string | null
}

export interface DeepSearch {
  store: StoreApi<DeepSearchState>
  /** The terms of the filter as it is now; the same terms again change nothing. */
  setTerms(terms: readonly DeepTerm[]): void
  /** Main tells of progress. */
  progressed(progress: SearchProgress): void
  /** The user has seen enough. */
  stop(): void
  /** Searches again after a stop or a failure. */
  restart(): void
}

interface Options {
  start(terms: DeepTerm[]): Promise<{ id: string }>
  cancel(id: string): Promise<void>
  /** Typing goes on for so long before main is asked, in milliseconds. */
  patienceMs?: number
}

const off: DeepSearchState = { status: 'off', found: null, version: 0, searched: 0, total: 0, message: null }

export function createDeepSearch({ start, cancel, patienceMs = 200 }: Options): DeepSearch {
  const store = createStore<DeepSearchState>(() => off)
  let terms: readonly DeepTerm[] = []
  let key = '[]'
  /** Counts the searches: an answer to an older one is not for us. */
  let round = 0
  let id: string | null = null
  let found = new Set<string>()
  let version = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Progress of searches whose id is not told yet. */
  let early: SearchProgress[] = []

  const end = () => {
    round += 1
    clearTimeout(timer)
    if (id !== null) void cancel(id).catch(() => {})
    id = null
    early = []
  }

  const take = (progress: SearchProgress) => {
    for (const one of progress.found) found.add(one)
    version += 1
    const { searched, total } = progress
    store.setState({ status: progress.isDone ? 'done' : 'searching', version, searched, total })
  }

  const begin = async () => {
    const mine = round
    try {
      const answer = await start([...terms])
      if (mine !== round) {
        await cancel(answer.id)
        return
      }
      id = answer.id
      const waiting = early.filter((progress) => progress.id === id)
      early = []
      for (const progress of waiting) take(progress)
    } catch (error) {
      if (mine !== round) return
      store.setState({ status: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  }

  const restart = () => {
    end()
    found = new Set()
    version += 1
    if (terms.length === 0) {
      store.setState({ ...off, version })
      return
    }
    store.setState({ status: 'searching', found, version, searched: 0, total: 0, message: null })
    timer = setTimeout(() => void begin(), patienceMs)
  }

  return {
    store,
    setTerms(next) {
      const nextKey = JSON.stringify(next)
      if (nextKey === key) return
      key = nextKey
      terms = next
      restart()
    },
    progressed(progress) {
      if (progress.id === id) take(progress)
      else if (id === null && store.getState().status === 'searching') early.push(progress)
    },
    stop() {
      if (store.getState().status !== 'searching') return
      end()
      store.setState({ status: 'stopped' })
    },
    restart,
  }
}
