// Calls about the open file itself.
import { z } from 'zod'
import { actedStateSchema, importedRouteSchema, routesStateSchema, variableViewSchema } from '../route.ts'
import { variableNameSchema } from '../secret.ts'
import { nothing, routeIndexSchema } from './parts.ts'

export const configCalls = {
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
  'config.revert': { input: nothing, output: actedStateSchema },
  /** `step`: only that one; where another has come since, the answer is `conflict`. */
  'config.undo': {
    input: z.strictObject({ step: z.number().int().optional() }).optional(),
    output: routesStateSchema,
  },
  'config.redo': { input: nothing, output: routesStateSchema },
  /** What stands on disk, for a conflict's two sides; null where there is no file. */
  'config.onDisk': { input: nothing, output: z.object({ text: z.string().nullable() }) },
  /**
   * Asks which file, or opens one of the recent ones; null where the user chose none. Where changes are not saved, it
   * asks about them first, as all calls do that open another file: null where the user cancels that.
   */
  'config.open': {
    input: z.strictObject({ recent: z.string().max(8000).optional() }),
    output: routesStateSchema.nullable(),
  },
  /** A file dropped on the window. Only `WindowApi.openDropped` reaches it: the page itself can name no path. */
  'config.openDropped': {
    input: z.strictObject({ path: z.string().min(1).max(8000) }),
    output: routesStateSchema.nullable(),
  },
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
    output: actedStateSchema,
  },
  /** The file for a LiteLLM proxy, as `throughline export --litellm` writes it, and what is to be known of it. */
  'config.previewExport': { input: nothing, output: z.object({ text: z.string(), notes: z.array(z.string()) }) },
  /** Asks where; null where the user chose no file. */
  'config.export': { input: nothing, output: z.object({ path: z.string() }).nullable() },
  /** Writes `general_settings.master_key: os.environ/NAME`. */
  'config.setMasterKey': { input: z.strictObject({ name: variableNameSchema }), output: actedStateSchema },
} as const
