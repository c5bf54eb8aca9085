// The routes as main runs them, with what the user has switched and main has not yet confirmed.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RoutesState, RouteView } from '../../../shared/route.ts'
import { call, on } from '../../api.ts'
import { createLiveValue } from '../../live-value.ts'

export const routes = createLiveValue<RoutesState>({
  get: () => call('routes.get'),
  listen: (listener) => on('routes.changed', listener),
})

/** A route's place and path: the same path may stand twice with other methods. */
export const routeKey = (route: RouteView) => `${route.index} ${route.path}`

const switching = createStore<{ wanted: Readonly<Record<string, boolean>> }>(() => ({ wanted: {} }))

/** Shows the switch at once; it goes back by itself where main refuses. */
export async function setRouteEnabled(route: RouteView, enabled: boolean): Promise<void> {
  const key = routeKey(route)
  switching.setState(({ wanted }) => ({ wanted: { ...wanted, [key]: enabled } }))
  try {
    routes.set(await call('routes.setEnabled', { index: route.index, path: route.path, enabled }))
  } finally {
    switching.setState(({ wanted }) => {
      const { [key]: _done, ...rest } = wanted
      return { wanted: rest }
    })
  }
}

/** The routes with the switches as the user has just set them. */
export function useShownRoutes(list: readonly RouteView[]): RouteView[] {
  const wanted = useStore(switching, (state) => state.wanted)
  return list.map((route) => ({ ...route, enabled: wanted[routeKey(route)] ?? route.enabled }))
}
