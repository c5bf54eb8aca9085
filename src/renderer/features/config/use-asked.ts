// An answer of main about the config file for as long as a dialog shows it: asked for anew when the file changes.
import { useCallback, useEffect, useRef, useState } from 'react'
import { messageOf, on } from '../../api.ts'

export type Asked<Value> =
  | { status: 'loading' }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; message: string }

/** The last answer stays until the next one is there. @param ask the same function at every render */
export function useAsked<Value>(ask: () => Promise<Value>): { answer: Asked<Value>; retry: () => void } {
  const [answer, setAnswer] = useState<Asked<Value>>({ status: 'loading' })
  const asked = useRef(0)

  const load = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    const next = await ask().then(
      (value): Asked<Value> => ({ status: 'ready', value }),
      (error: unknown): Asked<Value> => ({ status: 'failed', message: messageOf(error) }),
    )
    if (mine === asked.current) setAnswer(next)
  }, [ask])

  useEffect(() => {
    void load()
    const leave = on('routes.changed', () => void load())
    return () => {
      leave()
      asked.current += 1
    }
  }, [load])
  return { answer, retry: () => void load() }
}
