// The Routes page.
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { formatPlural } from '../../../shared/format.ts'
import type { Problem, RoutesState, RouteView } from '../../../shared/route.ts'
import { useShortcut } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { Loaded } from '../../loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page, PageNote, StatusBar, StatusItem } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { ProblemsBanner } from './problems-banner.tsx'
import styles from './routes-page.module.css'
import { RoutesTable } from './routes-table.tsx'
import { routes, useShownRoutes } from './store.ts'

export function RoutesPage() {
  const live = useLive(routes)
  const list = useShownRoutes(live.value?.routes ?? [])
  const [search, setSearch] = useState('')
  const shortcut = useShortcut('F')
  const enabled = list.filter((route) => route.enabled).length
  return (
    <Page
      title="Routes"
      toolbar={
        <>
          <SearchField
            label="Search routes"
            placeholder="Search path, target or variable"
            shortcut={shortcut}
            value={search}
            onValueChange={setSearch}
          />
          {live.value && (
            <span className={styles.count}>
              {formatPlural(list.length, 'route')}, {enabled} on
            </span>
          )}
        </>
      }
    >
      <Loaded live={live} what="the routes" onRetry={() => void routes.load()}>
        {(state) => (
          <>
            <ProblemsBanner file={state.file} problems={state.problems} />
            <RoutesList state={state} list={list} search={search} onClear={() => setSearch('')} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface RoutesListProps {
  state: RoutesState
  list: RouteView[]
  search: string
  onClear: () => void
}

function RoutesList({ state, list, search, onClear }: RoutesListProps) {
  if (list.length === 0) return <EmptyState title={`No routes in ${state.file.name}`} />
  const words = search.trim().toLowerCase()
  const found = words === '' ? list : list.filter((route) => searchText(route).includes(words))
  if (found.length === 0)
    return (
      <EmptyState
        title="No routes match"
        action={
          <Button size="small" onClick={onClear}>
            Clear search
          </Button>
        }
      >
        0 of {list.length} match <code>{search.trim()}</code>.
      </EmptyState>
    )
  return (
    <>
      <RoutesTable routes={found} warnings={warningsByRoute(state.problems)} />
      <PageNote>
        <Icon of={Info} size={14} />
        The first match from the top answers.
      </PageNote>
    </>
  )
}

const searchText = (route: RouteView) =>
  [route.path, route.target, ...route.variables.map(({ name }) => name)].join('\n').toLowerCase()

/** With an error in the file the running routes are older than the file, and its places are not theirs. */
function warningsByRoute(problems: readonly Problem[]): Map<number, Problem> {
  const warnings = new Map<number, Problem>()
  if (problems.some(({ severity }) => severity === 'error')) return warnings
  for (const problem of problems) {
    const place = /^pass_through_endpoints\[(\d+)\]/.exec(problem.key)?.[1]
    if (place !== undefined && !warnings.has(Number(place))) warnings.set(Number(place), problem)
  }
  return warnings
}

export function RoutesStatus() {
  const state = useLive(routes).value
  if (!state) return null
  const errors = state.problems.filter(({ severity }) => severity === 'error').length
  const warnings = state.problems.length - errors
  const broken = state.routes.flatMap((route) => route.variables.map(({ name, source }) => ({ name, source })))
  const missing = new Set(broken.filter(({ source }) => source === 'missing').map(({ name }) => name)).size
  return (
    <StatusBar
      end={
        <>
          {warnings > 0 && (
            <StatusItem tone="warn">
              <Icon of={TriangleAlert} size={12} />
              {formatPlural(warnings, 'warning')}
            </StatusItem>
          )}
          {errors > 0 && (
            <StatusItem tone="danger">
              <Icon of={CircleAlert} size={12} />
              {formatPlural(errors, 'error')}
            </StatusItem>
          )}
          {missing > 0 && (
            <StatusItem tone="danger">
              <Icon of={CircleAlert} size={12} />
              {formatPlural(missing, 'missing variable')}
            </StatusItem>
          )}
        </>
      }
    >
      <StatusItem>
        <b>{state.file.name}</b>
      </StatusItem>
      <span className="ellipsis" title={state.file.path}>
        {state.file.path}
      </span>
    </StatusBar>
  )
}
