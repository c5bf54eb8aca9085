// An exchange in full, but for its bodies, which are asked for by range. Credentials are masked before they get here.
import { z } from 'zod'
import { exchangeSummarySchema } from './exchange.ts'
import { variableSources } from './route.ts'

/** What stands in the place of a value that is never shown. */
export const mask = '••••••••'

/**
 * A header line in its place. `client`: as the client sent it. `route`: injected by the route. `gateway`: set
 * by Throughline itself, as Host is. `upstream`: of the response.
 */
export const headerFieldSchema = z.object({
  name: z.string(),
  /** With the credential in it masked. */
  value: z.string(),
  origin: z.enum(['client', 'route', 'gateway', 'upstream']),
  /** What an injected value was made of. */
  variables: z.array(z.object({ name: z.string(), source: z.enum(variableSources) })),
  isMasked: z.boolean(),
})
export type HeaderField = z.infer<typeof headerFieldSchema>

/** Why a header of the client did not go upstream. */
export const removalReasons = ['hop-by-hop', 'replaced', 'client-key', 'not-forwarded', 'set-by-gateway'] as const
export type RemovalReason = (typeof removalReasons)[number]

/** Why a body was not kept whole: over its limit, no room, the recorder behind, paused, or let go for newer ones. */
export const captureGaps = ['limit', 'disk-full', 'behind', 'paused', 'evicted'] as const
export type CaptureGap = (typeof captureGaps)[number]

export const bodyInfoSchema = z.object({
  /** Bytes that went over the wire. */
  wireBytes: z.number(),
  /** How many of them were kept, from the start. */
  capturedBytes: z.number(),
  /** null where all were kept. */
  gap: z.enum(captureGaps).nullable(),
  /** Without parameters, in lower case. */
  mediaType: z.string().nullable(),
  /** As named in Content-Encoding, outermost last. */
  encodings: z.array(z.string()),
})
export type BodyInfo = z.infer<typeof bodyInfoSchema>

/** Milliseconds each; null where the exchange never came so far, or it cannot be known. */
export const phasesSchema = z.object({
  /** For a free connection. */
  queued: z.number().nullable(),
  /** Name lookup and TCP; null on a reused connection. */
  connect: z.number().nullable(),
  tls: z.number().nullable(),
  /** Until the request's last byte was handed over. */
  sending: z.number().nullable(),
  /** Until the response's head. */
  waiting: z.number().nullable(),
  receiving: z.number().nullable(),
  isReused: z.boolean().nullable(),
})
export type Phases = z.infer<typeof phasesSchema>

export const exchangeDetailSchema = z.object({
  summary: exchangeSummarySchema,
  /** As received. */
  client: z.object({
    /** Address and port of the client. */
    address: z.string().nullable(),
    httpVersion: z.string(),
    /** http://127.0.0.1:4000/v1/chat?key=••••••••, with credentials in the query masked. */
    url: z.string(),
    headers: z.array(headerFieldSchema),
    /** Of `headers`, those that did not go upstream as they were: their places in it. */
    removed: z.array(z.object({ index: z.number(), reason: z.enum(removalReasons) })),
    body: bodyInfoSchema,
  }),
  /** As sent; null where nothing was sent. */
  sent: z
    .object({
      url: z.string(),
      /** Address and port that answered. */
      address: z.string().nullable(),
      tlsVersion: z.string().nullable(),
      headers: z.array(headerFieldSchema),
    })
    .nullable(),
  response: z
    .object({
      status: z.number(),
      statusText: z.string(),
      headers: z.array(headerFieldSchema),
      trailers: z.array(headerFieldSchema),
      body: bodyInfoSchema,
    })
    .nullable(),
  phases: phasesSchema,
  /** The error's sentence and code; null where nothing failed. */
  error: z.object({ sentence: z.string(), code: z.string().nullable() }).nullable(),
})
export type ExchangeDetail = z.infer<typeof exchangeDetailSchema>

/** A piece of a body as it was captured or as it decodes. */
export const bodyPartSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  offset: z.number(),
  /** Length of the whole in the asked form; null while it is not known. */
  total: z.number().nullable(),
  isEnd: z.boolean(),
  /** The charset of text, as in the Content-Type, else utf-8. */
  charset: z.string(),
  /** What is wrong with it: cut, not of its encoding, over the decoding limit. Fact first, a sentence each. */
  problems: z.array(z.string()),
})
export type BodyPart = z.infer<typeof bodyPartSchema>

/** One server-sent event or one WebSocket frame's message. */
export const streamMessageSchema = z.object({
  /** From 0. */
  index: z.number(),
  /** `down`: from the upstream to the client. */
  direction: z.enum(['down', 'up']),
  /** SSE: the event's name, `message` if it has none, `comment` or `retry`. WebSocket: text, binary, ping, pong, close. */
  type: z.string(),
  /** Milliseconds from the request to its arrival; null where it was not noted. */
  atMs: z.number().nullable(),
  /** Milliseconds since the one before; null for the first. */
  gapMs: z.number().nullable(),
  /** Bytes of its payload. */
  size: z.number(),
  /** The start of its text, at most 200 characters; hex for binary. */
  preview: z.string(),
})
export type StreamMessage = z.infer<typeof streamMessageSchema>

export const streamMessagesSchema = z.object({
  total: z.number(),
  messages: z.array(streamMessageSchema),
  problems: z.array(z.string()),
})
export type StreamMessages = z.infer<typeof streamMessagesSchema>
