// The Columns button: which columns the list shows.
import { Columns3 } from 'lucide-react'
import { useMemo } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuCheckItem, MenuItem, MenuLabelled, MenuSeparator } from '../../ui/menu.tsx'
import { arrangeColumns, columnParts, fixedColumns, showColumn } from './columns.ts'
import { keepColumns, useTrafficPreferences } from './preferences.ts'

export function ColumnsMenu() {
  const saved = useTrafficPreferences().columns
  const columns = useMemo(() => arrangeColumns(saved), [saved])
  return (
    <Menu align="end" trigger={<IconButton icon={Columns3} size="small" label="Columns" />}>
      <MenuLabelled label="Columns">
        {columns.map(({ id, isShown }) => (
          <MenuCheckItem
            key={id}
            checked={isShown}
            disabled={fixedColumns.has(id)}
            onCheckedChange={(checked) => void keepColumns(showColumn(columns, id, checked))}
          >
            {columnParts[id].label}
          </MenuCheckItem>
        ))}
      </MenuLabelled>
      <MenuSeparator />
      <MenuItem disabled={saved.length === 0} onSelect={() => void keepColumns(null)}>
        Reset columns
      </MenuItem>
    </Menu>
  )
}
