// A value that main owns and the page follows: listen first, then ask, so that no change falls between.
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { messageOf } from './api.ts'
import { onReconnected } from './connection.ts'

export type Live<Value> =
  | { status: 'loading'; value: null }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; value: null; message: string }

export interface LiveValue<Value> {
  store: StoreApi<Live<Value>>
  /** Listens, asks, and asks again after a failure. It never throws: a failure is a state. */
  load(): Promise<void>
  set(value: Value): void
}

interface Source<Value> {
  get(): Promise<Value>
  listen(listener: (value: Value) => void): () => void
}

export function createLiveValue<Value>({ get, listen }: Source<Value>): LiveValue<Value> {
  const store = createStore<Live<Value>>(() => ({ status: 'loading', value: null }))
  let listening = false
  let changes = 0

  const set = (value: Value) => {
    changes += 1
    store.setState({ status: 'ready', value }, true)
  }
  const load = async () => {
    if (!listening) {
      listen(set)
      onReconnected(() => void load())
    }
    listening = true
    const before = changes
    try {
      const value = await get()
      // An event that came meanwhile is at least as new as the answer.
      if (changes === before) set(value)
    } catch (error) {
      if (changes === before) store.setState({ status: 'failed', value: null, message: messageOf(error) }, true)
    }
  }
  return { store, load, set }
}

export function useLive<Value>(live: LiveValue<Value>): Live<Value> {
  return useStore(live.store)
}
