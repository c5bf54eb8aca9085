// The status bar of the Routes page: whether the file is saved, and what of it does not work.
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import type { RouteView } from '../../../shared/route.ts'
import { useLive } from '../../live-value.ts'
import { Icon } from '../../ui/icon.tsx'
import { StatusBar, StatusItem } from '../../ui/page.tsx'
import { countShadowed, isError } from './route-warnings.ts'
import { routes, routesPage } from './store.ts'
import { YamlKept, YamlStatus } from './yaml/yaml-status.tsx'

/** Names of variables that are set nowhere. */
function missingVariables(list: readonly RouteView[]): Set<string> {
  const names = list.flatMap(({ variables }) => variables.filter(({ source }) => source === 'missing'))
  return new Set(names.map(({ name }) => name))
}

export function RoutesStatus() {
  const state = useLive(routes).value
  const isYaml = useStore(routesPage, ({ view }) => view === 'yaml')
  if (!state) return null
  const { file, document, problems } = state
  const errors = problems.filter(isError).length
  const shadowed = countShadowed(problems)
  const missing = missingVariables(state.routes).size
  const changes = Math.max(1, document.changedLines)
  return (
    <StatusBar
      end={
        <>
          {shadowed > 0 && (
            <StatusItem tone="warn">
              <Icon of={TriangleAlert} size={12} />
              {formatPlural(shadowed, 'shadowed route')}
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
          {isYaml && <YamlStatus />}
        </>
      }
    >
      <StatusItem>
        <span title={file.path}>
          <b>{file.name}</b> {document.isDirty ? formatPlural(changes, 'unsaved change') : 'saved'}
        </span>
      </StatusItem>
      {isYaml && <YamlKept />}
    </StatusBar>
  )
}
