// Every call and every event between the window and main, each declared once. All types derive from here.
import { z } from 'zod'
import type { CallErrorCode } from './errors.ts'
import { exchangeSummarySchema } from './exchange.ts'
import { routesStateSchema } from './route.ts'
import { secretsStateSchema, secretValueSchema, variableNameSchema } from './secret.ts'
import { serverStateSchema } from './server.ts'
import { settingsSchema } from './settings.ts'

const nothing = z.undefined()

/** The window asks, main answers. Main parses every input by the schema here. */
export const calls = {
  'app.get': {
    input: nothing,
    output: z.object({ version: z.string(), platform: z.enum(['darwin', 'win32', 'linux']) }),
  },
  'server.get': { input: nothing, output: serverStateSchema },
  /** Starts listening; a port given here is kept in the settings. The state tells of a failure. */
  'server.start': {
    input: z.strictObject({ port: z.number().int().min(1).max(65_535).optional() }),
    output: serverStateSchema,
  },
  'server.stop': { input: nothing, output: serverStateSchema },
  'routes.get': { input: nothing, output: routesStateSchema },
  /** Edits config.yaml. `path` is what the window shows at `index`: a mismatch answers `conflict`. */
  'routes.setEnabled': {
    input: z.strictObject({ index: z.number().int().nonnegative(), path: z.string(), enabled: z.boolean() }),
    output: routesStateSchema,
  },
  /** All kept exchanges, oldest first. */
  'exchanges.get': { input: nothing, output: z.array(exchangeSummarySchema) },
  'exchanges.clear': { input: nothing, output: nothing },
  'secrets.get': { input: nothing, output: secretsStateSchema },
  /** Write-only: there is no call that answers a value. `memory` is gone when the app quits. */
  'secrets.set': {
    input: z.strictObject({
      name: variableNameSchema,
      value: secretValueSchema,
      keepIn: z.enum(['keychain', 'memory']),
    }),
    output: secretsStateSchema,
  },
  'secrets.delete': { input: z.strictObject({ name: variableNameSchema }), output: secretsStateSchema },
  /** Looks again whether the system has a keychain. */
  'secrets.checkKeychain': { input: nothing, output: secretsStateSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.update': {
    input: z.strictObject({ theme: settingsSchema.shape.theme.unwrap() }),
    output: settingsSchema,
  },
} as const

/** Main tells every window that listens. */
export const events = {
  'server.changed': serverStateSchema,
  'routes.changed': routesStateSchema,
  /** New and changed exchanges, coalesced by id, at most every 50 ms. */
  'exchanges.changed': z.array(exchangeSummarySchema),
  'exchanges.cleared': nothing,
  'secrets.changed': secretsStateSchema,
  'settings.changed': settingsSchema,
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
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
