// What a page in a browser and its host say to each other over their WebSocket, and the addresses beside it.
import { z } from 'zod'
import type { CallName, CallResult, EventName } from './contract.ts'

/** Addresses of the host, from its root. */
export const webPaths = {
  socket: '/socket',
  /** GET answers 204 to a page that is signed in, else 401. */
  session: '/session',
  signIn: '/sign-in',
  /** A ticket follows. */
  uploads: '/uploads/',
  downloads: '/downloads/',
} as const

/** POSTed with a file: its name, percent-encoded. */
export const fileNameHeader = 'x-file-name'

/** The page's. */
export const pageMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    /** Of the page's own choice; the answer has it too. */
    id: z.number().int().nonnegative(),
    name: z.string().max(100),
    /** Checked by the contract. */
    input: z.unknown().optional(),
  }),
  z.strictObject({ kind: z.literal('ping') }),
  /** The user gives no file. */
  z.strictObject({ kind: z.literal('no-file'), ticket: z.string().max(100) }),
])
export type PageMessage = z.infer<typeof pageMessageSchema>

/** The host's. */
export type HostMessage =
  | { kind: 'answer'; id: number; result: CallResult<CallName> }
  | { kind: 'event'; name: EventName; payload: unknown }
  | { kind: 'pong' }
  /** Events were left out, because the page was too slow for them: everything is to be asked for anew. */
  | { kind: 'resync' }
  /** The user is to give a file, which is POSTed to the uploads. `accept`: as an input element takes it. */
  | { kind: 'choose-file'; ticket: string; accept: string }
  /** A file is ready to be fetched from the downloads, once. */
  | { kind: 'download'; ticket: string }
