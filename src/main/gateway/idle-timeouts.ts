// Ends what has been silent for too long, exchanges and kept connections: one timer for all of them.

/** An exchange, or a connection, as far as its timeout is concerned. */
export interface Timed {
  readonly timeoutMs: number
  /** Set on every sign of life; taken back by the timer when it has seen it. */
  isActive: boolean
  /** performance.now() of the last sign of life that the timer has seen. */
  idleSince: number
  /** false while it is not the other side that is waited for, such as a client that reads slowly. */
  isWaiting(): boolean
  onTimeout(): void
  /** Its neighbours in the list of those that are watched; null outside of it. */
  nextTimed: Timed | null
  previousTimed: Timed | null
}

export interface IdleTimeouts {
  add(timed: Timed): void
  remove(timed: Timed): void
}

/** Milliseconds between two looks at the longest; a short timeout is looked at more often. */
const slowestLook = 1000
const fastestLook = 10

/**
 * A sign of life costs one assignment, where a timer of its own would be set anew at each byte. An
 * exchange ends at its timeout or up to a tenth of it later (a second at most), never before. The list runs through the
 * exchanges themselves: a Set that every request enters and leaves took a fifth of the request's whole time.
 */
export function createIdleTimeouts(): IdleTimeouts {
  let first: Timed | null = null
  let timer: NodeJS.Timeout | null = null
  let interval = slowestLook

  const remove = (timed: Timed) => {
    if (timed !== first && timed.previousTimed === null) return
    if (timed.previousTimed !== null) timed.previousTimed.nextTimed = timed.nextTimed
    else first = timed.nextTimed
    if (timed.nextTimed !== null) timed.nextTimed.previousTimed = timed.previousTimed
    timed.previousTimed = null
    timed.nextTimed = null
  }

  const look = () => {
    const now = performance.now()
    for (let timed = first; timed !== null; ) {
      const next: Timed | null = timed.nextTimed
      if (timed.isActive || !timed.isWaiting()) {
        timed.isActive = false
        timed.idleSince = now
      } else if (now - timed.idleSince >= timed.timeoutMs) {
        remove(timed)
        timed.onTimeout()
      }
      timed = next
    }
    if (first === null) stop()
  }

  const stop = () => {
    if (timer !== null) clearInterval(timer)
    timer = null
    interval = slowestLook
  }

  return {
    add(timed) {
      remove(timed)
      timed.nextTimed = first
      if (first !== null) first.previousTimed = timed
      first = timed
      const wanted = Math.max(fastestLook, Math.min(slowestLook, timed.timeoutMs / 10))
      if (timer !== null && wanted >= interval) return
      stop()
      interval = wanted
      timer = setInterval(look, interval)
      timer.unref()
    },
    remove,
  }
}
