// What the palette can do with the open config file.
import { Copy, FilePlus2, FileText, FileUp, FolderOpen, Redo2, Save, Undo2, Upload } from 'lucide-react'
import type { RoutesState } from '../../../shared/route.ts'
import { isBrowser } from '../../app-info.ts'
import { openExport } from '../config/export-dialog.tsx'
import { copyPath, createFile, openFile, revealFile } from '../config/file-actions.ts'
import { openImport } from '../config/import-dialog.tsx'
import { redo, save, undo } from '../routes/actions.ts'
import { routes } from '../routes/store.ts'
import type { Command } from './palette-action.ts'

/** How many of the recent files are offered. */
const mostRecentFiles = 5

export function configCommands(): Command[] {
  const state = routes.store.getState().value
  if (!state) return []
  const { file, document, recent } = state
  return [
    ...(document.isDirty ? [{ label: `Save ${file.name}`, icon: Save, shortcut: 'S', run: () => void save() }] : []),
    ...(document.undo === null
      ? []
      : [{ label: `Undo ${document.undo}`, context: file.name, icon: Undo2, run: () => void undo() }]),
    ...(document.redo === null
      ? []
      : [{ label: `Redo ${document.redo}`, context: file.name, icon: Redo2, run: () => void redo() }]),
    ...(isBrowser() ? [] : otherFiles(recent)),
    { label: 'Import routes…', context: 'from another config.yaml', icon: FileUp, run: () => void openImport() },
    { label: 'Export for LiteLLM…', context: file.name, icon: Upload, run: openExport },
    ...(isBrowser()
      ? []
      : [{ label: `Reveal ${file.name} in folder`, icon: FolderOpen, run: () => void revealFile() }]),
    { label: `Copy path of ${file.name}`, context: file.path, icon: Copy, run: () => void copyPath(file.path) },
  ]
}

function otherFiles(recent: RoutesState['recent']): Command[] {
  return [
    { label: 'Open config file…', icon: FolderOpen, shortcut: 'O', run: () => void openFile() },
    ...recent.slice(0, mostRecentFiles).map(({ path, name }) => ({
      label: `Open ${name}`,
      context: path,
      icon: FileText,
      run: () => void openFile(path),
    })),
    { label: 'New config.yaml…', icon: FilePlus2, run: () => void createFile() },
  ]
}
