// The time, told again while something needs it; one clock for all who ask.
import { useCallback, useSyncExternalStore } from 'react'

const beatMs = 100

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

const tick = () => {
  now = Date.now()
  for (const listener of [...listeners]) listener()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(tick, beatMs)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

const never = () => () => {}

function current(): number {
  // Without the clock's beat the time stands still, and the first who asks would be told an old one.
  if (Math.abs(Date.now() - now) > 2 * beatMs) now = Date.now()
  return now
}

/** Milliseconds since the epoch, ten times a second while `running`; no timer otherwise. */
export function useNow(running: boolean): number {
  return useSyncExternalStore(running ? subscribe : never, useCallback(current, []))
}
