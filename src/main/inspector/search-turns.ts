// Cuts long work into short slices, so that what else the process does is hardly held up meanwhile.

/** Milliseconds of work in one slice: a request that is being forwarded may wait for one at each of its steps. */
const sliceLength = 0.25
/** A turn of the event loop that takes less has had next to nothing to do. */
const idleTurn = 0.1
/** While there is always something else to do, it gets so many times the slice before the next one. */
const mostRest = 4

export interface Turns {
  /** Whether it is time to rest. */
  isOver(): boolean
  /** Lets everything else that is ready go first: timers, sockets, files. */
  rest(): Promise<void>
}

export function createTurns(): Turns {
  let startedAt = performance.now()
  return {
    isOver: () => performance.now() - startedAt >= sliceLength,
    async rest() {
      const restedAt = performance.now()
      const worked = restedAt - startedAt
      let turnAt = restedAt
      for (;;) {
        await new Promise<void>((resolve) => setImmediate(resolve))
        const now = performance.now()
        startedAt = now
        if (now - turnAt < idleTurn || now - restedAt >= worked * mostRest) return
        turnAt = now
      }
    },
  }
}
