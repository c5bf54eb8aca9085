// The routes in the file's order: the first match from the top answers. Rows move by their handle or with ⌥↑ ⌥↓.
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { RoutesState, RouteView } from '../../../shared/route.ts'
import { ContextMenu } from '../../ui/context-menu.tsx'
import { Grid, GridBody, GridHead, HeadCell } from '../../ui/grid.tsx'
import { useLiterals } from '../secrets/literals.ts'
import { keyTarget } from '../traffic/list-keys.ts'
import { moveRoute } from './actions.ts'
import { RouteMenu } from './route-menu.tsx'
import { RouteRow } from './route-row.tsx'
import { warningsByRow } from './route-warnings.ts'
import styles from './routes-table.module.css'
import { rowNames } from './selection.ts'
import { currentRoute, routesPage } from './store.ts'
import { useRowFocus } from './use-row-focus.ts'

interface RoutesTableProps {
  state: RoutesState
  /** The routes that the search has found. */
  found: readonly RouteView[]
}

const onlyUpAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 })

/** What moves is said by the page's own live region. */
const silent = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
}

/** Rows that a page key passes. */
const pageRows = 10

function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const from = rows.findIndex((row) => row.tabIndex === 0)
  const next = keyTarget(event.key, { from, last: rows.length - 1, page: pageRows })
  if (next === null) return
  event.preventDefault()
  rows[next]?.focus()
}

export function RoutesTable({ state, found }: RoutesTableProps) {
  const selection = useStore(routesPage, (page) => page.selection)
  const literals = useLiterals()
  // A drag begins only once it has moved: a press on the handle alone is none.
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const canMove = found.length === state.routes.length
  const names = rowNames(state.routes)
  const shownNames = found.map(({ index }) => names[index] ?? String(index))
  const warnings = warningsByRow(state.problems)
  const withLiteral = new Set(literals.status === 'ready' ? literals.value.map(({ routeIndex }) => routeIndex) : [])
  const selected = found.findIndex(({ index, path }) => index === selection?.index && path === selection.path)

  const rowFocus = useRowFocus(found, selected)

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const route = state.routes[names.indexOf(String(active.id))]
    const to = over ? names.indexOf(String(over.id)) : -1
    if (route && to >= 0) void moveRoute(route, to)
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[onlyUpAndDown]}
      accessibility={silent}
      onDragEnd={onDragEnd}
    >
      <SortableContext items={shownNames} strategy={verticalListSortingStrategy} disabled={!canMove}>
        <ContextMenu
          target={
            <Grid
              {...rowFocus}
              label="Routes"
              rowCount={found.length + 1}
              className={styles.grid ?? ''}
              onKeyDown={onKeyDown}
            >
              <TableHead />
              <GridBody className={styles.columns}>
                {found.map((route, position) => (
                  <RouteRow
                    key={shownNames[position]}
                    name={shownNames[position] ?? ''}
                    route={route}
                    position={position}
                    isSelected={position === selected}
                    isCurrent={position === Math.max(0, selected)}
                    canMove={canMove}
                    warnings={warnings.get(route.index)}
                    hasLiteral={withLiteral.has(route.index)}
                    hasMasterKey={state.hasMasterKey}
                  />
                ))}
              </GridBody>
            </Grid>
          }
        >
          {() => {
            const route = currentRoute()
            return route && <RouteMenu route={route} count={state.routes.length} canMove={canMove} />
          }}
        </ContextMenu>
      </SortableContext>
    </DndContext>
  )
}

function TableHead() {
  return (
    <GridHead className={styles.columns}>
      <HeadCell className={styles.bare}>
        <span className="visually-hidden">Order</span>
      </HeadCell>
      <HeadCell>On</HeadCell>
      <HeadCell>Path</HeadCell>
      <HeadCell className={`${styles.arrow} ${styles.bare}`}>
        <span className="visually-hidden">Sends to</span>
      </HeadCell>
      <HeadCell>Target</HeadCell>
      <HeadCell className={styles.methods}>Methods</HeadCell>
      <HeadCell>Headers</HeadCell>
      <HeadCell className={styles.auth} title="Client key required">
        Auth
      </HeadCell>
      <HeadCell
        end
        className={styles.end}
        title="Exchanges since Throughline started, the last 16 minutes, the last status"
      >
        Hits
      </HeadCell>
    </GridHead>
  )
}
