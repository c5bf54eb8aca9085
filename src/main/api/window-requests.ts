// Keeps what main asks of a window until a page takes it: one that is open already, or the next one.
import type { CallHandlers } from '../../shared/contract.ts'
import type { WindowRequest } from '../../shared/window-request.ts'
import type { Services } from './services.ts'

export interface WindowRequests {
  add(request: WindowRequest): void
  /** Each is given once. */
  take(): WindowRequest[]
  /** Returns the function that ends the subscription. */
  onAdd(listener: () => void): () => void
}

/** More than a person reads: a link could be opened over and over while no page is there. */
const most = 20

export function createWindowRequests(): WindowRequests {
  let waiting: WindowRequest[] = []
  const listeners = new Set<() => void>()
  return {
    add(request) {
      waiting = [...waiting, request].slice(-most)
      for (const listener of listeners) listener()
    },
    take() {
      const taken = waiting
      waiting = []
      return taken
    },
    onAdd(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

export function windowHandlers({
  windowRequests,
}: Pick<Services, 'windowRequests'>): Pick<CallHandlers, 'window.takeRequests'> {
  return { 'window.takeRequests': () => windowRequests.take() }
}
