// A route as the window shows it. It carries names of headers and variables, never a header's value.
import { z } from 'zod'

/** Where a variable's value comes from at this moment. */
export const variableSources = ['keychain', 'memory', 'environment', 'env-file', 'unreadable', 'missing'] as const
export type VariableSource = (typeof variableSources)[number]

/** A variable by its name; never with its value. */
export const variableViewSchema = z.object({ name: z.string(), source: z.enum(variableSources) })

export type VariableView = z.infer<typeof variableViewSchema>

export const routeViewSchema = z.object({
  /** Position in the file, from 0. */
  index: z.number().int().nonnegative(),
  path: z.string(),
  /** The target as written, without its query and user info; `os.environ/NAME` stands as it is. */
  target: z.string(),
  /** Empty: every method. */
  methods: z.array(z.string()),
  includeSubpath: z.boolean(),
  auth: z.boolean(),
  enabled: z.boolean(),
  /** Names of the injected headers, in the file's order. */
  headers: z.array(z.string()),
  /** Variables that the target, the headers and the query need, each once. */
  variables: z.array(variableViewSchema),
})

export type RouteView = z.infer<typeof routeViewSchema>

/** A problem of the config file, placed. */
export const problemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  /** The key's path below general_settings, such as `pass_through_endpoints[1].target`; empty for the whole file. */
  key: z.string(),
  message: z.string(),
  /** Both from 1. */
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  /** How many columns the caret underlines, at least 1. */
  length: z.number().int().positive(),
  /** The line of the file, with a credential in it masked. */
  sourceLine: z.string(),
})

export type Problem = z.infer<typeof problemSchema>

/** What can be set of a route, as the file says it; what the file leaves out has its default here. */
export const routeFieldsSchema = z.strictObject({
  path: z.string().max(2000),
  target: z.string().max(8000),
  /** In the file's order, LANGFUSE_PUBLIC_KEY and litellm_user_api_key among them. */
  headers: z
    .array(
      z.strictObject({
        name: z.string().max(1000),
        /** null: a credential in plain text, which the window does not get; given back as null it stays as it is. */
        value: z.string().max(65_536).nullable(),
      }),
    )
    .max(200),
  auth: z.boolean(),
  includeSubpath: z.boolean(),
  /** Empty: every method. */
  methods: z.array(z.string().max(40)).max(40),
  forwardHeaders: z.boolean(),
  /** `default_query_params`; a list of values is the same name several times. null as above. */
  query: z.array(z.strictObject({ name: z.string().max(1000), value: z.string().max(8000).nullable() })).max(200),
  /** Seconds; null: the file's general timeout. */
  timeout: z.number().nullable(),
  /** USD. */
  costPerRequest: z.number(),
  customAuthParser: z.enum(['langfuse']).nullable(),
  enabled: z.boolean(),
})

export type RouteFields = z.infer<typeof routeFieldsSchema>

export const newRouteFields: RouteFields = {
  path: '/',
  target: 'https://',
  headers: [],
  auth: false,
  includeSubpath: false,
  methods: [],
  forwardHeaders: true,
  query: [],
  timeout: null,
  costPerRequest: 0,
  customAuthParser: null,
  enabled: true,
}

export const configFileViewSchema = z.object({ path: z.string(), name: z.string() })

/** How what is edited stands to the file on disk. */
export const documentStateSchema = z.object({
  /** Differs from the file on disk: not saved. */
  isDirty: z.boolean(),
  /** Lines that differ from the file on disk. */
  changedLines: z.number().int().nonnegative(),
  /** What undo would take back, such as `Move /v1/rerank`; null where there is nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  /** Which step undo would take back, for `config.undo`; null where there is none. No number is given twice. */
  undoStep: z.number().int().nullable(),
  /** Goes up with every change of the text. */
  revision: z.number().int().nonnegative(),
  /**
   * `conflict`: changed on disk since it was read, while there are unsaved changes; `deleted` and `unreadable`: what
   * was read last is still there to be saved; `read-only`: it may not be written.
   */
  disk: z.enum(['same', 'conflict', 'deleted', 'unreadable', 'read-only']),
})

export type DocumentState = z.infer<typeof documentStateSchema>

export const routesStateSchema = z.object({
  file: configFileViewSchema,
  /** Of the document as it is edited; while that is not valid, of the last valid one. */
  routes: z.array(routeViewSchema),
  /** Of the document as it is edited. An error among them means that the running table is older. */
  problems: z.array(problemSchema),
  document: documentStateSchema,
  /** Whether general_settings.master_key, or LITELLM_MASTER_KEY, names a client key. */
  hasMasterKey: z.boolean(),
  /** Files opened before, the newest first, without this one. */
  recent: z.array(configFileViewSchema),
})

export type RoutesState = z.infer<typeof routesStateSchema>

/** After a call that acts at once: `step` is the step of undo that it made, null where it changed nothing. */
export const actedStateSchema = routesStateSchema.extend({ step: z.number().int().nullable() })

export type ActedState = z.infer<typeof actedStateSchema>

/** How often a route answered, and how, since the app started. */
export const routeFiguresSchema = z.object({
  path: z.string(),
  methods: z.array(z.string()),
  hits: z.number().int().nonnegative(),
  /** Of the last 16 minutes, the oldest first. */
  minutes: z.array(z.object({ ok: z.number().int(), failed: z.number().int() })),
  /** null before the first one has ended. */
  last: z.object({ status: z.number().int().nullable(), outcome: z.string().nullable(), at: z.number() }).nullable(),
  inFlight: z.number().int().nonnegative(),
})

export type RouteFigures = z.infer<typeof routeFiguresSchema>

/** A route of another file, as an import would bring it. */
export const importedRouteSchema = z.object({
  index: z.number().int().nonnegative(),
  path: z.string(),
  target: z.string(),
  methods: z.array(z.string()),
  variables: z.array(z.string()),
  /** `same`: the file has this very route; `different`: one with its path and a common method. */
  collision: z.enum(['none', 'same', 'different']),
  /** Where the other one stands; null without a collision. */
  with: z.number().int().nullable(),
})

export type ImportedRoute = z.infer<typeof importedRouteSchema>

/** A credential in plain text in the file. Never with its value. */
export const literalCredentialSchema = z.object({
  /** Names it: the place in the file, such as `pass_through_endpoints[1].headers.Authorization`. */
  key: z.string(),
  routeIndex: z.number().int().nullable(),
  routePath: z.string().nullable(),
  /** A name for its variable that is not yet taken, such as COHERE_API_KEY. */
  suggestedName: z.string(),
})

export type LiteralCredential = z.infer<typeof literalCredentialSchema>
