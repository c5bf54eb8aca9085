// What main asks of a window that may not be open yet: to say something, to show a route's traffic, to offer a route.
import { z } from 'zod'
import { routeFieldsSchema } from './route.ts'

export const windowRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notice'), words: z.string(), isDanger: z.boolean() }),
  z.object({ kind: z.literal('settings') }),
  /** The exchanges of a route, by its path. */
  z.object({ kind: z.literal('traffic'), route: z.string() }),
  /** From a link: what it would add, which the user confirms or not. */
  z.object({ kind: z.literal('offer-route'), fields: routeFieldsSchema }),
])

export type WindowRequest = z.infer<typeof windowRequestSchema>
