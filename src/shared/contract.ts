// Every call and every event between the window and main, each declared once. All types derive from here.
import type { z } from 'zod'
import { configCalls } from './contract/config-calls.ts'
import type { events } from './contract/events.ts'
import { exchangeCalls } from './contract/exchange-calls.ts'
import { leaveCalls } from './contract/leave-calls.ts'
import { recordingCalls } from './contract/recording-calls.ts'
import { routeCalls } from './contract/route-calls.ts'
import { secretCalls } from './contract/secret-calls.ts'
import { serverCalls } from './contract/server-calls.ts'
import { settingsCalls } from './contract/settings-calls.ts'
import { windowCalls } from './contract/window-calls.ts'
import type { CallErrorCode } from './errors.ts'

export { events } from './contract/events.ts'

/** The window asks, main answers. Main parses every input by the schema here. */
export const calls = {
  ...serverCalls,
  ...routeCalls,
  ...configCalls,
  ...leaveCalls,
  ...exchangeCalls,
  ...recordingCalls,
  ...secretCalls,
  ...settingsCalls,
  ...windowCalls,
} as const

export type CallName = keyof typeof calls
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>
export type CallResult<Name extends CallName> =
  | { ok: true; value: CallOutput<Name> }
  | { ok: false; error: { code: CallErrorCode; message: string } }

/** One function a call: a missing one does not compile. */
export type CallHandlers = {
  [Name in CallName]: (input: z.output<(typeof calls)[Name]['input']>) => CallOutput<Name> | Promise<CallOutput<Name>>
}

export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

/** What the preload puts on the window, and all that the page has of the system. */
export interface WindowApi {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallResult<Name>>
  /** Opens the config file that a user has dropped: a `File`; one that the page made itself has no path. */
  openDropped(file: object): Promise<CallResult<'config.openDropped'>>
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
