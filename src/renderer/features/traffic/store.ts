// The page's traffic: its list, how it is looked at, and the actions on both.
import { createStore } from 'zustand/vanilla'
import { call, messageOf, on } from '../../api.ts'
import type { QuickFilter } from './filters.ts'
import { createTrafficStore } from './traffic-store.ts'

const traffic = createTrafficStore()

export const trafficStore = traffic.store

interface TrafficView {
  filter: QuickFilter
  /** The list stays at its newest row. */
  follow: boolean
  /** The sequence number from which rows are new to the user, while not following. */
  seenUntil: number
  selectedId: string | null
  /** Where the list was left, in pixels. */
  scrollTop: number
}

export const trafficView = createStore<TrafficView>(() => ({
  filter: 'all',
  follow: true,
  seenUntil: 0,
  selectedId: null,
  scrollTop: 0,
}))

let listening = false

/** Listens, asks for all exchanges, and asks again after a failure. It never throws: a failure is a state. */
export async function loadTraffic(): Promise<void> {
  if (!listening) {
    on('exchanges.changed', traffic.receive)
    on('exchanges.cleared', () => {
      traffic.cleared()
      trafficView.setState({ follow: true, selectedId: null })
    })
    listening = true
  }
  const epoch = traffic.epoch()
  try {
    traffic.adopt(await call('exchanges.get'), epoch)
  } catch (error) {
    traffic.fail(messageOf(error))
  }
}

export async function clearTraffic(): Promise<void> {
  await call('exchanges.clear')
}

export function setFilter(filter: QuickFilter): void {
  trafficView.setState({ filter })
}

export function setFollow(follow: boolean): void {
  if (follow === trafficView.getState().follow) return
  const { firstSequence, rows } = trafficStore.getState()
  trafficView.setState({ follow, seenUntil: firstSequence + rows.length })
}

export function select(id: string | null): void {
  trafficView.setState({ selectedId: id })
}
