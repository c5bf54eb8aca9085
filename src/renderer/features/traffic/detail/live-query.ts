// An answer of main about one exchange that is asked for again as that exchange goes on, but not too often.
import { ApiError, messageOf } from '../../../api.ts'

export type Answer<Value> =
  | { status: 'loading'; value: null }
  | { status: 'ready'; value: Value }
  | { status: 'gone'; value: null }
  | { status: 'failed'; value: null; message: string }

export interface LiveQuery {
  /** Asks, or asks again after a failure. */
  ask(): void
  /** Something has changed: asks again, at most once in the interval, and never twice at a time. */
  changed(): void
  stop(): void
}

interface LiveQueryOptions<Value> {
  get: () => Promise<Value>
  tell: (answer: Answer<Value>) => void
  intervalMs: number
}

export function createLiveQuery<Value>({ get, tell, intervalMs }: LiveQueryOptions<Value>): LiveQuery {
  let isAsking = false
  let isStale = false
  let isStopped = false
  let askedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async () => {
    clearTimeout(timer)
    timer = undefined
    isAsking = true
    isStale = false
    askedAt = Date.now()
    let answer: Answer<Value>
    try {
      answer = { status: 'ready', value: await get() }
    } catch (error) {
      const isGone = error instanceof ApiError && error.code === 'not_found'
      answer = isGone ? { status: 'gone', value: null } : { status: 'failed', value: null, message: messageOf(error) }
    }
    isAsking = false
    if (isStopped) return
    tell(answer)
    if (isStale) changed()
  }
  const changed = () => {
    if (isStopped) return
    if (isAsking) {
      isStale = true
      return
    }
    timer ??= setTimeout(() => void ask(), Math.max(0, askedAt + intervalMs - Date.now()))
  }
  return {
    ask: () => {
      if (!isAsking && !isStopped) void ask()
    },
    changed,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
