// Calls about what main asks of the window.
import { z } from 'zod'
import { windowRequestSchema } from '../window-request.ts'
import { nothing } from './parts.ts'

export const windowCalls = {
  /** What waits for a window, each once; `window.requested` tells that there is something. */
  'window.takeRequests': { input: nothing, output: z.array(windowRequestSchema) },
} as const
