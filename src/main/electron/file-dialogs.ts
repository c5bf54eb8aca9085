// Asks the user for a file, in the system's own dialogs.
import { BrowserWindow, dialog, type FileFilter } from 'electron'
import type { FileDialogsService } from '../api/services.ts'

const harFilter: FileFilter = { name: 'HTTP Archive', extensions: ['har'] }

export function createFileDialogs(): FileDialogsService {
  /** Belongs to the window, so that it stays in front of it; without one it stands alone. */
  const parent = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  return {
    async chooseSave(suggestedName, kind) {
      const options = { defaultPath: suggestedName, filters: kind === 'har' ? [harFilter] : [] }
      const window = parent()
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options))
      return canceled || filePath === '' ? null : filePath
    },
    async chooseOpen() {
      const options = { properties: ['openFile' as const], filters: [harFilter] }
      const window = parent()
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options))
      return canceled ? null : (filePaths[0] ?? null)
    },
  }
}
