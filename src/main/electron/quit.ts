// Quits in order: what is unsaved is asked about, what runs is stopped once, then the app goes.
import { app, BrowserWindow } from 'electron'
import type { AppLog } from './error-log.ts'

export interface GracefulQuit {
  /** True from when it is settled that the app quits. */
  readonly isQuitting: boolean
}

export interface QuitOptions {
  /** Asks where something would be lost. */
  mayQuit(): Promise<boolean>
  /** What is lost where nobody can be asked, in words for the log; null: nothing. */
  describeUnsaved(): string | null
  shutDown(): Promise<void>
  log: Pick<AppLog, 'info' | 'error'>
}

/** They come from the system or a script, which wait for the end and answer no questions. */
const endSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** To be called when Electron is ready: it takes the signals for itself before that. Who asks twice does not wait. */
export function quitGracefully({ mayQuit, describeUnsaved, shutDown, log }: QuitOptions): GracefulQuit {
  let state: 'running' | 'asking' | 'stopping' | 'stopped' = 'running'

  const stop = () => {
    state = 'stopping'
    // Nothing that is typed from now on would be kept.
    for (const window of BrowserWindow.getAllWindows()) window.hide()
    shutDown()
      .catch((error) => log.error('Stopping failed', error))
      .finally(() => {
        state = 'stopped'
        app.quit()
      })
  }
  const ask = async () => {
    state = 'asking'
    const mayGo = await mayQuit().catch((error) => {
      log.error('Asking before the end failed', error)
      return false
    })
    // A signal may have settled it meanwhile.
    if (state !== 'asking') return
    if (mayGo) stop()
    else state = 'running'
  }
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') app.exit(0)
    else if (state === 'running') void ask()
  })
  for (const signal of endSignals) {
    // conf's writer listens from the program's start, and would end it at once; besides, while anybody listens, Node does
    // not take the signal back from Electron, which took it when it got ready.
    process.removeAllListeners(signal)
    process.on(signal, () => {
      if (state === 'stopping' || state === 'stopped') return app.exit(0)
      const unsaved = describeUnsaved()
      if (unsaved === null) log.info(`Quitting on ${signal}`)
      else log.error(`Quitting on ${signal}`, unsaved)
      stop()
    })
  }
  return {
    get isQuitting() {
      return state === 'stopping' || state === 'stopped'
    },
  }
}
