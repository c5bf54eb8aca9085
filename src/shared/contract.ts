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
import {
  importedRouteSchema,
  literalCredentialSchema,
  routeFieldsSchema,
  routeFiguresSchema,
  routesStateSchema,
  variableViewSchema,
} from './route.ts'
import { secretsStateSchema, secretValueSchema, variableNameSchema } from './secret.ts'
import { serverErrorSchema, serverStateSchema } from './server.ts'
import { hostSchema, settingsSchema, trafficViewSchema } from './settings.ts'
import { systemStateSchema } from './system.ts'

const nothing = z.undefined()
const idSchema = z.string().min(1).max(100)
const idsSchema = z.array(idSchema).min(1).max(100_000)
const routeIndexSchema = z.number().int().nonnegative()
const oneRoute = z.strictObject({ index: routeIndexSchema, path: z.string().max(2000) })
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
  /**
   * Another address; kept in the settings once the server listens there, or at once while it is stopped. Running
   * requests end on the old one. Where the new one cannot be taken the old one stays, and `error` says why.
   */
  'server.move': {
    input: z.strictObject({
      host: hostSchema.optional(),
      port: z.number().int().min(1).max(65_535).optional(),
    }),
    output: z.object({ state: serverStateSchema, error: serverErrorSchema.nullable() }),
  },
  'routes.get': { input: nothing, output: routesStateSchema },
  /**
   * Each edit of the document is one step of its undo. What acts at once (all but `routes.edit` and `config.setText`)
   * is saved at once too, where nothing was unsaved before, and so is what takes it back. `path` is what the window shows at `index`: a mismatch
   * answers `conflict`.
   */
  'routes.setEnabled': { input: oneRoute.extend({ enabled: z.boolean() }), output: routesStateSchema },
  'routes.fields': { input: oneRoute, output: routeFieldsSchema },
  /** Not saved. Edits with the same `step` in a row are one step of undo. */
  'routes.edit': {
    input: oneRoute.extend({ fields: routeFieldsSchema, step: z.string().max(100) }),
    output: routesStateSchema,
  },
  /** Behind the last route, or before the one at `at`. */
  'routes.add': {
    input: z.strictObject({ fields: routeFieldsSchema, at: routeIndexSchema.nullable() }),
    output: z.object({ index: z.number(), state: routesStateSchema }),
  },
  'routes.duplicate': { input: oneRoute, output: z.object({ index: z.number(), state: routesStateSchema }) },
  'routes.delete': { input: oneRoute, output: routesStateSchema },
  /** `to`: where it stands afterwards. */
  'routes.move': { input: oneRoute.extend({ to: routeIndexSchema }), output: routesStateSchema },
  /** The URL that a request for `sample` would go to, with `os.environ/NAME` where a variable's value would stand. */
  'routes.resolve': {
    input: z.strictObject({ fields: routeFieldsSchema, sample: z.string().max(8000) }),
    output: z.object({ url: z.string().nullable(), reason: z.string().nullable() }),
  },
  /** Sends a request through the gateway, as a client would; the exchange comes as any other does. */
  'routes.test': {
    input: oneRoute.extend({
      method: z.string().max(40),
      target: z.string().max(8000),
      body: z.string().max(1_000_000),
    }),
    output: z.object({ id: z.string() }),
  },
  'routes.figures': { input: nothing, output: z.array(routeFiguresSchema) },
  /** The document as it is edited, and the file as it was last read. */
  'config.text': {
    input: nothing,
    output: z.object({ text: z.string(), saved: z.string(), revision: z.number() }),
  },
  /** Not saved. `revision` is what the text was made from; a mismatch answers `conflict`. */
  'config.setText': {
    input: z.strictObject({ text: z.string().max(10_000_000), revision: z.number().int() }),
    output: routesStateSchema,
  },
  /** Answers `conflict` where the file has changed on disk, unless it may be overwritten. */
  'config.save': { input: z.strictObject({ overwrite: z.boolean() }), output: routesStateSchema },
  /** The document becomes the file as it is on disk; a step of undo. */
  'config.revert': { input: nothing, output: routesStateSchema },
  'config.undo': { input: nothing, output: routesStateSchema },
  'config.redo': { input: nothing, output: routesStateSchema },
  /** What stands on disk, for a conflict's two sides; null where there is no file. */
  'config.onDisk': { input: nothing, output: z.object({ text: z.string().nullable() }) },
  /** Asks which file, or opens one of the recent ones; null where the user chose none. Unsaved changes are dropped. */
  'config.open': {
    input: z.strictObject({ recent: z.string().max(8000).optional() }),
    output: routesStateSchema.nullable(),
  },
  /** A file dropped on the window. Only `WindowApi.openDropped` reaches it: the page itself can name no path. */
  'config.openDropped': { input: z.strictObject({ path: z.string().min(1).max(8000) }), output: routesStateSchema },
  /** Asks where, and writes a config.yaml without routes there. */
  'config.create': { input: nothing, output: routesStateSchema.nullable() },
  /** Shows a file in its folder: the open one, or the one that was exported last. */
  'config.reveal': { input: z.strictObject({ what: z.enum(['config', 'export']) }), output: nothing },
  /** Asks which file; null where the user chose none. `variables`: those that the routes need. */
  'config.previewImport': {
    input: nothing,
    output: z
      .object({
        token: z.string(),
        name: z.string(),
        routes: z.array(importedRouteSchema),
        variables: z.array(variableViewSchema),
      })
      .nullable(),
  },
  'config.import': {
    input: z.strictObject({
      token: z.string().max(100),
      routes: z.array(z.strictObject({ index: routeIndexSchema, as: z.enum(['add', 'replace']) })).max(10_000),
    }),
    output: routesStateSchema,
  },
  /** The file for a LiteLLM proxy, as `throughline export --litellm` writes it, and what is to be known of it. */
  'config.previewExport': { input: nothing, output: z.object({ text: z.string(), notes: z.array(z.string()) }) },
  /** Asks where; null where the user chose no file. */
  'config.export': { input: nothing, output: z.object({ path: z.string() }).nullable() },
  /** Writes `general_settings.master_key: os.environ/NAME`. */
  'config.setMasterKey': { input: z.strictObject({ name: variableNameSchema }), output: routesStateSchema },
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
  /** The names that the text of a .env file sets, and whether a secret of that name is kept already. */
  'secrets.previewEnv': {
    input: z.strictObject({ text: z.string().max(1_000_000) }),
    output: z.array(z.object({ name: z.string(), isKept: z.boolean(), problem: z.string().nullable() })),
  },
  'secrets.importEnv': {
    input: z.strictObject({
      text: z.string().max(1_000_000),
      names: z.array(variableNameSchema).min(1).max(1000),
      keepIn: z.enum(['keychain', 'memory']),
    }),
    output: secretsStateSchema,
  },
  /** Credentials that stand in config.yaml in plain text. */
  'secrets.literals': { input: nothing, output: z.array(literalCredentialSchema) },
  /** Keeps each as a secret and writes `os.environ/NAME` in its place. */
  'secrets.moveLiterals': {
    input: z.strictObject({
      literals: z
        .array(z.strictObject({ key: z.string().max(1000), name: variableNameSchema }))
        .min(1)
        .max(1000),
      keepIn: z.enum(['keychain', 'memory']),
    }),
    output: routesStateSchema,
  },
  /** Looks again whether the system has a keychain. */
  'secrets.checkKeychain': { input: nothing, output: secretsStateSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  /** The server's address is changed by `server.move` and `server.start`. */
  'settings.update': {
    input: z.strictObject({
      theme: settingsSchema.shape.theme.unwrap().optional(),
      density: settingsSchema.shape.density.unwrap().optional(),
      allowedOrigins: settingsSchema.shape.allowedOrigins.unwrap().optional(),
      sendsId: z.boolean().optional(),
      staysInTray: z.boolean().optional(),
      startsHidden: z.boolean().optional(),
      capture: captureLimitsSchema.optional(),
      traffic: trafficViewSchema.optional(),
    }),
    output: settingsSchema,
  },
  'system.get': { input: nothing, output: systemStateSchema },
  'system.setStartAtLogin': { input: z.strictObject({ isOn: z.boolean() }), output: systemStateSchema },
  /** Opens the data folder in the system's file manager. */
  'system.revealData': { input: nothing, output: nothing },
} as const

/** Main tells every window that listens. */
export const events = {
  'server.changed': serverStateSchema,
  'routes.changed': routesStateSchema,
  /** Of the routes whose figures have changed; at most once a second. */
  'routes.figuresChanged': z.array(routeFiguresSchema),
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
  /** Opens the config file that a user has dropped: a `File`; one that the page made itself has no path. */
  openDropped(file: object): Promise<CallResult<'config.openDropped'>>
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
