// Calls about what was captured.
import { z } from 'zod'
import { exchangeSummarySchema } from '../exchange.ts'
import { bodyPartSchema, exchangeDetailSchema, streamMessagesSchema } from '../exchange-detail.ts'
import { llmViewSchema } from '../llm.ts'
import { taskSchema } from '../recording.ts'
import { formSchema, idSchema, idsSchema, nothing, oneExchange, sideSchema } from './parts.ts'

export const exchangeCalls = {
  /** All kept exchanges, oldest first. */
  'exchanges.get': { input: nothing, output: z.array(exchangeSummarySchema) },
  /** Drops all that are not pinned; `exchanges.restore` brings them back. */
  'exchanges.clear': { input: nothing, output: nothing },
  'exchanges.delete': { input: z.strictObject({ ids: idsSchema }), output: nothing },
  /** Undoes the last clear or delete, within 30 s; answers how many came back. */
  'exchanges.restore': { input: nothing, output: z.number() },
  'exchanges.pin': { input: z.strictObject({ ids: idsSchema, isPinned: z.boolean() }), output: nothing },
  'exchanges.detail': { input: oneExchange, output: exchangeDetailSchema },
  'exchanges.body': {
    input: z.strictObject({
      id: idSchema,
      side: sideSchema,
      form: formSchema,
      offset: z.number().int().nonnegative(),
      length: z.number().int().min(1).max(67_108_864),
    }),
    output: bodyPartSchema,
  },
  /** Asks where, and writes the whole body there; null where the user chose no file. */
  'exchanges.saveBody': {
    input: z.strictObject({ id: idSchema, side: sideSchema, form: formSchema }),
    output: taskSchema.nullable(),
  },
  'exchanges.messages': {
    input: z.strictObject({
      id: idSchema,
      from: z.number().int().nonnegative(),
      count: z.number().int().min(1).max(1000),
    }),
    output: streamMessagesSchema,
  },
  /** One message's whole payload. */
  'exchanges.message': {
    input: z.strictObject({ id: idSchema, index: z.number().int().nonnegative() }),
    output: z.object({ bytes: z.instanceof(Uint8Array), isText: z.boolean() }),
  },
  /** null where it is no call of a language model. */
  'exchanges.llm': { input: oneExchange, output: llmViewSchema.nullable() },
  /** Sends it again through the gateway; the new exchange comes as any other does. */
  'exchanges.replay': {
    input: z.strictObject({
      id: idSchema,
      edit: z
        .strictObject({
          method: z.string().min(1).max(40),
          /** Path and query on the gateway. */
          target: z.string().min(1).max(65_536),
          headers: z.array(z.strictObject({ name: z.string().min(1).max(1000), value: z.string().max(65_536) })),
          /** null: the body as it was captured. */
          body: z.instanceof(Uint8Array).nullable(),
        })
        .optional(),
    }),
    /** `omitted`: headers whose values were masked, so that they could not be sent again. */
    output: z.object({ id: z.string(), omitted: z.array(z.string()) }),
  },
  /** The request as it was sent upstream, with `$NAME` for what is secret. */
  'exchanges.snippet': {
    input: z.strictObject({ id: idSchema, language: z.enum(['curl', 'fetch', 'python']) }),
    output: z.object({ text: z.string(), variables: z.array(z.string()) }),
  },
} as const
