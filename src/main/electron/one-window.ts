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
  /** Asks where something would be lost with the window alone; what is lost with the app is asked when it quits. */
  mayClose(): Promise<boolean>
  /** Whether there is something to be asked about before the system's session ends. */
  hasUnsaved(): boolean
}

export interface OneWindow {
  show(): void
}

export function keepOneWindow(options: OneWindowOptions): OneWindow {
  const { open, isQuitting, onStartedAgain, mayClose, hasUnsaved } = options
  /** It was closed, and the app is to go on. */
  let isAway = false

  const show = () => {
    isAway = false
    const window = BrowserWindow.getAllWindows()[0]
    if (!window) return open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  const staysWithoutWindow = async () => process.platform === 'darwin' || (await options.staysWithoutWindow())
  const close = async (window: BrowserWindow) => {
    // Then the window stays until it is settled that the app quits.
    if (!(await staysWithoutWindow())) return app.quit()
    if (!(await mayClose()) || window.isDestroyed() || isQuitting()) return
    isAway = true
    window.destroy()
  }
  const quitUnlessStaying = async () => {
    const stays = isAway || (!isQuitting() && (await staysWithoutWindow()))
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
  app.on('browser-window-created', (_event, window) => {
    window.on('close', (event) => {
      if (isQuitting()) return
      event.preventDefault()
      void close(window)
    })
    // Windows waits with the end of the session, and shows for whom.
    window.on('query-session-end', (event) => {
      if (isQuitting() || !hasUnsaved()) return
      event.preventDefault()
      app.quit()
    })
  })
  app.on('window-all-closed', () => void quitUnlessStaying())
  return { show }
}
