// A live answer about one exchange, for as long as a component shows it.
import { useCallback, useEffect, useRef, useState } from 'react'
import { on } from '../../../api.ts'
import { onReconnected } from '../../../connection.ts'
import { type Answer, createLiveQuery, type LiveQuery } from './live-query.ts'

const loading = { status: 'loading', value: null } as const

/** Calls `changed` when this exchange has changed or is gone; returns the function that ends it. */
export function onExchangeChange(id: string, changed: () => void): () => void {
  const stops = [
    on('exchanges.changed', (exchanges) => {
      if (exchanges.some((exchange) => exchange.id === id)) changed()
    }),
    on('exchanges.removed', (ids) => {
      if (ids.includes(id)) changed()
    }),
    on('exchanges.cleared', ({ kept }) => {
      if (!kept.includes(id)) changed()
    }),
    onReconnected(changed),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** `get` is asked anew at most once in `intervalMs`. */
export function useLiveQuery<Value>(
  id: string,
  get: (id: string) => Promise<Value>,
  intervalMs = 100,
): { answer: Answer<Value>; retry: () => void } {
  const [state, setState] = useState<{ id: string; answer: Answer<Value> }>({ id, answer: loading })
  const query = useRef<LiveQuery | null>(null)

  useEffect(() => {
    const live = createLiveQuery({ get: () => get(id), tell: (answer) => setState({ id, answer }), intervalMs })
    query.current = live
    const stop = onExchangeChange(id, live.changed)
    live.ask()
    return () => {
      stop()
      live.stop()
    }
  }, [id, get, intervalMs])

  const retry = useCallback(() => query.current?.ask(), [])
  // What the exchange before it answered is not shown as this one's.
  return { answer: state.id === id ? state.answer : loading, retry }
}
