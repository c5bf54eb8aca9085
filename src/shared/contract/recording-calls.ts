// Calls about the recording, searches through it, HAR files and prices.
import { z } from 'zod'
import { priceSchema, priceTableSchema } from '../llm.ts'
import { deepTermSchema, recordingStateSchema, taskSchema } from '../recording.ts'
import { idsSchema, nothing } from './parts.ts'

export const recordingCalls = {
  'recording.get': { input: nothing, output: recordingStateSchema },
  'recording.setPaused': { input: z.strictObject({ isPaused: z.boolean() }), output: recordingStateSchema },
  /** Begins a search that goes on, for what comes later too, until it is cancelled. */
  'search.start': {
    input: z.strictObject({ terms: z.array(deepTermSchema).min(1).max(20) }),
    output: z.object({ id: z.string() }),
  },
  'search.cancel': { input: z.strictObject({ id: z.string() }), output: nothing },
  /** Asks where and writes these exchanges, or all; null where the user chose no file. */
  'har.export': {
    input: z.strictObject({ ids: idsSchema.nullable(), isRedacted: z.boolean() }),
    output: taskSchema.nullable(),
  },
  /** Asks which file and adds its exchanges to the list. */
  'har.import': { input: nothing, output: taskSchema.nullable() },
  'tasks.cancel': { input: z.strictObject({ id: z.string() }), output: nothing },
  'prices.get': { input: nothing, output: priceTableSchema },
  /** null: back to the table that comes with the product. */
  'prices.set': {
    input: z.strictObject({ prices: z.array(priceSchema).max(5000).nullable() }),
    output: priceTableSchema,
  },
} as const
