// Asks the user for a file, in the system's own dialogs.
import { BrowserWindow, dialog, type FileFilter, shell } from 'electron'
import type { FileDialogsService } from '../api/services.ts'

const filters: Record<'har' | 'yaml' | 'any', FileFilter[]> = {
  har: [{ name: 'HTTP Archive', extensions: ['har'] }],
  yaml: [{ name: 'YAML', extensions: ['yaml', 'yml'] }],
  any: [],
}

export function createFileDialogs(): FileDialogsService {
  /** Belongs to the window, so that it stays in front of it; without one it stands alone. */
  const parent = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  return {
    async chooseSave(suggestedName, kind) {
      const options = { defaultPath: suggestedName, filters: filters[kind] }
      const window = parent()
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options))
      return canceled || filePath === '' ? null : filePath
    },
    async chooseOpen(kind) {
      const options = { properties: ['openFile' as const], filters: filters[kind] }
      const window = parent()
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    reveal: (path) => shell.showItemInFolder(path),
  }
}
