// Calls about settings and the system.
import { z } from 'zod'
import { captureLimitsSchema } from '../recording.ts'
import { settingsSchema, trafficViewSchema } from '../settings.ts'
import { systemStateSchema } from '../system.ts'
import { nothing } from './parts.ts'

export const settingsCalls = {
  'settings.get': { input: nothing, output: settingsSchema },
  /** The server's address is changed by `server.move` and `server.start`. */
  'settings.update': {
    input: z.strictObject({
      theme: settingsSchema.shape.theme.unwrap().optional(),
      density: settingsSchema.shape.density.unwrap().optional(),
      allowedOrigins: settingsSchema.shape.allowedOrigins.unwrap().optional(),
      sendsId: z.boolean().optional(),
      staysInTray: z.boolean().optional(),
      startsHidden: z.boolean().optional(),
      notifiesFailures: z.boolean().optional(),
      capture: captureLimitsSchema.optional(),
      traffic: trafficViewSchema.optional(),
    }),
    output: settingsSchema,
  },
  'system.get': { input: nothing, output: systemStateSchema },
  'system.setStartAtLogin': { input: z.strictObject({ isOn: z.boolean() }), output: systemStateSchema },
  /** Opens the data folder in the system's file manager. */
  'system.revealData': { input: nothing, output: nothing },
  /** Opens the folder of the logs there. */
  'system.revealLogs': { input: nothing, output: nothing },
  /** Versions, counts and the last errors, to be passed on: no secret, no path of a route, no host of a target. */
  'system.diagnostics': { input: nothing, output: z.object({ text: z.string() }) },
} as const
