// Everything that the palette can do at this moment.
import {
  Activity,
  ArrowDownToLine,
  Bookmark,
  Copy,
  Download,
  KeyRound,
  type LucideIcon,
  Pause,
  Play,
  Plus,
  RotateCw,
  Server,
  Settings,
  SquarePen,
  SunMoon,
  Trash2,
  Upload,
  Waypoints,
} from 'lucide-react'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { formatDuration, formatTime } from '../../../shared/format.ts'
import { attempt } from '../../attempt.ts'
import { openPage, type PageName, pages } from '../../pages.ts'
import { openRoute, routes } from '../routes/store.ts'
import { server, startServer, stopServer } from '../server/store.ts'
import { chooseTheme } from '../settings/store.ts'
import { clearTraffic, copyAs, exportHar, importHar, replay, togglePause } from '../traffic/actions.ts'
import { createRouteFor, hasRoute, lacksRoute } from '../traffic/add-route.ts'
import { markOf, statusText } from '../traffic/describe.ts'
import { openEdit } from '../traffic/detail/exchange-dialogs-store.ts'
import { trafficPreferences } from '../traffic/preferences.ts'
import { openExchange, recording, setFilterText, setFollow, trafficStore, trafficView } from '../traffic/store.ts'
import { configCommands } from './config-commands.ts'
import type { Command, PaletteAction } from './palette-action.ts'

const pageIcons: Record<PageName, LucideIcon> = {
  traffic: Activity,
  routes: Waypoints,
  secrets: KeyRound,
  settings: Settings,
}
const pageNames: Record<PageName, string> = {
  traffic: 'Traffic',
  routes: 'Routes',
  secrets: 'Secrets',
  settings: 'Settings',
}

/** Among how many of the newest exchanges the palette looks. */
const mostRecent = 2_000

function exchangeCommands(rows: readonly ExchangeSummary[]): Command[] {
  const { active } = trafficView.getState().selection
  const row = rows.findLast(({ id }) => id === active)
  if (!row) return []
  const context = `${row.method} ${row.path}`
  const { id, route } = row
  return [
    { label: 'Replay request', context, icon: RotateCw, shortcut: 'R', run: () => void replay(id) },
    {
      label: 'Edit and send request',
      context,
      icon: SquarePen,
      shortcut: '⇧R',
      run: () => {
        openPage('traffic')
        openEdit(id)
      },
    },
    { label: 'Copy as curl', context, icon: Copy, shortcut: '⇧C', run: () => void copyAs(id, 'curl') },
    { label: 'Copy as fetch', context, icon: Copy, run: () => void copyAs(id, 'fetch') },
    { label: 'Copy as Python', context, icon: Copy, run: () => void copyAs(id, 'python') },
    ...(lacksRoute(row)
      ? [{ label: 'Create a route for it', context, icon: Plus, run: () => void createRouteFor(row) }]
      : []),
    ...(route !== null && hasRoute(row)
      ? [{ label: 'Edit route', context: route, icon: Waypoints, run: () => openRoute(route) }]
      : []),
  ]
}

function serverCommands(): Command[] {
  const state = server.store.getState().value
  if (!state) return []
  const context = new URL(state.url).host
  if (state.state !== 'running')
    return [{ label: 'Start server', context, icon: Server, run: () => void attempt(() => startServer()) }]
  const restart = async () => {
    await stopServer()
    await startServer()
  }
  return [
    { label: 'Restart server', context, icon: Server, run: () => void attempt(restart) },
    { label: 'Stop server', context, icon: Server, run: () => void attempt(stopServer) },
  ]
}

function commands(rows: readonly ExchangeSummary[]): Command[] {
  const isPaused = recording.store.getState().value?.isPaused ?? false
  const follow = () => {
    openPage('traffic')
    setFollow(true)
  }
  return [
    ...exchangeCommands(rows),
    {
      label: isPaused ? 'Resume recording' : 'Pause recording',
      icon: isPaused ? Play : Pause,
      shortcut: '.',
      run: () => void togglePause(),
    },
    { label: 'Clear list', icon: Trash2, shortcut: 'L', run: () => void clearTraffic() },
    { label: 'Follow newest', icon: ArrowDownToLine, run: follow },
    { label: 'Export all as HAR', context: 'redacted', icon: Download, run: () => void exportHar('all', true) },
    { label: 'Import HAR', icon: Upload, run: () => void importHar() },
    ...serverCommands(),
    ...configCommands(),
    { label: 'Theme: System', icon: SunMoon, run: () => void attempt(() => chooseTheme('system')) },
    { label: 'Theme: Light', icon: SunMoon, run: () => void attempt(() => chooseTheme('light')) },
    { label: 'Theme: Dark', icon: SunMoon, run: () => void attempt(() => chooseTheme('dark')) },
  ]
}

function showFiltered(text: string): void {
  openPage('traffic')
  setFilterText(text)
}

function exchangeItem(row: ExchangeSummary): PaletteAction {
  const took = row.durationMs === null ? 'in flight' : formatDuration(row.durationMs)
  return {
    id: `exchange ${row.id}`,
    group: 'Recent exchanges',
    label: row.path,
    context: row.model === null ? `${row.method} · ${took}` : `${row.model} · ${took}`,
    icon: { mark: markOf(row), status: statusText(row) },
    end: formatTime(row.receivedAt, Date.now()),
    run: () => {
      openPage('traffic')
      openExchange(row.id)
    },
  }
}

/** Newest exchanges first. */
export function paletteItems(): PaletteAction[] {
  const { rows } = trafficStore.getState()
  return [
    ...commands(rows).map((command) => ({
      context: '',
      ...command,
      id: `command ${command.label}`,
      group: 'Commands' as const,
    })),
    ...pages.map((page, index) => ({
      id: `page ${page}`,
      group: 'Pages' as const,
      label: pageNames[page],
      context: '',
      icon: pageIcons[page],
      shortcut: page === 'settings' ? ',' : String(index + 1),
      run: () => openPage(page),
    })),
    ...(routes.store.getState().value?.routes ?? []).map((route) => ({
      id: `route ${route.index} ${route.path}`,
      group: 'Routes' as const,
      label: route.path,
      context: route.target.replace(/^\w+:\/\//, ''),
      icon: Waypoints,
      run: () => openRoute(route.index),
    })),
    ...trafficPreferences().savedFilters.map((filter) => ({
      id: `filter ${filter.name}`,
      group: 'Saved filters' as const,
      label: filter.name,
      context: filter.text,
      icon: Bookmark,
      run: () => showFiltered(filter.text),
    })),
    ...rows.slice(-mostRecent).reverse().map(exchangeItem),
  ]
}
