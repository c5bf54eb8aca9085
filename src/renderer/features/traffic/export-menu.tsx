// The Export button: writes exchanges to a HAR file, and reads one.
import { ChevronDown, Download, Upload } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem, MenuLabelled, MenuSeparator } from '../../ui/menu.tsx'
import { type ExportScope, exportHar, importHar } from './actions.ts'
import { shownList, trafficStore, trafficView } from './store.ts'

export function ExportMenu() {
  const all = useStore(trafficStore, (state) => state.rows.length)
  const shown = useStore(shownList, (list) => list.shown.length)
  const selected = useStore(trafficView, (view) => view.selection.ids.size)
  const [asking, setAsking] = useState<ExportScope | null>(null)
  const scopes: [ExportScope, string, number][] = [
    ['all', 'All', all],
    ['selected', 'Selected', selected],
    ['shown', 'Shown', shown],
  ]
  const items = (act: (scope: ExportScope) => void) =>
    scopes.map(([scope, label, count]) => (
      <MenuItem key={scope} disabled={count === 0} shortcut={formatCount(count)} onSelect={() => act(scope)}>
        {label}
      </MenuItem>
    ))
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon={Download} data-export="">
            Export <Icon of={ChevronDown} size={12} />
          </Button>
        }
      >
        <MenuLabelled label="HAR, redacted">{items((scope) => void exportHar(scope, true))}</MenuLabelled>
        <MenuSeparator />
        <MenuLabelled label="HAR, with what was captured">{items(setAsking)}</MenuLabelled>
        <MenuSeparator />
        <MenuItem icon={Upload} onSelect={() => void importHar()}>
          Import HAR…
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={asking !== null}
        title="Export without redaction?"
        confirm="Export"
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (asking) void exportHar(asking, false)
          setAsking(null)
        }}
      >
        Bodies and queries are written as they were captured. Injected secrets are never in the file.
      </ConfirmDialog>
    </>
  )
}
