// Quits in order: what runs is stopped once, then the app goes; whoever asks again does not wait.
import { app } from 'electron'
import type { LogError } from './error-log.ts'

export interface GracefulQuit {
  /** True from the first request to quit. */
  readonly isQuitting: boolean
}

export function quitGracefully(shutDown: () => Promise<void>, logError: LogError): GracefulQuit {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') {
      app.exit(0)
      return
    }
    state = 'stopping'
    shutDown()
      .catch((error) => logError('Stopping failed', error))
      .finally(() => {
        state = 'stopped'
        app.quit()
      })
  })
  return {
    get isQuitting() {
      return state !== 'running'
    },
  }
}
