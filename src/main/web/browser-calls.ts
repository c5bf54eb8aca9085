// What a page in a browser may call: all of the contract but what needs the desktop, or would name a path.
import type { CallName, CallResult } from '../../shared/contract.ts'
import { callErrors } from '../../shared/errors.ts'
import type { DispatchCall } from '../api/dispatch-call.ts'

/** The file that is open is the one that the command line names; folders are shown to who sits at the machine. */
const refused: ReadonlySet<unknown> = new Set<CallName>([
  'config.open',
  'config.openDropped',
  'config.create',
  'config.reveal',
  'system.setStartAtLogin',
  'system.revealData',
  'system.revealLogs',
])

const notInBrowser: CallResult<CallName> = {
  ok: false,
  error: { code: 'not_in_browser', message: callErrors.not_in_browser },
}

export function withoutDesktop(dispatch: DispatchCall): DispatchCall {
  return (name, input) => (refused.has(name) ? Promise.resolve(notInBrowser) : dispatch(name, input))
}
