// The tray's menu: what the server does, its switch, a switch for each route, and the ways in and out.
import type { MenuItemConstructorOptions } from 'electron'
import type { ServerState } from '../../shared/server.ts'

export interface TrayRoute {
  index: number
  path: string
  methods: readonly string[]
  enabled: boolean
}

export interface TrayRoutes {
  /** Of the open file. */
  list(): readonly TrayRoute[]
  setEnabled(route: TrayRoute, enabled: boolean): void
}

export interface TrayActions {
  openWindow(): void
  quit(): void
  copyAddress(): void
  setServerOn(isOn: boolean): void
  setRouteOn: TrayRoutes['setEnabled']
}

/** A menu is no list to scroll in; the window has them all. */
const mostRoutes = 25

export function trayTemplate(
  server: ServerState,
  routes: readonly TrayRoute[],
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const isOn = server.state === 'running' || server.state === 'starting'
  const { openWindow, quit, copyAddress, setServerOn } = actions
  return [
    { label: describeServer(server), enabled: false },
    { type: 'separator' },
    { label: 'Open Throughline', click: openWindow },
    {
      label: 'Server',
      type: 'checkbox',
      checked: isOn,
      enabled: server.state !== 'starting' && server.state !== 'stopping',
      click: () => setServerOn(!isOn),
    },
    { label: 'Routes', submenu: routeItems(routes, actions) },
    { label: 'Copy address', click: copyAddress },
    { type: 'separator' },
    { label: 'Quit Throughline', click: quit },
  ]
}

function routeItems(all: readonly TrayRoute[], { setRouteOn, openWindow }: TrayActions): MenuItemConstructorOptions[] {
  if (all.length === 0) return [{ label: 'No routes', enabled: false }]
  const items = all.slice(0, mostRoutes).map(
    (route): MenuItemConstructorOptions => ({
      label: routeLabel(route),
      type: 'checkbox',
      checked: route.enabled,
      click: () => setRouteOn(route, !route.enabled),
    }),
  )
  const more = all.length - items.length
  return more > 0 ? [...items, { type: 'separator' }, { label: `${more} more…`, click: openWindow }] : items
}

/** An ampersand alone would underline the letter behind it. */
function routeLabel({ path, methods }: Pick<TrayRoute, 'path' | 'methods'>): string {
  return [path, ...methods].join(' ').replaceAll('&', '&&')
}

export function describeServer({ state, url, error }: ServerState): string {
  const { host } = new URL(url)
  if (state === 'failed') return error?.code === 'port_in_use' ? `Port in use: ${host}` : `Failed: ${host}`
  return `${state.charAt(0).toUpperCase()}${state.slice(1)}: ${host}`
}
