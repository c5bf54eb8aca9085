// A body for a component that shows it: its start, and all of it on demand.
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, call, messageOf } from '../../../api.ts'
import { type Form, type LoadedBody, loadRest, loadStart, type Side } from './body-loader.ts'
import type { Answer } from './live-query.ts'

interface UsedBody {
  answer: Answer<LoadedBody>
  /** Bytes that have come so far while the rest is loaded; null while it is not. */
  loading: number | null
  loadAll: () => void
  retry: () => void
}

/** `revision` is another number when there is more of the body than before. */
export function useBody(id: string, side: Side, form: Form, revision: number): UsedBody {
  const [answer, setAnswer] = useState<Answer<LoadedBody>>({ status: 'loading', value: null })
  const [loading, setLoading] = useState<number | null>(null)
  const [attempts, setAttempts] = useState(0)
  const life = useRef(0)

  const ask = useCallback(
    (offset: number, length: number) => call('exchanges.body', { id, side, form, offset, length }),
    [id, side, form],
  )
  const run = useCallback(async (load: () => Promise<LoadedBody>) => {
    const { current } = life
    let next: Answer<LoadedBody>
    try {
      next = { status: 'ready', value: await load() }
    } catch (error) {
      const isGone = error instanceof ApiError && error.code === 'not_found'
      next = isGone ? { status: 'gone', value: null } : { status: 'failed', value: null, message: messageOf(error) }
    }
    if (current === life.current) setAnswer(next)
    return current === life.current
  }, [])

  // Each revision and each attempt is a load of its own; what an older one answers is not taken.
  const generation = `${revision} ${attempts}`
  const loaded = useRef('')
  useEffect(() => {
    life.current += 1
    loaded.current = generation
    void run(() => loadStart(ask))
    return () => {
      life.current += 1
    }
  }, [ask, run, generation])

  const loadAll = () => {
    if (answer.status !== 'ready' || loading !== null) return
    const start = answer.value
    setLoading(start.bytes.length)
    const { current } = life
    const tell = (bytes: number) => {
      if (current === life.current) setLoading(bytes)
    }
    void run(() => loadRest(start, ask, tell)).finally(() => setLoading(null))
  }
  return { answer, loading, loadAll, retry: () => setAttempts((count) => count + 1) }
}
