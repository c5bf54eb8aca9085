// Opens the window anew when its page has crashed or hangs; the server, which is no part of it, goes on meanwhile.
import type { BrowserWindow, MessageBoxOptions, MessageBoxReturnValue, RenderProcessGoneDetails } from 'electron'
import type { WindowRequests } from '../api/window-requests.ts'

export interface CrashWatchOptions {
  /** Opens another window, which is watched as well. */
  open(): void
  ask(options: MessageBoxOptions): Promise<Pick<MessageBoxReturnValue, 'response'>>
  quit(): void
  info(what: string): void
  windowRequests: Pick<WindowRequests, 'add'>
  /** Milliseconds since the epoch. */
  now?: () => number
}

/** The window is opened by itself this many times within this many milliseconds; after that the user is asked. */
const mostCrashes = 3
const span = 60_000

export function createCrashWatch(options: CrashWatchOptions): (window: BrowserWindow) => void {
  const { open, ask, quit, info, windowRequests, now = Date.now } = options
  let crashes: number[] = []

  const replace = (window: BrowserWindow, words: string) => {
    windowRequests.add({ kind: 'notice', words, isDanger: true })
    // First the new one: without any window the app would quit.
    open()
    window.destroy()
  }

  const onGone = async (window: BrowserWindow, { reason, exitCode }: RenderProcessGoneDetails) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    info(`The window's page is gone: ${reason}, exit code ${exitCode}`)
    crashes = [...crashes.filter((at) => now() - at < span), now()]
    if (crashes.length > mostCrashes) {
      const { response } = await ask({
        type: 'error',
        message: 'The window crashes again and again',
        detail: 'The server goes on without it. Open logs in the Help menu says more.',
        buttons: ['Open the window', 'Quit Throughline'],
        defaultId: 0,
        cancelId: 0,
      })
      if (response === 1) return quit()
      crashes = []
    }
    if (!window.isDestroyed()) replace(window, 'The window crashed and was reopened. The server went on meanwhile.')
  }

  return (window) => {
    window.webContents.on('render-process-gone', (_event, details) => {
      // Not within the event: Electron still holds the page that is taken away here.
      setImmediate(() => void onGone(window, details))
    })
    let question: AbortController | null = null
    window.on('responsive', () => question?.abort())
    window.on('unresponsive', async () => {
      if (question !== null) return
      info('The window does not respond')
      question = new AbortController()
      const { response } = await ask({
        type: 'warning',
        message: 'The window does not respond',
        detail: 'The server goes on without it.',
        buttons: ['Wait', 'Open it anew'],
        defaultId: 0,
        cancelId: 0,
        signal: question.signal,
      })
      question = null
      if (response === 1 && !window.isDestroyed()) replace(window, 'The window did not respond and was opened anew.')
    })
  }
}
