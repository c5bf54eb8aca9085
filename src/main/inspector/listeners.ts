// Who wants to be told of something.

export interface Listeners<Payload> {
  readonly size: number
  /** Returns the function that ends the subscription. */
  add(listener: (payload: Payload) => void): () => void
  tell(payload: Payload): void
}

/** @param onNone called when the last one has gone */
export function createListeners<Payload>(onNone?: () => void): Listeners<Payload> {
  const listeners = new Set<(payload: Payload) => void>()
  return {
    get size() {
      return listeners.size
    },
    add(listener) {
      // Of its own, so that the same function may listen twice.
      const own = (payload: Payload) => listener(payload)
      listeners.add(own)
      return () => {
        if (listeners.delete(own) && listeners.size === 0) onNone?.()
      }
    },
    tell(payload) {
      for (const listener of [...listeners]) listener(payload)
    },
  }
}
