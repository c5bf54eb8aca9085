// The events of one stream as they are fetched: page after page from the known end, and again when more have come.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { StreamMessage, StreamMessages } from '../../../../shared/exchange-detail.ts'
import { ApiError, messageOf } from '../../../api.ts'

const pageLength = 1000

export interface EventLogState {
  messages: readonly StreamMessage[]
  /** null until the first answer. */
  total: number | null
  problems: string[]
  status: 'loading' | 'ready' | 'gone' | 'failed'
  message: string | null
}

export interface EventLog {
  store: StoreApi<EventLogState>
  /** Fetches what is not there yet; nothing while a fetch is under way, which then goes on. */
  catchUp(): void
  stop(): void
}

export function createEventLog(get: (from: number, count: number) => Promise<StreamMessages>): EventLog {
  const store = createStore<EventLogState>(() => ({
    messages: [],
    total: null,
    problems: [],
    status: 'loading',
    message: null,
  }))
  let isFetching = false
  let isStale = false
  let isStopped = false

  const fetchAll = async () => {
    isFetching = true
    try {
      for (let hasMore = true; hasMore && !isStopped; ) {
        isStale = false
        const { messages } = store.getState()
        const page = await get(messages.length, pageLength)
        if (isStopped) return
        const next = [...messages, ...page.messages]
        store.setState({ messages: next, total: page.total, problems: page.problems, status: 'ready', message: null })
        hasMore = isStale || (page.messages.length > 0 && next.length < page.total)
      }
    } catch (error) {
      const isGone = error instanceof ApiError && error.code === 'not_found'
      if (!isStopped) store.setState({ status: isGone ? 'gone' : 'failed', message: messageOf(error) })
    } finally {
      isFetching = false
    }
  }
  return {
    store,
    catchUp: () => {
      isStale = true
      if (!isFetching && !isStopped) void fetchAll()
    },
    stop: () => {
      isStopped = true
    },
  }
}
