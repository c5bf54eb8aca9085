// The system's own message boxes, in front of the window where there is one.
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'

/** Resolves to the button that was chosen, by its place. */
export async function showMessage(options: MessageBoxOptions): Promise<number> {
  const window = BrowserWindow.getAllWindows()[0]
  // Windows would make links of the buttons.
  const titled = { title: 'Throughline', noLink: true, ...options }
  if (!window) return (await dialog.showMessageBox(titled)).response
  // A box of a window that is out of sight is out of sight too.
  if (window.isMinimized()) window.restore()
  window.show()
  return (await dialog.showMessageBox(window, titled)).response
}

export async function tellProblem(message: string, detail: string): Promise<void> {
  await showMessage({ type: 'error', message, detail, buttons: ['OK'] })
}
