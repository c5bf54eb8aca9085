// Whether the command palette is open.
import { createStore } from 'zustand/vanilla'

export const palette = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function setPaletteOpen(isOpen: boolean): void {
  palette.setState({ isOpen })
}

/** Stays closed over another dialog or menu. */
export function togglePalette(): void {
  const { isOpen } = palette.getState()
  if (isOpen || !document.querySelector('[data-modal][data-open]')) setPaletteOpen(!isOpen)
}
