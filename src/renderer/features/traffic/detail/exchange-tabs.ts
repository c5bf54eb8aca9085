// Which tab of the detail pane is shown: the user's choice stays as the selection moves, where the exchange has it.
import { createStore } from 'zustand/vanilla'

export const tabNames = ['overview', 'request', 'response', 'events', 'message', 'raw'] as const
export type TabName = (typeof tabNames)[number]

interface ExchangeTabs {
  /** What the user chose last. */
  chosen: TabName
  /** The exchange in the pane; null where none is. */
  id: string | null
  available: readonly TabName[]
  /** A failed exchange opens on its Overview, until the user chooses another tab there. */
  opensOnOverview: boolean
}

export const exchangeTabs = createStore<ExchangeTabs>(() => ({
  chosen: 'overview',
  id: null,
  available: tabNames,
  opensOnOverview: false,
}))

export function shownTab({ chosen, available, opensOnOverview }: ExchangeTabs): TabName {
  return !opensOnOverview && available.includes(chosen) ? chosen : 'overview'
}

/** Tells which exchange is in the pane and what it has; again as it goes on. */
export function setTabsOf(id: string, hasEvents: boolean, hasFailed: boolean): void {
  const before = exchangeTabs.getState()
  const available = tabNames.filter((name) => name !== 'events' || hasEvents)
  const isSame = before.id === id
  // One that fails while the user looks at it stays where they are.
  const opensOnOverview = isSame ? before.opensOnOverview : hasFailed
  if (isSame && before.available.length === available.length) return
  exchangeTabs.setState({ id, available, opensOnOverview })
}

export function chooseTab(chosen: TabName): void {
  if (!exchangeTabs.getState().available.includes(chosen)) return
  exchangeTabs.setState({ chosen, opensOnOverview: false })
}

/** `number` from 1, as on the keys; one that the exchange does not have does nothing. */
export function selectTab(number: number): void {
  const name = tabNames[number - 1]
  if (name) chooseTab(name)
}

/** To the next tab that the exchange has, round and round. */
export function stepTab(step: 1 | -1): void {
  const state = exchangeTabs.getState()
  const { available } = state
  const next = available[(available.indexOf(shownTab(state)) + step + available.length) % available.length]
  if (next) chooseTab(next)
}
