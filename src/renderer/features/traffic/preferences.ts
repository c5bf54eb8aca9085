// How the user wants the traffic list, kept in the settings: columns, the pane's width and saved filters.
import type { TrafficView } from '../../../shared/settings.ts'
import { call } from '../../api.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { settings } from '../settings/store.ts'
import type { Column } from './columns.ts'

const defaults: TrafficView = { columns: [], paneWidth: 404, savedFilters: [] }

/** The defaults until main has told the settings. */
export function useTrafficPreferences(): TrafficView {
  return useLive(settings).value?.traffic ?? defaults
}

export function trafficPreferences(): TrafficView {
  return settings.store.getState().value?.traffic ?? defaults
}

/** The window shows the change at once; where main cannot keep it, it goes back and says why. */
async function change(part: Partial<TrafficView>): Promise<void> {
  const before = settings.store.getState().value
  if (!before) return
  const traffic = { ...before.traffic, ...part }
  settings.set({ ...before, traffic })
  const isKept = await attempt(async () => settings.set(await call('settings.update', { traffic })))
  if (!isKept) settings.set(before)
}

/** null: the defaults. */
export function keepColumns(columns: readonly Column[] | null): Promise<void> {
  return change({ columns: columns ? columns.map((column) => ({ ...column })) : [] })
}

export function keepPaneWidth(paneWidth: number): Promise<void> {
  return change({ paneWidth })
}

/** A filter of the same name gives way. */
export function saveFilter(name: string, text: string): Promise<void> {
  const others = trafficPreferences().savedFilters.filter((saved) => saved.name !== name)
  return change({ savedFilters: [...others, { name, text }] })
}

export function deleteFilter(name: string): Promise<void> {
  return change({ savedFilters: trafficPreferences().savedFilters.filter((saved) => saved.name !== name) })
}
