// Settings of the desktop app: what only the window needs and config.yaml does not hold.
import { z } from 'zod'
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

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(4000),
  capture: captureLimitsSchema.prefault({}),
  traffic: trafficViewSchema.prefault({}),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})
