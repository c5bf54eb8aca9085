// An exchange as the window and the log show it: one request and its response, in summary.
import { z } from 'zod'
import { type GatewayErrorType, gatewayErrors } from './errors.ts'

/**
 * How an exchange ended. `client_closed`: the client went away first. `refused`: the gateway answered
 * itself and sent nothing upstream.
 */
export const outcomes = ['ok', 'client_closed', 'upstream_error', 'timeout', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

export const exchangeSummarySchema = z.object({
  /** Unique within a run and sent to the client as `x-throughline-id`. */
  id: z.string(),
  /** When the request's headers had arrived, milliseconds since the epoch. */
  receivedAt: z.number(),
  method: z.string(),
  /** The raw path, without the query: a query may carry the client's credentials. */
  path: z.string(),
  /** The path of the route that matched; null where none did. */
  route: z.string().nullable(),
  /** Host and port of the upstream; null where nothing was sent. */
  upstream: z.string().nullable(),
  /** The status that the client was answered; null before the response begins, and where it never began. */
  status: z.number().int().nullable(),
  /** `waiting`: no response yet; `receiving`: the body is streaming; `ended`: nothing changes any more. */
  state: z.enum(['waiting', 'receiving', 'ended']),
  /** null until ended. */
  outcome: z.enum(outcomes).nullable(),
  /** Set where Throughline answered itself, or where the exchange broke. */
  errorType: z.enum(Object.keys(gatewayErrors) as [GatewayErrorType, ...GatewayErrorType[]]).nullable(),
  /** The cause's code, such as ECONNREFUSED. */
  errorCode: z.string().nullable(),
  /** Milliseconds from the request to the response's first byte. */
  firstByteMs: z.number().nullable(),
  /** Milliseconds from the request to the end; null until ended. */
  durationMs: z.number().nullable(),
  /** Body bytes on the wire. */
  requestBytes: z.number(),
  responseBytes: z.number(),
  /** The response's media type without parameters, in lower case. */
  mediaType: z.string().nullable(),
  /** Counts from 1 in the order of arrival, imported ones among them. */
  sequence: z.number().int(),
  stream: z.enum(['sse', 'websocket']).nullable(),
  /** Of a language model's API; null where it is none, and until somebody has looked. */
  model: z.string().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** Milliseconds from the request to the first token, for streamed answers. */
  firstTokenMs: z.number().nullable(),
  isPinned: z.boolean(),
  source: z.enum(['client', 'replay', 'import']),
  /** The exchange that this one repeats. */
  replayOf: z.string().nullable(),
})

export type ExchangeSummary = z.infer<typeof exchangeSummarySchema>
