// Whether the command palette is open.
import { createStore } from 'zustand/vanilla'

interface PaletteState {
  isOpen: boolean
  /** How many times it was opened: each time it begins anew, even while it still fades out. */
  openings: number
}

export const palette = createStore<PaletteState>(() => ({ isOpen: false, openings: 0 }))

export function setPaletteOpen(isOpen: boolean): void {
  palette.setState(({ openings }) => ({ isOpen, openings: openings + (isOpen ? 1 : 0) }))
}

/** Stays closed over another dialog or menu. */
export function togglePalette(): void {
  const { isOpen } = palette.getState()
  if (isOpen || !document.querySelector('[data-modal][data-open]')) setPaletteOpen(!isOpen)
}
