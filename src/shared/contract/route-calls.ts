// Calls about the routes of the open file.
import { z } from 'zod'
import { actedStateSchema, routeFieldsSchema, routeFiguresSchema, routesStateSchema } from '../route.ts'
import { nothing, oneRoute, routeIndexSchema } from './parts.ts'

export const routeCalls = {
  'routes.get': { input: nothing, output: routesStateSchema },
  /**
   * Each edit of the document is one step of its undo. What acts at once (all but `routes.edit` and `config.setText`)
   * is saved at once too, where nothing was unsaved before, and so is what takes it back. `path` is what the window shows at `index`: a mismatch
   * answers `conflict`.
   */
  'routes.setEnabled': { input: oneRoute.extend({ enabled: z.boolean() }), output: actedStateSchema },
  'routes.fields': { input: oneRoute, output: routeFieldsSchema },
  /** The fields that change; the others stay as they are in the document by now. Not saved. Edits with the same `step` in a row are one step of undo. */
  'routes.edit': {
    input: oneRoute.extend({ fields: routeFieldsSchema.partial(), step: z.string().max(100) }),
    output: routesStateSchema,
  },
  /** Behind the last route, or before the one at `at`. */
  'routes.add': {
    input: z.strictObject({ fields: routeFieldsSchema, at: routeIndexSchema.nullable() }),
    output: z.object({ index: z.number(), state: actedStateSchema }),
  },
  'routes.duplicate': { input: oneRoute, output: z.object({ index: z.number(), state: actedStateSchema }) },
  'routes.delete': { input: oneRoute, output: actedStateSchema },
  /** `to`: where it stands afterwards. */
  'routes.move': { input: oneRoute.extend({ to: routeIndexSchema }), output: actedStateSchema },
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
} as const
