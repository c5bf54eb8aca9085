// An answer of main about the config file for as long as somebody looks: asked for anew when the file changes.
import { useCallback, useEffect, useRef, useState } from 'react'
import { messageOf, on } from './api.ts'
import { onReconnected } from './connection.ts'

export type Asked<Value> =
  | { status: 'loading' }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; message: string }

/**
 * The last answer stays until the next one is there.
 * @param ask the same function at every render
 * @param settleMs how long the file rests before main is asked again: typing changes it many times a second
 */
export function useAsked<Value>(ask: () => Promise<Value>, settleMs = 0): { answer: Asked<Value>; retry: () => void } {
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
    let timer: ReturnType<typeof setTimeout> | undefined
    void load()
    const leave = on('routes.changed', () => {
      clearTimeout(timer)
      timer = setTimeout(() => void load(), settleMs)
    })
    const stopReloading = onReconnected(() => void load())
    return () => {
      leave()
      stopReloading()
      clearTimeout(timer)
      asked.current += 1
    }
  }, [load, settleMs])
  return { answer, retry: () => void load() }
}
