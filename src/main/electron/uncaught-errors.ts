// Says what nothing else has handled: in the log always, in a dialog once each; the app goes on.
import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron'
import type { AppLog } from './error-log.ts'

export interface UncaughtErrorsOptions {
  log: Pick<AppLog, 'error' | 'lastErrors'>
  ask(options: MessageBoxOptions): Promise<Pick<MessageBoxReturnValue, 'response'>>
  copy(text: string): void
}

/** Never throws, and never waits: forwarding goes on while the dialog is open. */
export function createUncaughtHandler({ log, ask, copy }: UncaughtErrorsOptions) {
  const told = new Set<string>()
  let isOpen = false

  const tell = async (details: string) => {
    isOpen = true
    try {
      const { response } = await ask({
        type: 'error',
        message: 'Something went wrong inside Throughline',
        detail: 'Requests are forwarded as before. The log has the details, and no secret is in them.',
        buttons: ['Continue', 'Copy details'],
        defaultId: 0,
        cancelId: 0,
      })
      if (response === 1) copy(details)
    } catch (error) {
      log.error('The error could not be shown', error)
    } finally {
      isOpen = false
    }
  }

  return (what: string, error: unknown): void => {
    log.error(what, error)
    const line = log.lastErrors().at(-1) ?? ''
    // Without its time: the same error may come with each request.
    const same = line.slice(line.indexOf(' ') + 1)
    if (isOpen || told.has(same)) return
    told.add(same)
    void tell(line)
  }
}
