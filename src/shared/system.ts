// What the window may know of the system around the app: its data folder, the login items, the tray.
import { z } from 'zod'

export const systemStateSchema = z.object({
  /** Absolute. */
  dataFolder: z.string(),
  /** Files that were damaged when the app started, and where they were moved: their defaults hold. */
  setAside: z.array(z.object({ what: z.enum(['settings', 'prices', 'secrets']), path: z.string() })),
  /** As the system says it, not as the app remembers it. */
  startAtLogin: z.object({ isOn: z.boolean() }),
  /** `hasHost`: something shows tray icons. Without it a closed window could not be opened from there. */
  tray: z.object({ hasHost: z.boolean() }),
})

export type SystemState = z.infer<typeof systemStateSchema>
