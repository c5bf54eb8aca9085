// What can be done with the selected exchanges, as the list's context menu.
import {
  Columns2,
  Copy,
  Download,
  Filter,
  Link,
  Pin,
  PinOff,
  Plus,
  RotateCw,
  SquarePen,
  Trash2,
  Waypoints,
} from 'lucide-react'
import { useStore } from 'zustand'
import type { ExchangeSummary } from '../../../shared/exchange.ts'
import { addToken, type FilterKeyName } from '../../../shared/filter/filter.ts'
import { useShortcut } from '../../app-info.ts'
import { MenuItem, MenuSeparator, MenuSubmenu } from '../../ui/menu.tsx'
import { openRoute } from '../routes/store.ts'
import {
  copyAs,
  copyUrl,
  deleteExchanges,
  exportHar,
  type Language,
  languageLabels,
  replay,
  setPinned,
} from './actions.ts'
import { createRouteFor, hasRoute, lacksRoute } from './add-route.ts'
import { openCompare, openEdit } from './detail/exchange-dialogs-store.ts'
import { selectedIds, setFilterText, trafficStore, trafficView } from './store.ts'

const languages: Language[] = ['curl', 'fetch', 'python']

export function RowMenu() {
  const { active } = useStore(trafficView, (view) => view.selection)
  const replayKey = useShortcut('R')
  const editKey = useShortcut('⇧R')
  const copyKey = useShortcut('⇧C')
  const ids = selectedIds()
  const rows = trafficStore.getState().rows
  const row = rows.findLast(({ id }) => id === active)
  if (!row)
    return (
      <MenuItem disabled onSelect={() => {}}>
        No exchange selected
      </MenuItem>
    )
  const [first, second] = ids
  const chosen = new Set(ids)
  const areAllPinned = rows.every(({ id, isPinned }) => isPinned || !chosen.has(id))
  const many = ids.length > 1 ? ` ${ids.length}` : ''
  return (
    <>
      {ids.length === 1 && (
        <>
          {languages.map((language) => (
            <MenuItem
              key={language}
              icon={Copy}
              shortcut={language === 'curl' ? copyKey : undefined}
              onSelect={() => void copyAs(row.id, language)}
            >
              Copy as {languageLabels[language]}
            </MenuItem>
          ))}
          <MenuItem icon={Link} onSelect={() => void copyUrl(row.id)}>
            Copy URL
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={RotateCw} shortcut={replayKey} onSelect={() => void replay(row.id)}>
            Replay
          </MenuItem>
          <MenuItem icon={SquarePen} shortcut={editKey} onSelect={() => openEdit(row.id)}>
            Edit and send…
          </MenuItem>
          <MenuSeparator />
          <RouteItem row={row} />
        </>
      )}
      {ids.length === 2 && first !== undefined && second !== undefined && (
        <MenuItem icon={Columns2} onSelect={() => openCompare([first, second])}>
          Compare two
        </MenuItem>
      )}
      <MenuItem icon={areAllPinned ? PinOff : Pin} onSelect={() => void setPinned(ids, !areAllPinned)}>
        {areAllPinned ? 'Unpin' : 'Pin'}
        {many}
      </MenuItem>
      <FilterBy row={row} />
      <MenuSubmenu icon={Download} label="Export selection">
        <MenuItem onSelect={() => void exportHar('selected', true)}>HAR, redacted</MenuItem>
        <MenuItem onSelect={() => void exportHar('selected', false)}>HAR, with what was captured</MenuItem>
      </MenuSubmenu>
      <MenuSeparator />
      <MenuItem icon={Trash2} kind="danger" shortcut="Delete" onSelect={() => void deleteExchanges(ids)}>
        Delete{many}
      </MenuItem>
    </>
  )
}

function RouteItem({ row }: { row: ExchangeSummary }) {
  const { route } = row
  if (lacksRoute(row))
    return (
      <MenuItem icon={Plus} onSelect={() => void createRouteFor(row)}>
        Create a route for it
      </MenuItem>
    )
  if (route === null || !hasRoute(row)) return null
  return (
    <MenuItem icon={Waypoints} onSelect={() => openRoute(route)}>
      Edit route
    </MenuItem>
  )
}

function FilterBy({ row }: { row: ExchangeSummary }) {
  const terms: [FilterKeyName, string, string | null][] = [
    ['route', 'Route', row.route],
    ['host', 'Host', row.upstream],
    ['model', 'Model', row.model],
    ['status', 'Status', row.status === null ? null : String(row.status)],
    ['method', 'Method', row.method],
  ]
  const add = (key: FilterKeyName, value: string) => {
    const token = { kind: 'term', isNot: false, key, name: null, operator: ':', value } as const
    setFilterText(addToken(trafficView.getState().filterText, token))
  }
  return (
    <MenuSubmenu icon={Filter} label="Filter by">
      {terms.map(([key, label, value]) =>
        value === null ? null : (
          <MenuItem key={key} onSelect={() => add(key, value)}>
            {label} <code>{value}</code>
          </MenuItem>
        ),
      )}
    </MenuSubmenu>
  )
}
