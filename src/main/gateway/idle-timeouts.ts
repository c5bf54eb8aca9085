// Ends exchanges whose upstream has been silent for too long: one timer for all of them.

/** An exchange as far as its timeout is concerned. */
export interface Timed {
  readonly timeoutMs: number
  /** Set on every sign of life; taken back by the timer when it has seen it. */
  isActive: boolean
  /** performance.now() of the last sign of life that the timer has seen. */
  idleSince: number
  /** false while it is not the upstream that is waited for, such as a client that reads slowly. */
  waitsForUpstream(): boolean
  onTimeout(): void
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
 * exchange ends at its timeout or up to a tenth of it later, never before.
 */
export function createIdleTimeouts(): IdleTimeouts {
  const watched = new Set<Timed>()
  let timer: NodeJS.Timeout | null = null
  let interval = slowestLook

  const look = () => {
    const now = performance.now()
    for (const timed of watched) {
      if (timed.isActive || !timed.waitsForUpstream()) {
        timed.isActive = false
        timed.idleSince = now
      } else if (now - timed.idleSince >= timed.timeoutMs) {
        watched.delete(timed)
        timed.onTimeout()
      }
    }
    if (watched.size === 0) stop()
  }

  const stop = () => {
    if (timer !== null) clearInterval(timer)
    timer = null
    interval = slowestLook
  }

  return {
    add(timed) {
      watched.add(timed)
      const wanted = Math.max(fastestLook, Math.min(slowestLook, timed.timeoutMs / 10))
      if (timer !== null && wanted >= interval) return
      stop()
      interval = wanted
      timer = setInterval(look, interval)
      timer.unref()
    },
    remove(timed) {
      watched.delete(timed)
    },
  }
}
