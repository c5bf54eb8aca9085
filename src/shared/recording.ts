// What the recorder keeps, within which limits, and whether it does so now.
import { z } from 'zod'

export const captureLimitsSchema = z.object({
  /** Exchanges kept; the oldest goes first, pinned ones stay. */
  exchanges: z.number().int().min(10).max(100_000).default(10_000),
  /** Body bytes up to this many stay in memory, each. */
  memoryBytesPerBody: z.number().int().min(0).max(16_777_216).default(65_536),
  /** Bytes kept of one body. */
  bytesPerBody: z.number().int().min(0).max(2_147_483_647).default(50_000_000),
  /** Bytes kept of all bodies. */
  bytesInAll: z.number().int().min(1_000_000).max(100_000_000_000).default(2_000_000_000),
  /** Keeps Authorization, cookies and API keys that clients send, readable. */
  keepsClientCredentials: z.boolean().default(false),
})
export type CaptureLimits = z.infer<typeof captureLimitsSchema>

export const recordingStateSchema = z.object({
  isPaused: z.boolean(),
  exchanges: z.number(),
  pinned: z.number(),
  memoryBytes: z.number(),
  diskBytes: z.number(),
  /** Bytes that all bodies may take. */
  limitBytes: z.number(),
  /** Why bodies are being left out just now; null while all are kept. */
  problem: z.enum(['disk-full', 'behind']).nullable(),
})
export type RecordingState = z.infer<typeof recordingStateSchema>

/** A long piece of work that shows progress and can be cancelled. */
export const taskSchema = z.object({
  id: z.string(),
  kind: z.enum(['har-export', 'har-import', 'body-save']),
  done: z.number(),
  /** In the same unit as `done`; null while it is not known. */
  total: z.number().nullable(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** The file's path, or what went wrong. */
  message: z.string().nullable(),
})
export type Task = z.infer<typeof taskSchema>

/** What only main can answer of a filter: conditions on headers and bodies, all of which must hold. */
export const deepTermSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('header'),
    name: z.string().min(1).max(200),
    /** null: the header is there, whatever its value. */
    value: z.string().max(2000).nullable(),
    /** Whether `value` is the whole or a part of it; either ignores case. */
    isPart: z.boolean(),
    isNot: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('body'),
    /** Text, ignoring case in ASCII, looked for in both bodies as decoded. */
    text: z.string().min(1).max(500),
    isNot: z.boolean(),
  }),
])
export type DeepTerm = z.infer<typeof deepTermSchema>

export const searchProgressSchema = z.object({
  id: z.string(),
  /** Exchanges that match and were not told before. */
  found: z.array(z.string()),
  searched: z.number(),
  total: z.number(),
  /** All that was there is searched; what comes later is searched as it ends. */
  isDone: z.boolean(),
})
export type SearchProgress = z.infer<typeof searchProgressSchema>
