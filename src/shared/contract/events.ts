// Every event that main tells a window.
import { z } from 'zod'
import { exchangeSummarySchema } from '../exchange.ts'
import { priceTableSchema } from '../llm.ts'
import { recordingStateSchema, searchProgressSchema, taskSchema } from '../recording.ts'
import { routeFiguresSchema, routesStateSchema } from '../route.ts'
import { secretsStateSchema } from '../secret.ts'
import { serverStateSchema } from '../server.ts'
import { settingsSchema } from '../settings.ts'

/** Main tells every window that listens. */
export const events = {
  'server.changed': serverStateSchema,
  'routes.changed': routesStateSchema,
  /** The window or the open file is to be left: the page sends what was just typed, and answers `leave.answer`. */
  'leave.asked': z.object({ token: z.string() }),
  /** The user wanted to save before leaving, and it could not be done: `code` and `message` are the error's. */
  'leave.notSaved': z.object({ code: z.string(), message: z.string() }),
  /** Of the routes whose figures have changed; at most once a second. */
  'routes.figuresChanged': z.array(routeFiguresSchema),
  /** New and changed exchanges, coalesced by id, at most every 50 ms. */
  'exchanges.changed': z.array(exchangeSummarySchema),
  /** All but the pinned ones, which are named here, are gone. */
  'exchanges.cleared': z.object({ kept: z.array(z.string()) }),
  /** Deleted by the user; what the ring lets go is not told, since the window counts the same. */
  'exchanges.removed': z.array(z.string()),
  /** At most once a second. */
  'recording.changed': recordingStateSchema,
  /** At most every 50 ms. */
  'search.changed': searchProgressSchema,
  'tasks.changed': taskSchema,
  'prices.changed': priceTableSchema,
  'secrets.changed': secretsStateSchema,
  'settings.changed': settingsSchema,
  /** Something waits for `window.takeRequests`. */
  'window.requested': z.null(),
} as const
