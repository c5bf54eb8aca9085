// Calls about what the app is and where its server listens.
import { z } from 'zod'
import { serverErrorSchema, serverStateSchema } from '../server.ts'
import { hostSchema } from '../settings.ts'
import { nothing } from './parts.ts'

export const serverCalls = {
  'app.get': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.enum(['darwin', 'win32', 'linux']),
      /**
       * Where the window is. A page in a browser has no keychain, tray and start at login, shows no folder, and opens
       * no other config file; files that it saves are downloads.
       */
      host: z.enum(['desktop', 'browser']),
    }),
  },
  'server.get': { input: nothing, output: serverStateSchema },
  /** Starts listening; a port given here is kept in the settings. The state tells of a failure. */
  'server.start': {
    input: z.strictObject({ port: z.number().int().min(1).max(65_535).optional() }),
    output: serverStateSchema,
  },
  'server.stop': { input: nothing, output: serverStateSchema },
  /**
   * Another address; kept in the settings once the server listens there, or at once while it is stopped. Running
   * requests end on the old one. Where the new one cannot be taken the old one stays, and `error` says why.
   */
  'server.move': {
    input: z.strictObject({
      host: hostSchema.optional(),
      port: z.number().int().min(1).max(65_535).optional(),
    }),
    output: z.object({ state: serverStateSchema, error: serverErrorSchema.nullable() }),
  },
} as const
