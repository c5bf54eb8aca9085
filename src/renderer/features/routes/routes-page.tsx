// The Routes page: its tools, the table with the editor beside it or the file as text, and the keys for all.
import { Info } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { RoutesState, RouteView } from '../../../shared/route.ts'
import { useLive } from '../../live-value.ts'
import { Loaded } from '../../loaded.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { Page, PageNote } from '../../ui/page.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { ConflictBanner } from '../config/conflict-banner.tsx'
import { AddRouteMenu } from './add-route-menu.tsx'
import { Announcer } from './announcer.tsx'
import { RouteEditor } from './editor/route-editor.tsx'
import { useFollowFigures } from './figures.ts'
import { focusRow } from './focus.ts'
import { ProblemsBanner } from './problems-banner.tsx'
import { RoutesDialogs } from './routes-dialogs.tsx'
import { listenToRoutesKeys } from './routes-keys.ts'
import { RoutesTable } from './routes-table.tsx'
import { RoutesToolbar } from './routes-toolbar.tsx'
import { routes, routesPage, setEditorOpen, useSelectedRoute } from './store.ts'
import { YamlView } from './yaml/yaml-view.tsx'

export { RoutesStatus } from './routes-status.tsx'

const paneSizes = { least: 360, most: 820, usual: 456 }

export function RoutesPage() {
  const live = useLive(routes)
  const view = useStore(routesPage, (page) => page.view)
  useEffect(listenToRoutesKeys, [])
  useFollowFigures()
  return (
    <Page title="Routes" toolbar={<RoutesToolbar />}>
      <Loaded live={live} what="the routes" onRetry={() => void routes.load()}>
        {(state) => (
          <>
            <ConflictBanner />
            {view === 'yaml' ? <YamlView /> : <TableAndEditor state={state} />}
          </>
        )}
      </Loaded>
      <RoutesDialogs />
      <Announcer />
    </Page>
  )
}

function close(): void {
  setEditorOpen(false)
  focusRow()
}

function TableAndEditor({ state }: { state: RoutesState }) {
  const selected = useSelectedRoute()
  const { isEditorOpen, paneWidth } = useStore(routesPage)
  return (
    <>
      <ProblemsBanner state={state} />
      <SplitPane
        label="Resize editor"
        size={paneWidth}
        sizes={paneSizes}
        onSizeChange={(size) => routesPage.setState({ paneWidth: size })}
        start={<RoutesList state={state} />}
        end={selected && isEditorOpen ? <RouteEditor route={selected} onClose={close} /> : null}
      />
    </>
  )
}

function RoutesList({ state }: { state: RoutesState }) {
  const search = useStore(routesPage, (page) => page.search).trim()
  const list = state.routes
  if (list.length === 0)
    return (
      <EmptyState title={`No routes in ${state.file.name}`} action={<AddRouteMenu />}>
        A route sends what comes to its path to a target, with the headers that you set.
      </EmptyState>
    )
  const words = search.toLowerCase()
  const found = words === '' ? list : list.filter((route) => searchText(route).includes(words))
  if (found.length === 0)
    return (
      <NoMatch
        noun="routes"
        total={list.length}
        clear="Clear search"
        onClear={() => routesPage.setState({ search: '' })}
      >
        {' '}
        <code>{search}</code>
      </NoMatch>
    )
  return (
    <>
      <RoutesTable state={state} found={found} />
      <PageNote>
        <Icon of={Info} size={14} />
        The first match from the top answers. {words === '' ? 'Drag a row' : 'Clear the search'} to change the order.
      </PageNote>
    </>
  )
}

const searchText = (route: RouteView) =>
  [route.path, route.target, ...route.variables.map(({ name }) => name)].join('\n').toLowerCase()
