// One route as a row of the table, which can be dragged to another place by its handle.
import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { GripVertical } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { RouteView } from '../../../shared/route.ts'
import { useAltShortcut } from '../../app-info.ts'
import { Cell, GridRow } from '../../ui/grid.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Switch } from '../../ui/switch.tsx'
import { setRouteEnabled } from './actions.ts'
import { HitsCell } from './hits-cell.tsx'
import { ArrowCell, AuthCell, HeadersCell, MethodsCell, PathCell, TargetCell } from './route-cells.tsx'
import styles from './route-row.module.css'
import type { RowWarnings } from './route-warnings.ts'
import { markRoute, selectRoute } from './store.ts'

interface RouteRowProps {
  /** Stays the row's own when it moves. */
  name: string
  route: RouteView
  /** Among the rows that are shown, from 0. */
  position: number
  isSelected: boolean
  /** The row that the keys start from. */
  isCurrent: boolean
  canMove: boolean
  warnings: RowWarnings | undefined
  hasLiteral: boolean
  hasMasterKey: boolean
}

/** A press on a control of the row is the control's own. */
function onClick(event: MouseEvent, route: RouteView): void {
  if (event.target instanceof Element && event.target.closest('button, [data-grip]')) return
  selectRoute(route)
}

export function RouteRow({ name, route, position, isSelected, isCurrent, canMove, ...marks }: RouteRowProps) {
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: name,
    disabled: !canMove,
  })
  const tabIndex = isCurrent ? 0 : -1
  const keys = useAltShortcut('↑ ↓')
  return (
    <GridRow
      ref={setNodeRef}
      index={position}
      className={styles.row ?? ''}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      data-row=""
      data-off={route.enabled ? undefined : ''}
      data-dragging={isDragging ? '' : undefined}
      tabIndex={tabIndex}
      aria-selected={isSelected}
      onFocus={(event) => {
        if (event.target === event.currentTarget) markRoute(route)
      }}
      onClick={(event) => onClick(event, route)}
    >
      <Cell
        ref={setActivatorNodeRef}
        className={styles.grip}
        data-grip=""
        data-disabled={canMove ? undefined : ''}
        title={canMove ? `Drag to reorder  ${keys}` : 'Clear the search to reorder'}
        {...listeners}
      >
        <Icon of={GripVertical} size={14} />
      </Cell>
      <Cell className={styles.on}>
        <Switch
          label={`${route.path} on`}
          checked={route.enabled}
          tabIndex={tabIndex}
          onCheckedChange={(enabled) => void setRouteEnabled(route, enabled)}
        />
      </Cell>
      <PathCell route={route} warnings={marks.warnings} tabIndex={tabIndex} />
      <ArrowCell />
      <TargetCell route={route} />
      <MethodsCell route={route} />
      <HeadersCell route={route} hasLiteral={marks.hasLiteral} tabIndex={tabIndex} />
      <AuthCell route={route} hasMasterKey={marks.hasMasterKey} tabIndex={tabIndex} />
      <HitsCell route={route} className={styles.hits} />
    </GridRow>
  )
}
