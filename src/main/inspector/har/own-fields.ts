// What HAR has no place for: written beside its fields under names with an underscore, as HAR 1.2 allows.
import type { Content, Entry, Header, PostData, Request, Response } from 'har-format'
import { z } from 'zod'
import { gatewayErrors } from '../../../shared/errors.ts'
import { outcomes } from '../../../shared/exchange.ts'
import { captureGaps, phasesSchema, removalReasons } from '../../../shared/exchange-detail.ts'
import { variableSources } from '../../../shared/route.ts'

/** What a file from elsewhere says in a wrong form counts as not said. */
const text = z.string().max(2000).nullable().catch(null)
const number = z.number().nullable().catch(null)

export const ownEntrySchema = z.object({
  /** In the run that wrote it. */
  id: text,
  route: text,
  upstream: text,
  /** That the client was answered. */
  status: number,
  outcome: z.enum(outcomes).nullable().catch(null),
  errorType: z
    .enum(Object.keys(gatewayErrors) as [keyof typeof gatewayErrors])
    .nullable()
    .catch(null),
  errorCode: text,
  errorSentence: text,
  stream: z.enum(['sse', 'websocket']).nullable().catch(null),
  firstByteMs: number,
  durationMs: number,
  model: text,
  inputTokens: number,
  outputTokens: number,
  costUsd: number,
  firstTokenMs: number,
  replayOf: text,
  phases: phasesSchema.nullable().catch(null),
  /** Milliseconds from the request of each event of a stream, comments and retries among them. */
  eventTimes: z.array(z.number().nonnegative().nullable()).max(1_000_000).optional().catch(undefined),
  client: z
    .object({
      address: text,
      httpVersion: z.string().max(20),
      url: z.string(),
      headers: z.array(
        z.object({ name: z.string(), value: z.string(), _removed: z.enum(removalReasons).optional().catch(undefined) }),
      ),
    })
    .nullable()
    .catch(null),
  /** null where nothing was sent: the entry's request is the client's then. */
  sent: z.object({ url: z.string(), address: text, tlsVersion: text }).nullable().catch(null),
  /** Whether the response is the upstream's. */
  isAnswered: z.boolean().catch(true),
})
export type OwnEntry = z.infer<typeof ownEntrySchema>

export const ownHeaderSchema = z.object({
  _origin: z.enum(['client', 'route', 'gateway', 'upstream']).optional().catch(undefined),
  _variables: z
    .array(z.object({ name: z.string().max(200), source: z.enum(variableSources) }))
    .optional()
    .catch(undefined),
})

/** Of a body that was not kept whole. */
export const gapSchema = z.enum(captureGaps).nullable().catch(null)

export type HarHeader = Header & z.infer<typeof ownHeaderSchema>
export type HarPostData = PostData & { _encoding?: 'base64'; _gap?: string }
export type HarContent = Content & { _gap?: string }
export interface HarRequest extends Omit<Request, 'headers' | 'postData'> {
  headers: HarHeader[]
  postData?: HarPostData
}
export interface HarResponse extends Omit<Response, 'headers' | 'content'> {
  headers: HarHeader[]
  content: HarContent
  _trailers?: Header[]
  _error?: string
}
export interface HarEntry extends Omit<Entry, 'request' | 'response'> {
  request: HarRequest
  response: HarResponse
  _throughline: OwnEntry
}
