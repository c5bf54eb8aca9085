// Settings of the desktop app: what only the window needs and config.yaml does not hold.
import { z } from 'zod'
import { isOrigin } from './origin.ts'
import { captureLimitsSchema } from './recording.ts'

/** How the traffic list is looked at. */
export const trafficViewSchema = z.object({
  /** Columns in order with their widths in pixels; an empty list is the default. */
  columns: z
    .array(z.object({ id: z.string().max(40), width: z.number().min(24).max(2000).nullable(), isShown: z.boolean() }))
    .max(50)
    .default([]),
  /** Width of the detail pane in pixels. */
  paneWidth: z.number().min(360).max(820).default(404),
  savedFilters: z
    .array(z.object({ name: z.string().min(1).max(100), text: z.string().max(2000) }))
    .max(200)
    .default([]),
})
export type TrafficView = z.infer<typeof trafficViewSchema>

/** What can be listened on: nothing that a URL would read as anything but its host. */
export const hostSchema = z
  .string()
  .max(253)
  .regex(/^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|(?=[^:]*:[^:]*:)[\da-f:.]+(?:%[\w.-]+)?)$/i, {
    error: 'expected an address or a name such as 127.0.0.1',
  })

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** How high rows are. */
  density: z.enum(['compact', 'comfortable']).default('compact'),
  /** A name or an address, an IPv6 one without brackets. */
  host: hostSchema.default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(4000),
  /** Origins whose web pages may use the server. */
  allowedOrigins: z
    .array(z.string().max(500).refine(isOrigin, { error: 'expected an origin such as https://app.example.com' }))
    .max(100)
    .default([]),
  /** Adds `x-throughline-id` to responses. */
  sendsId: z.boolean().default(true),
  /** The app goes on when its window is closed, with an icon in the tray. */
  staysInTray: z.boolean().default(false),
  /** Started at login, the app opens no window. */
  startsHidden: z.boolean().default(false),
  /** Tells by the system's notifications when a route's upstream starts to fail. */
  notifiesFailures: z.boolean().default(true),
  /** Config files that were opened, the newest first; the first one is opened at the next start. */
  recentFiles: z.array(z.string().max(8000)).max(10).default([]),
  capture: captureLimitsSchema.prefault({}),
  traffic: trafficViewSchema.prefault({}),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})
