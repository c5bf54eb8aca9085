// What can be done with the selected route, as the table's context menu.
import { Activity, ArrowDown, ArrowUp, CopyPlus, Link, Pencil, Power, Trash2 } from 'lucide-react'
import type { RouteView } from '../../../shared/route.ts'
import { useAltShortcut, useShortcut } from '../../app-info.ts'
import { MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { copyUrl, deleteRoute, duplicateRoute, moveRoute, setRouteEnabled } from './actions.ts'
import { focusEditor } from './focus.ts'
import { showTraffic } from './show-traffic.ts'
import { selectRoute } from './store.ts'

interface RouteMenuProps {
  route: RouteView
  /** How many routes there are. */
  count: number
  canMove: boolean
}

export function RouteMenu({ route, count, canMove }: RouteMenuProps) {
  const duplicateKey = useShortcut('D')
  const upKey = useAltShortcut('↑')
  const downKey = useAltShortcut('↓')
  const edit = () => {
    selectRoute(route)
    focusEditor()
  }
  return (
    <>
      <MenuItem icon={Pencil} shortcut="Enter" onSelect={edit}>
        Edit
      </MenuItem>
      <MenuItem icon={CopyPlus} shortcut={duplicateKey} onSelect={() => void duplicateRoute(route)}>
        Duplicate
      </MenuItem>
      <MenuItem
        icon={ArrowUp}
        shortcut={upKey}
        disabled={!canMove || route.index === 0}
        onSelect={() => void moveRoute(route, route.index - 1)}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={ArrowDown}
        shortcut={downKey}
        disabled={!canMove || route.index === count - 1}
        onSelect={() => void moveRoute(route, route.index + 1)}
      >
        Move down
      </MenuItem>
      <MenuItem icon={Power} shortcut="Space" onSelect={() => void setRouteEnabled(route, !route.enabled)}>
        {route.enabled ? 'Switch off' : 'Switch on'}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Link} onSelect={() => void copyUrl(route)}>
        Copy URL
      </MenuItem>
      <MenuItem icon={Activity} onSelect={() => showTraffic(route)}>
        Show traffic of this route
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Trash2} kind="danger" shortcut="Delete" onSelect={() => void deleteRoute(route)}>
        Delete
      </MenuItem>
    </>
  )
}
