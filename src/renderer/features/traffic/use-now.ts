// The time, told again while something needs it.
import { useEffect, useState } from 'react'

/** Milliseconds since the epoch, ten times a second while `running`; no timer otherwise. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [running])
  return now
}
