// Which dialog about exchanges is open: Edit and send, or Compare.
import { createStore } from 'zustand/vanilla'

export type ExchangeDialog = { kind: 'edit'; id: string } | { kind: 'compare'; ids: [string, string] }

export const exchangeDialogs = createStore<{ open: ExchangeDialog | null }>(() => ({ open: null }))

export function openEdit(id: string): void {
  exchangeDialogs.setState({ open: { kind: 'edit', id } })
}

export function openCompare(ids: [string, string]): void {
  exchangeDialogs.setState({ open: { kind: 'compare', ids } })
}

export function closeExchangeDialog(): void {
  exchangeDialogs.setState({ open: null })
}
