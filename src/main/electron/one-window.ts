// Keeps the app to one window: opened, shown again, and what happens when it is closed.
import { app, BrowserWindow } from 'electron'

export interface OneWindowOptions {
  /** Opens the window; one that is open already is shown instead. */
  open(): void
  isQuitting(): boolean
  /** With its arguments, and the folder that their paths start from. */
  onStartedAgain(args: string[], folder: string): void
  /** Whether the app goes on without a window, which its icon in the tray can open again. */
  staysWithoutWindow(): Promise<boolean>
}

export interface OneWindow {
  show(): void
}

export function keepOneWindow({ open, isQuitting, onStartedAgain, staysWithoutWindow }: OneWindowOptions): OneWindow {
  const show = () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (!window) return open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  const quitUnlessStaying = async () => {
    const stays = !isQuitting() && (await staysWithoutWindow())
    // It may have been opened again meanwhile.
    if (!stays && BrowserWindow.getAllWindows().length === 0) app.quit()
  }
  app.on('second-instance', (_event, argv, folder) => {
    // Started again while the last requests end: it comes back when they have.
    if (isQuitting()) return app.relaunch()
    show()
    onStartedAgain(argv.slice(1), folder)
  })
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') void quitUnlessStaying()
  })
  return { show }
}
