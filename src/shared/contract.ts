// Every call and every event between the window and main, each declared once. All types derive from here.
import { z } from 'zod'
import type { CallErrorCode } from './errors.ts'
import { exchangeSummarySchema } from './exchange.ts'
import { bodyPartSchema, exchangeDetailSchema, streamMessagesSchema } from './exchange-detail.ts'
import { llmViewSchema, priceSchema, priceTableSchema } from './llm.ts'
import {
  captureLimitsSchema,
  deepTermSchema,
  recordingStateSchema,
  searchProgressSchema,
  taskSchema,
} from './recording.ts'
import { routesStateSchema } from './route.ts'
import { secretsStateSchema, secretValueSchema, variableNameSchema } from './secret.ts'
import { serverStateSchema } from './server.ts'
import { settingsSchema, trafficViewSchema } from './settings.ts'

const nothing = z.undefined()
const idSchema = z.string().min(1).max(100)
const idsSchema = z.array(idSchema).min(1).max(100_000)
const oneExchange = z.strictObject({ id: idSchema })
/** A WebSocket's bytes to the upstream are its request's body, those to the client its response's. */
const sideSchema = z.enum(['request', 'response'])
/** `captured`: the bytes as they came over the wire; `decoded`: without their content encodings. */
const formSchema = z.enum(['captured', 'decoded'])

/** The window asks, main answers. Main parses every input by the schema here. */
export const calls = {
  'app.get': {
    input: nothing,
    output: z.object({ version: z.string(), platform: z.enum(['darwin', 'win32', 'linux']) }),
  },
  'server.get': { input: nothing, output: serverStateSchema },
  /** Starts listening; a port given here is kept in the settings. The state tells of a failure. */
  'server.start': {
    input: z.strictObject({ port: z.number().int().min(1).max(65_535).optional() }),
    output: serverStateSchema,
  },
  'server.stop': { input: nothing, output: serverStateSchema },
  'routes.get': { input: nothing, output: routesStateSchema },
  /** Edits config.yaml. `path` is what the window shows at `index`: a mismatch answers `conflict`. */
  'routes.setEnabled': {
    input: z.strictObject({ index: z.number().int().nonnegative(), path: z.string(), enabled: z.boolean() }),
    output: routesStateSchema,
  },
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
  'secrets.get': { input: nothing, output: secretsStateSchema },
  /** Write-only: there is no call that answers a value. `memory` is gone when the app quits. */
  'secrets.set': {
    input: z.strictObject({
      name: variableNameSchema,
      value: secretValueSchema,
      keepIn: z.enum(['keychain', 'memory']),
    }),
    output: secretsStateSchema,
  },
  'secrets.delete': { input: z.strictObject({ name: variableNameSchema }), output: secretsStateSchema },
  /** Looks again whether the system has a keychain. */
  'secrets.checkKeychain': { input: nothing, output: secretsStateSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.update': {
    input: z.strictObject({
      theme: settingsSchema.shape.theme.unwrap().optional(),
      capture: captureLimitsSchema.optional(),
      traffic: trafficViewSchema.optional(),
    }),
    output: settingsSchema,
  },
} as const

/** Main tells every window that listens. */
export const events = {
  'server.changed': serverStateSchema,
  'routes.changed': routesStateSchema,
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
} as const

export type CallName = keyof typeof calls
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>
export type CallResult<Name extends CallName> =
  | { ok: true; value: CallOutput<Name> }
  | { ok: false; error: { code: CallErrorCode; message: string } }

/** One function a call: a missing one does not compile. */
export type CallHandlers = {
  [Name in CallName]: (input: z.output<(typeof calls)[Name]['input']>) => CallOutput<Name> | Promise<CallOutput<Name>>
}

export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

/** What the preload puts on the window, and all that the page has of the system. */
export interface WindowApi {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallResult<Name>>
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
