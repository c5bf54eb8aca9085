// The page's traffic: its list, how it is looked at, which rows that shows, and the actions on all three.
import { createStore } from 'zustand/vanilla'
import { type ParsedFilter, parseFilter } from '../../../shared/filter/filter.ts'
import type { RecordingState } from '../../../shared/recording.ts'
import { call, messageOf, on } from '../../api.ts'
import { onReconnected } from '../../connection.ts'
import { createLiveValue } from '../../live-value.ts'
import { settings } from '../settings/store.ts'
import { createDeepSearch } from './deep-search.ts'
import type { QuickFilter } from './filters.ts'
import type { Sort } from './list-order.ts'
import { createListView, emptyResult, type ListResult } from './list-view.ts'
import { afterDelete, extendTo, noSelection, type Selection, selectOne, without } from './selection.ts'
import { createTrafficStore } from './traffic-store.ts'

const traffic = createTrafficStore()

export const trafficStore = traffic.store

interface TrafficView {
  /** The typed filter as text. */
  filterText: string
  filter: ParsedFilter
  quick: QuickFilter
  /** null: in the order of arrival, and only then the list can follow. */
  sort: Sort
  /** The list stays at its newest row. */
  follow: boolean
  /** The newest sequence number when the list stopped following. */
  seenUntil: number
  selection: Selection
  isPaneOpen: boolean
  /** Where the list was left, in pixels. */
  scrollTop: number
}

export const trafficView = createStore<TrafficView>(() => ({
  filterText: '',
  filter: parseFilter(''),
  quick: 'all',
  sort: null,
  follow: true,
  seenUntil: 0,
  selection: noSelection,
  isPaneOpen: false,
  scrollTop: 0,
}))

export const deepSearch = createDeepSearch({
  start: (terms) => call('search.start', { terms }),
  cancel: (id) => call('search.cancel', { id }).then(() => undefined),
})

export const recording = createLiveValue<RecordingState>({
  get: () => call('recording.get'),
  listen: (listener) => on('recording.changed', listener),
})

/** The rows that the list shows. */
export const shownList = createStore<ListResult>(() => emptyResult)

const listView = createListView()

const refresh = () => {
  const { filter, quick, sort } = trafficView.getState()
  const { found, version } = deepSearch.store.getState()
  const { rows } = trafficStore.getState()
  const result = listView.update(rows, { matches: filter.matches, found, quick, sort }, version)
  if (result !== shownList.getState()) shownList.setState(result, true)
}

trafficStore.subscribe(refresh)
trafficView.subscribe(refresh)

let isRefreshDue = false

// A search tells of what it finds more often than the list needs to know.
deepSearch.store.subscribe((state, before) => {
  if (state.found !== before.found || state.status !== before.status) refresh()
  else if (!isRefreshDue) {
    isRefreshDue = true
    setTimeout(() => {
      isRefreshDue = false
      refresh()
    }, 100)
  }
})

let isListening = false

function listen(): void {
  if (isListening) return
  isListening = true
  on('exchanges.changed', traffic.receive)
  on('exchanges.cleared', ({ kept }) => {
    const keeps = new Set(kept)
    traffic.cleared(kept)
    dropFromSelection((id) => !keeps.has(id))
    if (kept.length === 0) trafficView.setState({ follow: true })
  })
  on('exchanges.removed', (ids) => {
    const gone = new Set(ids)
    const next = afterDelete(trafficView.getState().selection, shownList.getState().shown, gone)
    traffic.removed(ids)
    if (next) setSelection(next)
    else dropFromSelection((id) => gone.has(id))
  })
  on('search.changed', deepSearch.progressed)
  onReconnected(() => {
    void loadTraffic({ isAfterGap: true })
    deepSearch.restart()
  })
  const takeCapacity = () => {
    const capacity = settings.store.getState().value?.capture.exchanges
    if (capacity !== undefined) traffic.setCapacity(capacity)
  }
  takeCapacity()
  settings.store.subscribe((live, before) => {
    if (live.value?.capture.exchanges !== before.value?.capture.exchanges) takeCapacity()
  })
  void recording.load()
}

/** Listens, asks for all exchanges, and asks again after a failure. It never throws: a failure is a state. */
export async function loadTraffic({ isAfterGap = false } = {}): Promise<void> {
  listen()
  try {
    // A list that was asked for before a clear or a delete holds what is gone.
    for (let isTaken = false; !isTaken; ) {
      const epoch = traffic.epoch()
      isTaken = traffic.adopt(await call('exchanges.get'), epoch, isAfterGap)
    }
    if (isAfterGap) {
      const kept = new Set(trafficStore.getState().rows.map(({ id }) => id))
      dropFromSelection((id) => !kept.has(id))
    }
  } catch (error) {
    traffic.fail(messageOf(error))
  }
}

function dropFromSelection(isGone: (id: string) => boolean): void {
  const { selection, isPaneOpen } = trafficView.getState()
  const rest = without(selection, isGone)
  if (rest !== selection) trafficView.setState({ selection: rest, isPaneOpen: isPaneOpen && rest.active !== null })
}

/** The same text again keeps the filter, so that nothing is worked out anew. */
export function setFilterText(filterText: string): void {
  if (filterText === trafficView.getState().filterText) return
  const filter = parseFilter(filterText)
  trafficView.setState({ filterText, filter })
  deepSearch.setTerms(filter.deepTerms)
}

export function setQuickFilter(quick: QuickFilter): void {
  trafficView.setState({ quick })
}

export function clearFilters(): void {
  setFilterText('')
  setQuickFilter('all')
}

export function setSort(sort: Sort): void {
  trafficView.setState(sort === null ? { sort } : { sort, follow: false, seenUntil: trafficStore.getState().newest })
}

/** Following shows the newest at the end, so the list goes back to the order of arrival for it. */
export function setFollow(follow: boolean): void {
  if (follow === trafficView.getState().follow) return
  const seenUntil = trafficStore.getState().newest
  trafficView.setState({ follow, seenUntil, ...(follow ? { sort: null } : {}) })
}

export function setSelection(selection: Selection): void {
  trafficView.setState({ selection })
}

export function select(id: string): void {
  setSelection(selectOne(id))
}

export function extendSelection(id: string): void {
  setSelection(extendTo(trafficView.getState().selection, shownList.getState().shown, id))
}

/** Selects an exchange and shows its detail. */
export function openExchange(id: string): void {
  trafficView.setState({ selection: selectOne(id), isPaneOpen: true })
}

export function setPaneOpen(isPaneOpen: boolean): void {
  trafficView.setState({ isPaneOpen: isPaneOpen && trafficView.getState().selection.active !== null })
}

/** The selected exchanges in the order of the list. */
export function selectedIds(): string[] {
  const { ids } = trafficView.getState().selection
  if (ids.size <= 1) return [...ids]
  return trafficStore.getState().rows.flatMap(({ id }) => (ids.has(id) ? [id] : []))
}
