// The button that adds a route: from a preset, an empty one, or those of another file.
import { ChevronDown, FileUp, Plus } from 'lucide-react'
import { presets } from '../../../shared/presets.ts'
import { useShortcut } from '../../app-info.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem, MenuLabelled, MenuSeparator } from '../../ui/menu.tsx'
import { openImport } from '../config/import-dialog.tsx'
import { addCustomRoute, addPreset } from './add-route.ts'
import styles from './add-route-menu.module.css'
import { splitTarget } from './target.ts'

export function AddRouteMenu() {
  const customKey = useShortcut('N')
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="primary" icon={Plus} className={styles.button}>
          Add route
          <Icon of={ChevronDown} size={12} />
        </Button>
      }
    >
      <MenuLabelled label="From a preset">
        {presets.map((preset) => (
          <MenuItem
            key={preset.id}
            picture={<span className={styles.tile}>{preset.tile}</span>}
            shortcut={<span className={styles.path}>{preset.path}</span>}
            onSelect={() => void addPreset(preset)}
          >
            <span title={preset.clients}>
              {preset.name} <span className={styles.host}>{splitTarget(preset.target).host}</span>
            </span>
          </MenuItem>
        ))}
      </MenuLabelled>
      <MenuSeparator />
      <MenuItem picture={<Tile icon={Plus} />} shortcut={customKey} onSelect={() => void addCustomRoute()}>
        Custom route
      </MenuItem>
      <MenuItem picture={<Tile icon={FileUp} />} onSelect={() => void openImport()}>
        Import config.yaml…
      </MenuItem>
    </Menu>
  )
}

function Tile({ icon }: { icon: typeof Plus }) {
  return (
    <span className={styles.tile}>
      <Icon of={icon} size={14} />
    </span>
  )
}
