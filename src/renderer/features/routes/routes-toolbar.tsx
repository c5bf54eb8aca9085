// The tools of the Routes page: search, the two views, how many routes there are, and Add route.
import { Braces, Table2 } from 'lucide-react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import { useShortcut } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { Segments } from '../../ui/segments.tsx'
import { AddRouteMenu } from './add-route-menu.tsx'
import styles from './routes-page.module.css'
import { routes, routesPage, showView } from './store.ts'

const views = [
  { value: 'table', label: 'Table', icon: Table2 },
  { value: 'yaml', label: 'YAML', icon: Braces },
] as const

export function RoutesToolbar() {
  const state = useLive(routes).value
  const { search, view } = useStore(routesPage)
  const shortcut = useShortcut('F')
  const enabled = state?.routes.filter((route) => route.enabled).length ?? 0
  return (
    <>
      {view === 'table' && (
        <SearchField
          label="Search routes"
          placeholder="Search path, target or variable"
          shortcut={shortcut}
          value={search}
          onValueChange={(next) => routesPage.setState({ search: next })}
        />
      )}
      <Segments label="View" size="default" options={views} value={view} onValueChange={(next) => showView(next)} />
      {state && (
        <span className={styles.count}>
          {formatPlural(state.routes.length, 'route')}, {enabled} on
        </span>
      )}
      <span className="grow" />
      {state && <AddRouteMenu />}
    </>
  )
}
