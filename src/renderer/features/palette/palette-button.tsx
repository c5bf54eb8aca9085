// The title bar's button that opens the palette.
import { Search } from 'lucide-react'
import { useShortcut } from '../../app-info.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { setPaletteOpen } from './store.ts'

export function PaletteButton() {
  const shortcut = useShortcut('K')
  return (
    <Tooltip label="Search and run commands">
      <Button kind="ghost" size="small" icon={Search} aria-haspopup="dialog" onClick={() => setPaletteOpen(true)}>
        Search <Kbd>{shortcut}</Kbd>
      </Button>
    </Tooltip>
  )
}
