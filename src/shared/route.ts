// A route as the window shows it. It carries names of headers and variables, never a header's value.
import { z } from 'zod'

/** Where a variable's value comes from at this moment. */
export const variableSources = ['keychain', 'memory', 'environment', 'env-file', 'unreadable', 'missing'] as const
export type VariableSource = (typeof variableSources)[number]

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
  variables: z.array(z.object({ name: z.string(), source: z.enum(variableSources) })),
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

export const routesStateSchema = z.object({
  file: z.object({ path: z.string(), name: z.string() }),
  /** The running table: the last valid one. */
  routes: z.array(routeViewSchema),
  /** Of the file as it is on disk now. An error among them means that the running table is older. */
  problems: z.array(problemSchema),
})

export type RoutesState = z.infer<typeof routesStateSchema>
