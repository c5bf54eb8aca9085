// Which dialog about the config file is open: several places of the window open them.
import { createStore } from 'zustand/vanilla'
import type { CallOutput } from '../../../shared/contract.ts'

export type ImportPreview = NonNullable<CallOutput<'config.previewImport'>>

/** What an import has found in the chosen file, or why it could not be read. */
export type ImportSource = { status: 'ready'; preview: ImportPreview } | { status: 'failed'; message: string }

export type ConfigDialog = { kind: 'import'; source: ImportSource } | { kind: 'export' } | { kind: 'compare' }

export const configDialogs = createStore<{ open: ConfigDialog | null }>(() => ({ open: null }))

export function openConfigDialog(open: ConfigDialog): void {
  configDialogs.setState({ open })
}

export function closeConfigDialog(): void {
  configDialogs.setState({ open: null })
}
