// The routes of the document, and how the Routes page looks at them: which is selected, which view is shown.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RoutesState, RouteView } from '../../../shared/route.ts'
import { call, on } from '../../api.ts'
import { createLiveValue, useLive } from '../../live-value.ts'
import { openPage } from '../../pages.ts'
import { focusRow } from './focus.ts'
import { followSelection, type Selection, selectedRoute } from './selection.ts'

export const routes = createLiveValue<RoutesState>({
  get: () => call('routes.get'),
  listen: (listener) => on('routes.changed', listener),
})

/** A route's place and path: the same path may stand twice with other methods. */
export const routeKey = (route: RouteView) => `${route.index} ${route.path}`

export type RoutesView = 'table' | 'yaml'

interface RoutesPageState {
  view: RoutesView
  /** The line that the YAML view is to show; null: where it was left. */
  line: number | null
  search: string
  selection: Selection | null
  isEditorOpen: boolean
  /** Width of the editor's pane in pixels. */
  paneWidth: number
}

export const routesPage = createStore<RoutesPageState>(() => ({
  view: 'table',
  line: null,
  search: '',
  selection: null,
  isEditorOpen: false,
  paneWidth: 456,
}))

routes.store.subscribe(({ value }, { value: before }) => {
  const { selection } = routesPage.getState()
  if (!value || !before || !selection || value.routes === before.routes) return
  const isSameFile = value.file.path === before.file.path
  const next = isSameFile ? followSelection(selection, before.routes, value.routes) : null
  if (next?.index === selection.index && next.path === selection.path) return
  routesPage.setState(next ? { selection: next } : { selection: null, isEditorOpen: false })
})

/** The routes as they are known now. */
export function currentRoutes(): readonly RouteView[] {
  return routes.store.getState().value?.routes ?? []
}

export function currentRoute(): RouteView | null {
  return selectedRoute(routesPage.getState().selection, currentRoutes())
}

/** Selects a route and leaves the editor as it is: open or not. null: none. */
export function markRoute(route: Selection | null): void {
  if (route === null) routesPage.setState({ selection: null, isEditorOpen: false })
  else routesPage.setState({ selection: { index: route.index, path: route.path } })
}

/** Selects a route and opens it in the editor; null closes the editor. */
export function selectRoute(route: Selection | null): void {
  markRoute(route)
  if (route !== null) routesPage.setState({ isEditorOpen: true })
}

export function setEditorOpen(isOpen: boolean): void {
  routesPage.setState({ isEditorOpen: isOpen && currentRoute() !== null })
}

export function useSelectedRoute(): RouteView | null {
  const selection = useStore(routesPage, (page) => page.selection)
  return selectedRoute(selection, useLive(routes).value?.routes ?? [])
}

/** @param line where the YAML view is to go, from 1 */
export function showView(view: RoutesView, line: number | null = null): void {
  routesPage.setState({ view, line })
}

/** Shows a route on the Routes page: the one at this place, or the first one of this path. */
export function openRoute(which: number | string): void {
  openPage('routes')
  routesPage.setState({ view: 'table', search: '' })
  const list = currentRoutes()
  const route = typeof which === 'number' ? list[which] : list.find(({ path }) => path === which)
  if (!route) return
  selectRoute(route)
  focusRow()
}
