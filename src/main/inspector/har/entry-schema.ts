// What must be right in a HAR entry to be read, and what is made do with where it is not.
import { z } from 'zod'
import { gapSchema, ownEntrySchema, ownHeaderSchema } from './own-fields.ts'

const text = z.string().catch('')
const number = z.number().catch(-1)

/** The elements that are of the form; the others are left out. */
function listOf<Output>(element: z.ZodType<Output>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((item) => {
        const parsed = element.safeParse(item)
        return parsed.success ? [parsed.data] : []
      }),
    )
}

const headerSchema = z.object({ name: z.string(), value: z.coerce.string() }).extend(ownHeaderSchema.shape)
export type ReadHeader = z.output<typeof headerSchema>

const encoding = z.string().nullish().catch(null)

const postDataSchema = z.object({
  mimeType: text,
  text,
  params: listOf(z.object({ name: z.string(), value: z.string().catch('') })),
  encoding,
  _encoding: encoding,
  _gap: gapSchema,
})

const contentSchema = z.object({
  size: number,
  mimeType: text,
  text: z.string().nullish().catch(null),
  encoding,
  _gap: gapSchema,
})

const responseSchema = z.object({
  status: number,
  statusText: text,
  httpVersion: text,
  headers: listOf(headerSchema),
  content: contentSchema.nullish().catch(null),
  bodySize: number,
  _transferSize: number.optional(),
  _trailers: listOf(headerSchema),
  _error: z.string().nullish().catch(null),
})
export type ReadResponse = z.output<typeof responseSchema>

const milliseconds = z.number().optional().catch(undefined)

export const entrySchema = z.object({
  startedDateTime: z.string().refine((value) => !Number.isNaN(Date.parse(value))),
  time: number,
  request: z.object({
    /** A token (RFC 9110 9.1). */
    method: z.string().regex(/^[!#$%&'*+\-.^_`|~\w]{1,40}$/),
    url: z.string(),
    httpVersion: text,
    headers: listOf(headerSchema),
    postData: postDataSchema.nullish().catch(null),
    bodySize: number,
  }),
  response: responseSchema.nullish().catch(null),
  timings: z
    .object({
      ...{ blocked: milliseconds, dns: milliseconds, connect: milliseconds, ssl: milliseconds },
      ...{ send: milliseconds, wait: milliseconds, receive: milliseconds },
    })
    .catch({}),
  serverIPAddress: z.string().max(100).nullish().catch(null),
  _resourceType: z.string().nullish().catch(null),
  _webSocketMessages: listOf(
    z.object({
      type: z.enum(['send', 'receive']),
      time: number,
      opcode: z.number().int().min(0).max(15),
      data: z.string(),
    }),
  ),
  /** As Chrome writes server-sent events. */
  _eventSourceMessages: listOf(
    z.object({
      time: z.number(),
      eventName: z.string().catch(''),
      eventId: z.string().catch(''),
      data: z.string(),
    }),
  ),
  _throughline: ownEntrySchema.nullish().catch(null),
})
export type ReadEntry = z.output<typeof entrySchema>
