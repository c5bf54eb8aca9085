// What stands in the palette: something to find by its words, and what choosing it does.
import type { LucideIcon } from 'lucide-react'
import type { Mark } from '../../ui/status-mark.tsx'
import type { PaletteItem } from './palette-search.ts'

export interface PaletteAction extends PaletteItem {
  icon: LucideIcon | { mark: Mark; status: string }
  /** The key of a shortcut with the main modifier. */
  shortcut?: string
  /** Stands at the end. */
  end?: string
  run: () => void
}

export type Command = Omit<PaletteAction, 'group' | 'context' | 'id'> & { context?: string }
