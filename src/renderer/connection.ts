// How the page stands to the rest of the app: in a browser the line can break, and what was missed is asked for anew.
import { createStore } from 'zustand/vanilla'

/** `signed-out`: the server runs, and does not know this browser any more. */
export type Connection = 'connected' | 'away' | 'signed-out'

export const connection = createStore<{ state: Connection }>(() => ({ state: 'connected' }))

const listeners = new Set<() => void>()

/** Calls when events may have been missed: whoever follows them asks for everything again. Returns what ends it. */
export function onReconnected(listener: () => void): () => void {
  // One function may subscribe twice.
  const tell = () => listener()
  listeners.add(tell)
  return () => {
    listeners.delete(tell)
  }
}

export function tellReconnected(): void {
  for (const listener of [...listeners]) listener()
}
